/* SPDX-License-Identifier: MIT */
/* winuser-message.c - user32: messages of threads, and messages to windows that aren't there */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/window.h"
#include "winapi/msgqueue/msgqueue.h"

#include <winuser.h>

#define THREAD_ONLY ((HWND)(intptr_t)-1)

static bool is_broadcast(HWND window)
{
    return window == HWND_BROADCAST || window == HWND_TOPMOST;
}

/* Messages of no window are the only ones that there are. */
static bool filter_fits(HWND window, const MSG *out)
{
    if (!out)
        return win32_fail(ERROR_NOACCESS, false);
    if (window && window != THREAD_ONLY)
        return win32_fail(ERROR_INVALID_WINDOW_HANDLE, false);
    return true;
}

static BOOL peek(MSG *out, HWND window, UINT first, UINT last, UINT flags)
{
    MSG message;
    int result;

    if (!filter_fits(window, out))
        return FALSE;
    result = msgqueue_peek(first, last, flags & PM_REMOVE, &message);
    if (result)
        return result == -EAGAIN ? FALSE : win32_fail(win32_error(result), FALSE);
    *out = message;
    surface_succeeded();
    return TRUE;
}

static BOOL get(MSG *out, HWND window, UINT first, UINT last)
{
    MSG message;
    int result;

    if (!filter_fits(window, out))
        return -1;
    result = msgqueue_get(first, last, &message);
    if (result)
        return win32_fail(win32_error(result), -1);
    *out = message;
    surface_succeeded();
    return message.message != WM_QUIT;
}

/**
 * PeekMessageA(), PeekMessageW() - look for a message without waiting
 * @out: written when there is one
 * @window: NULL or -1; there are no messages of windows
 * @first, @last: message numbers; 0 and 0 are all; WM_QUIT always comes
 * @flags: PM_REMOVE takes it out
 *
 * Return: TRUE when there is one; FALSE, with ERROR_INVALID_WINDOW_HANDLE for a @window,
 * ERROR_NOACCESS without @out.
 * Source: learn.microsoft.com, winuser/nf-winuser-peekmessagea, winuser/nf-winuser-peekmessagew
 */
BOOL WINAPI API(PeekMessageA)(LPMSG out, HWND window, UINT first, UINT last, UINT flags)
{
    return peek(out, window, first, last, flags);
}
EXPORT(user32, PeekMessageA);

BOOL WINAPI API(PeekMessageW)(LPMSG out, HWND window, UINT first, UINT last, UINT flags)
{
    return peek(out, window, first, last, flags);
}
EXPORT(user32, PeekMessageW);

/**
 * GetMessageA(), GetMessageW() - wait for a message and take it
 * @out: written on success
 * @window: NULL or -1; there are no messages of windows
 * @first, @last: message numbers; 0 and 0 are all; WM_QUIT always comes
 *
 * Return: TRUE; FALSE for WM_QUIT; -1 with ERROR_INVALID_WINDOW_HANDLE for a @window,
 * ERROR_NOACCESS without @out.
 * Source: learn.microsoft.com, winuser/nf-winuser-getmessagea, winuser/nf-winuser-getmessagew
 */
BOOL WINAPI API(GetMessageA)(LPMSG out, HWND window, UINT first, UINT last)
{
    return get(out, window, first, last);
}
EXPORT(user32, GetMessageA);

BOOL WINAPI API(GetMessageW)(LPMSG out, HWND window, UINT first, UINT last)
{
    return get(out, window, first, last);
}
EXPORT(user32, GetMessageW);

/**
 * WaitMessage() - wait for a message that the thread has not seen yet
 *
 * Return: TRUE; FALSE with ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, winuser/nf-winuser-waitmessage
 */
BOOL WINAPI API(WaitMessage)(void)
{
    return win32_bool(msgqueue_wait());
}
EXPORT(user32, WaitMessage);

