/* SPDX-License-Identifier: MIT */
/* winuser-queue.c - user32: waiting for messages and handles, timers, the state of a queue */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/msgqueue/msgqueue.h"

#include <winuser.h>

/**
 * MsgWaitForMultipleObjectsEx() - wait for one or all of several objects, or for messages
 * @count: 0 to 63
 * @handles: each with SYNCHRONIZE; may be NULL when @count is 0
 * @timeout_ms: 0 to look only, INFINITE
 * @mask: QS_*: which messages end the wait, when the thread has not seen them yet
 * @flags: MWMO_WAITALL, MWMO_ALERTABLE, MWMO_INPUTAVAILABLE (also those it has seen)
 *
 * Return: as WaitForMultipleObjectsEx(), WAIT_OBJECT_0 + @count for messages; WAIT_FAILED with
 * ERROR_INVALID_PARAMETER for a bad count, flags or a NULL array, ERROR_INVALID_HANDLE,
 * ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, winuser/nf-winuser-msgwaitformultipleobjectsex
 */
DWORD WINAPI API(MsgWaitForMultipleObjectsEx)(DWORD count, const HANDLE *handles, DWORD timeout_ms,
                                              DWORD mask, DWORD flags)
{
    DWORD status = WAIT_FAILED;
    int result = -EINVAL;

    if (!(flags & ~(MWMO_WAITALL | MWMO_ALERTABLE | MWMO_INPUTAVAILABLE)))
        result = msgqueue_wait_with(handles, count, timeout_ms, mask, flags, &status);
    return win32_bool(result) ? status : WAIT_FAILED;
}
EXPORT(user32, MsgWaitForMultipleObjectsEx);

/**
 * MsgWaitForMultipleObjects() - the same with fewer choices
 * @count: 0 to 63
 * @handles: each with SYNCHRONIZE; may be NULL when @count is 0
 * @all: TRUE: until all are signalled and there is a message
 * @timeout_ms: 0 to look only, INFINITE
 * @mask: QS_*
 *
 * Return: as MsgWaitForMultipleObjectsEx().
 * Source: learn.microsoft.com, winuser/nf-winuser-msgwaitformultipleobjects
 */
DWORD WINAPI API(MsgWaitForMultipleObjects)(DWORD count, const HANDLE *handles, BOOL all,
                                            DWORD timeout_ms, DWORD mask)
{
    DWORD status = WAIT_FAILED;

    return win32_bool(msgqueue_wait_with(handles, count, timeout_ms, mask, all ? MWMO_WAITALL : 0,
                                         &status))
               ? status
               : WAIT_FAILED;
}
EXPORT(user32, MsgWaitForMultipleObjects);

static void invoke_timer(void *proc, HWND window, UINT message, UINT_PTR id, DWORD time_ms)
{
    ((TIMERPROC)proc)(window, message, id, time_ms);
}

/**
 * SetTimer() - have WM_TIMER come again and again
 * @window: NULL; there are no windows that could own a timer
 * @id: of a timer to restart; else a new one is chosen
 * @period_ms: 10 to 0x7fffffff, what is outside is taken to the limit
 * @proc: called by DispatchMessage(), or NULL
 *
 * Return: the timer's id; 0 with ERROR_INVALID_WINDOW_HANDLE for a @window,
 * ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, winuser/nf-winuser-settimer
 */
UINT_PTR WINAPI API(SetTimer)(HWND window, UINT_PTR id, UINT period_ms, TIMERPROC proc)
{
    struct msgqueue_callback callback = {invoke_timer, (void *)proc};
    int result;

    if (window)
        return win32_fail(ERROR_INVALID_WINDOW_HANDLE, 0);
    result = msgqueue_timer_set(id, period_ms, &callback, &id);
    if (result)
        return win32_fail(win32_error(result), 0);
    surface_succeeded();
    return id;
}
EXPORT(user32, SetTimer);

