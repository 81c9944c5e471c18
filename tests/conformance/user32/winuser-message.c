/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define NOBODY ((HWND)(ULONG_PTR)0x1234)

/* Take everything out, so that a case starts with an empty queue. */
static void drain(void)
{
    MSG message;

    while (PeekMessageA(&message, NULL, 0, 0, PM_REMOVE))
        ;
}

CASE(posted_messages_come_in_order)
{
    MSG message;

    drain();
    EXPECT(PostMessageA(NULL, WM_USER, 1, 2));
    EXPECT(PostMessageW(NULL, WM_USER + 1, 3, 4));
    POISON(message);
    EXPECT(PeekMessageW(&message, NULL, 0, 0, PM_NOREMOVE));
    EXPECT_EQ(message.message, WM_USER);
    EXPECT(message.hwnd == NULL);
    EXPECT_EQ(message.wParam, 1);
    EXPECT_EQ(message.lParam, 2);
    EXPECT_EQ(GetMessageA(&message, NULL, 0, 0), 1);
    EXPECT_EQ(message.message, WM_USER);
    EXPECT_EQ(GetMessageTime(), (LONG)message.time);
    EXPECT_EQ(GetMessageW(&message, (HWND)(LONG_PTR)-1, 0, 0), 1);
    EXPECT_EQ(message.message, WM_USER + 1);
    POISON(message);
    EXPECT(!PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    EXPECT(IS_POISONED(message));
}

CASE(a_filter_leaves_other_messages_there)
{
    MSG message;

    drain();
    PostMessageA(NULL, WM_USER + 1, 0, 0);
    PostMessageA(NULL, WM_USER + 5, 0, 0);
    EXPECT(!PeekMessageA(&message, NULL, WM_USER + 2, WM_USER + 4, PM_REMOVE));
    EXPECT(PeekMessageA(&message, NULL, WM_USER + 2, WM_USER + 9, PM_REMOVE));
    EXPECT_EQ(message.message, WM_USER + 5);
    PostMessageA(NULL, WM_USER + 6, 0, 0);
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    EXPECT_EQ(message.message, WM_USER + 1);
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    EXPECT_EQ(message.message, WM_USER + 6);
}

CASE(quit_comes_after_posted_messages_and_once)
{
    MSG message;

    drain();
    PostQuitMessage(42);
    PostMessageA(NULL, WM_USER, 0, 0);
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    EXPECT_EQ(message.message, WM_USER);
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_NOREMOVE));
    EXPECT_EQ(message.message, WM_QUIT);
    EXPECT_EQ(GetMessageA(&message, NULL, 0, 0), 0);
    EXPECT_EQ(message.message, WM_QUIT);
    EXPECT_EQ(message.wParam, 42);
    EXPECT(!PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    PostQuitMessage(43);
    EXPECT_EQ(GetMessageW(&message, NULL, WM_USER, WM_USER), 0);
    EXPECT_EQ(message.wParam, 43);
}

CASE(filters_for_nobody_fail)
{
    MSG message;

    drain();
    POISON(message);
    EXPECT_FAILS(PeekMessageA(&message, NOBODY, 0, 0, PM_REMOVE), ERROR_INVALID_WINDOW_HANDLE);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(GetMessageA(&message, NOBODY, 0, 0), -1);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT(IS_POISONED(message));
}

CASE(messages_to_nobody_fail)
{
    DWORD_PTR result;

    POISON(result);
    EXPECT_FAILS(PostMessageA(NOBODY, WM_USER, 0, 0), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(PostMessageW(NOBODY, WM_USER, 0, 0), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(SendMessageA(NOBODY, WM_USER, 0, 0), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(SendMessageW(NULL, WM_USER, 0, 0), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(SendMessageTimeoutA(NOBODY, WM_USER, 0, 0, 0, 10, &result),
                 ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(SendMessageTimeoutW(NOBODY, WM_USER, 0, 0, 0, 10, NULL),
                 ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(SendNotifyMessageA(NOBODY, WM_USER, 0, 0), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(SendNotifyMessageW(NOBODY, WM_USER, 0, 0), ERROR_INVALID_WINDOW_HANDLE);
    TODO_ON(ON_WINE, "writes 0");
    EXPECT(IS_POISONED(result));
}

CASE(broadcasts_succeed_and_reach_nobody)
{
    UINT number = RegisterWindowMessageA("winshim broadcast");
    MSG message;

    SKIP_IF(current_host() == ON_WINDOWS, "would reach other programs");
    drain();
    EXPECT(PostMessageA(HWND_BROADCAST, number, 0, 0));
    EXPECT(PostMessageW(HWND_BROADCAST, number, 0, 0));
    EXPECT(SendMessageA(HWND_BROADCAST, number, 0, 0));
    EXPECT(SendMessageTimeoutA(HWND_BROADCAST, number, 0, 0, SMTO_ABORTIFHUNG, 100, NULL));
    EXPECT(SendMessageTimeoutW(HWND_BROADCAST, number, 0, 0, SMTO_ABORTIFHUNG, 100, NULL));
    EXPECT(SendNotifyMessageA(HWND_BROADCAST, number, 0, 0));
    EXPECT(SendNotifyMessageW(HWND_BROADCAST, number, 0, 0));
    EXPECT(!PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
}

#if defined(__linux__)
int gettid(void);
#    define GetCurrentThreadId() ((DWORD)gettid())
#endif

CASE(a_thread_posts_to_itself_by_its_id)
{
    MSG message;

    drain();
    EXPECT(PostThreadMessageA(GetCurrentThreadId(), WM_USER + 7, 8, 9));
    EXPECT(PostThreadMessageW(GetCurrentThreadId(), WM_USER + 8, 0, 0));
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    EXPECT_EQ(message.message, WM_USER + 7);
    EXPECT_EQ(message.wParam, 8);
    EXPECT_EQ(message.lParam, 9);
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    EXPECT_EQ(message.message, WM_USER + 8);
}

CASE(threads_that_are_not_there_get_no_messages)
{
    EXPECT(!PostThreadMessageA(3, WM_USER, 0, 0));
    EXPECT(!PostThreadMessageW(0xfffffff3, WM_USER, 0, 0));
    TODO_ON(ON_WINE, "fails with ERROR_INVALID_PARAMETER");
    EXPECT_FAILS(PostThreadMessageA(3, WM_USER, 0, 0), ERROR_INVALID_THREAD_ID);
}

CASE(a_full_queue_takes_no_more)
{
    int i, posted = 0;

    drain();
    for (i = 0; i < 10001; i++)
        posted += PostMessageA(NULL, WM_USER, 0, 0);
    TODO_ON(ON_WINE, "has no limit");
    EXPECT_EQ(posted, 10000);
    EXPECT_FAILS(PostMessageA(NULL, WM_USER, 0, 0), ERROR_NOT_ENOUGH_QUOTA);
    drain();
}

CASE(messages_are_dispatched_to_nobody)
{
    MSG message;

    memset(&message, 0, sizeof(message));
    message.message = WM_USER;
    EXPECT_EQ(DispatchMessageA(&message), 0);
    EXPECT_EQ(DispatchMessageW(&message), 0);
    EXPECT(!TranslateMessage(&message));
    message.hwnd = NOBODY;
    EXPECT_FAILS(DispatchMessageA(&message), ERROR_INVALID_WINDOW_HANDLE);
}

CASE(waiting_ends_with_a_new_message)
{
    MSG message;

    drain();
    PostMessageA(NULL, WM_USER, 0, 0);
    EXPECT(WaitMessage());
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
}