static LRESULT dispatch(const MSG *message)
{
    struct msgqueue_callback callback;

    if (!message)
        return win32_fail(ERROR_NOACCESS, 0);
    if (message->hwnd && !window_exists(message->hwnd))
        return win32_fail(ERROR_INVALID_WINDOW_HANDLE, 0);
    if (message->message == WM_TIMER && message->lParam &&
        !msgqueue_timer_callback(message->wParam, (const void *)message->lParam, &callback))
        callback.invoke(callback.proc, message->hwnd, WM_TIMER, message->wParam,
                        msgqueue_tick_ms());
    return 0;
}

/**
 * DispatchMessageA(), DispatchMessageW() - hand a message to its window
 * @message: as taken from the queue; a WM_TIMER calls its timer's function
 *
 * Return: 0; with ERROR_INVALID_WINDOW_HANDLE when it is for a window that isn't there,
 * ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-dispatchmessagea,
 * winuser/nf-winuser-dispatchmessagew
 */
LRESULT WINAPI API(DispatchMessageA)(const MSG *message)
{
    return dispatch(message);
}
EXPORT(user32, DispatchMessageA);

LRESULT WINAPI API(DispatchMessageW)(const MSG *message)
{
    return dispatch(message);
}
EXPORT(user32, DispatchMessageW);

/**
 * TranslateMessage() - make characters of key messages
 * @message: as taken from the queue
 *
 * Return: FALSE: there is no keyboard.
 * Source: learn.microsoft.com, winuser/nf-winuser-translatemessage
 */
BOOL WINAPI API(TranslateMessage)(const MSG *message)
{
    return FALSE;
}
EXPORT(user32, TranslateMessage);

/**
 * PostQuitMessage() - have the calling thread find WM_QUIT after its messages
 * @code: wParam of WM_QUIT
 * Source: learn.microsoft.com, winuser/nf-winuser-postquitmessage
 */
void WINAPI API(PostQuitMessage)(INT code)
{
    msgqueue_quit(code);
}
EXPORT(user32, PostQuitMessage);

/**
 * PostThreadMessageA(), PostThreadMessageW() - append a message to a thread's queue
 * @thread: thread id of this process
 * @message: message number
 * @wparam, @lparam: passed on
 *
 * Return: TRUE; FALSE with ERROR_INVALID_THREAD_ID when there is no such thread or it has never
 * asked for messages, ERROR_NOT_ENOUGH_QUOTA when 10000 messages wait.
 * Source: learn.microsoft.com, winuser/nf-winuser-postthreadmessagea,
 * winuser/nf-winuser-postthreadmessagew
 */
BOOL WINAPI API(PostThreadMessageA)(DWORD thread, UINT message, WPARAM wparam, LPARAM lparam)
{
    return win32_bool(msgqueue_post(thread, message, wparam, lparam));
}
EXPORT(user32, PostThreadMessageA);

BOOL WINAPI API(PostThreadMessageW)(DWORD thread, UINT message, WPARAM wparam, LPARAM lparam)
{
    return win32_bool(msgqueue_post(thread, message, wparam, lparam));
}
EXPORT(user32, PostThreadMessageW);

static BOOL post(HWND window, UINT message, WPARAM wparam, LPARAM lparam)
{
    if (!window)
        return win32_bool(msgqueue_post((DWORD)(uintptr_t)teb_current()->ClientId.UniqueThread,
                                        message, wparam, lparam));
    if (!is_broadcast(window) && !window_exists(window))
        return win32_fail(ERROR_INVALID_WINDOW_HANDLE, FALSE);
    return TRUE;
}

/**
 * PostMessageA(), PostMessageW() - append a message to the queue of a window's thread
 * @window: NULL is the calling thread itself; HWND_BROADCAST is every top-level window: none
 * @message: message number
 * @wparam, @lparam: passed on
 *
 * Return: TRUE; FALSE with ERROR_INVALID_WINDOW_HANDLE, ERROR_NOT_ENOUGH_QUOTA.
 * Source: learn.microsoft.com, winuser/nf-winuser-postmessagea, winuser/nf-winuser-postmessagew
 */