/**
 * KillTimer() - end a timer of the calling thread
 * @window: NULL
 * @id: as SetTimer() returned it
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER when there is no such timer,
 * ERROR_INVALID_WINDOW_HANDLE for a @window.
 * Source: learn.microsoft.com, winuser/nf-winuser-killtimer
 */
BOOL WINAPI API(KillTimer)(HWND window, UINT_PTR id)
{
    if (window)
        return win32_fail(ERROR_INVALID_WINDOW_HANDLE, FALSE);
    return win32_bool(msgqueue_timer_kill(id));
}
EXPORT(user32, KillTimer);

/**
 * GetQueueStatus() - which kinds of messages wait
 * @mask: QS_*; those asked for don't count as new any more
 *
 * Return: upper half: all that wait; lower half: those that came since the last look.
 * Source: learn.microsoft.com, winuser/nf-winuser-getqueuestatus
 */
DWORD WINAPI API(GetQueueStatus)(UINT mask)
{
    return msgqueue_status(mask);
}
EXPORT(user32, GetQueueStatus);

/**
 * GetInputState() - whether key or mouse messages wait
 *
 * Return: FALSE: there are none.
 * Source: learn.microsoft.com, winuser/nf-winuser-getinputstate
 */
BOOL WINAPI API(GetInputState)(void)
{
    return FALSE;
}
EXPORT(user32, GetInputState);

/**
 * GetMessageTime() - when the message was posted that the thread took last
 *
 * Return: milliseconds, on GetTickCount()'s clock.
 * Source: learn.microsoft.com, winuser/nf-winuser-getmessagetime
 */
LONG WINAPI API(GetMessageTime)(void)
{
    return (LONG)msgqueue_last_time();
}
EXPORT(user32, GetMessageTime);

/**
 * GetMessagePos() - where the mouse was when that message was posted
 *
 * Return: 0: the screen's corner.
 * Source: learn.microsoft.com, winuser/nf-winuser-getmessagepos
 */
DWORD WINAPI API(GetMessagePos)(void)
{
    return 0;
}
EXPORT(user32, GetMessagePos);

/**
 * GetMessageExtraInfo() - what SetMessageExtraInfo() set for the calling thread
 *
 * Return: the value; 0 at first.
 * Source: learn.microsoft.com, winuser/nf-winuser-getmessageextrainfo
 */
LPARAM WINAPI API(GetMessageExtraInfo)(void)
{
    return msgqueue_extra();
}
EXPORT(user32, GetMessageExtraInfo);

/**
 * SetMessageExtraInfo() - set it
 * @extra: any value
 *
 * Return: the value before.
 * Source: learn.microsoft.com, winuser/nf-winuser-setmessageextrainfo
 */
LPARAM WINAPI API(SetMessageExtraInfo)(LPARAM extra)
{
    return msgqueue_swap_extra(extra);
}
EXPORT(user32, SetMessageExtraInfo);

/**
 * InSendMessage() - whether a message of another thread is being handled
 *
 * Return: FALSE.
 * Source: learn.microsoft.com, winuser/nf-winuser-insendmessage
 */
BOOL WINAPI API(InSendMessage)(void)
{
    return FALSE;
}
EXPORT(user32, InSendMessage);

/**
 * ReplyMessage() - answer the message of another thread
 * @result: the answer
 *
 * Return: FALSE: none is being handled.
 * Source: learn.microsoft.com, winuser/nf-winuser-replymessage
 */
BOOL WINAPI API(ReplyMessage)(LRESULT result)
{
    return FALSE;
}
EXPORT(user32, ReplyMessage);

/**
 * IsGUIThread() - whether the calling thread has a message queue
 * @convert: make one
 *
 * Return: TRUE; FALSE, with ERROR_NOT_ENOUGH_MEMORY when none can be made.
 * Source: learn.microsoft.com, winuser/nf-winuser-isguithread
 */
BOOL WINAPI API(IsGUIThread)(BOOL convert)
{
    return convert ? win32_bool(msgqueue_attach()) : msgqueue_attached();
}
EXPORT(user32, IsGUIThread);