BOOL WINAPI API(PostMessageA)(HWND window, UINT message, WPARAM wparam, LPARAM lparam)
{
    return post(window, message, wparam, lparam);
}
EXPORT(user32, PostMessageA);

BOOL WINAPI API(PostMessageW)(HWND window, UINT message, WPARAM wparam, LPARAM lparam)
{
    return post(window, message, wparam, lparam);
}
EXPORT(user32, PostMessageW);

/* ---- to windows ------------------------------------------------------------------------- */

static bool receiver_known(HWND window)
{
    return is_broadcast(window) || window_exists(window) ||
           win32_fail(ERROR_INVALID_WINDOW_HANDLE, false);
}

static LRESULT send(HWND window)
{
    return receiver_known(window) && is_broadcast(window);
}

/**
 * SendMessageA(), SendMessageW() - have a window handle a message now
 * @window: HWND_BROADCAST is every top-level window: none
 * @message: message number
 * @wparam, @lparam: passed on
 *
 * Return: TRUE for HWND_BROADCAST, 0 for the desktop; 0 with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-sendmessagea, winuser/nf-winuser-sendmessagew
 */
LRESULT WINAPI API(SendMessageA)(HWND window, UINT message, WPARAM wparam, LPARAM lparam)
{
    return send(window);
}
EXPORT(user32, SendMessageA);

LRESULT WINAPI API(SendMessageW)(HWND window, UINT message, WPARAM wparam, LPARAM lparam)
{
    return send(window);
}
EXPORT(user32, SendMessageW);

static LRESULT send_timeout(HWND window, PDWORD_PTR ret_result)
{
    if (!receiver_known(window))
        return 0;
    if (ret_result)
        *ret_result = 0;
    return TRUE;
}

/**
 * SendMessageTimeoutA(), SendMessageTimeoutW() - the same, not waiting for ever
 * @window: HWND_BROADCAST is every top-level window: none
 * @message: message number
 * @wparam, @lparam: passed on
 * @flags: SMTO_*
 * @timeout_ms: how long to wait for each window
 * @ret_result: gets 0 on success; or NULL
 *
 * Return: TRUE; 0 with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-sendmessagetimeouta,
 * winuser/nf-winuser-sendmessagetimeoutw
 */
LRESULT WINAPI API(SendMessageTimeoutA)(HWND window, UINT message, WPARAM wparam, LPARAM lparam,
                                        UINT flags, UINT timeout_ms, PDWORD_PTR ret_result)
{
    return send_timeout(window, ret_result);
}
EXPORT(user32, SendMessageTimeoutA);

LRESULT WINAPI API(SendMessageTimeoutW)(HWND window, UINT message, WPARAM wparam, LPARAM lparam,
                                        UINT flags, UINT timeout_ms, PDWORD_PTR ret_result)
{
    return send_timeout(window, ret_result);
}
EXPORT(user32, SendMessageTimeoutW);

/**
 * SendNotifyMessageA(), SendNotifyMessageW() - the same, not waiting for other threads
 * @window: HWND_BROADCAST is every top-level window: none
 * @message: message number
 * @wparam, @lparam: passed on
 *
 * Return: TRUE; FALSE with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-sendnotifymessagea,
 * winuser/nf-winuser-sendnotifymessagew
 */
BOOL WINAPI API(SendNotifyMessageA)(HWND window, UINT message, WPARAM wparam, LPARAM lparam)
{
    return receiver_known(window);
}
EXPORT(user32, SendNotifyMessageA);

BOOL WINAPI API(SendNotifyMessageW)(HWND window, UINT message, WPARAM wparam, LPARAM lparam)
{
    return receiver_known(window);
}
EXPORT(user32, SendNotifyMessageW);
