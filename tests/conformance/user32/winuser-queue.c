/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define NOBODY ((HWND)(ULONG_PTR)0x1234)

static int timer_calls;
static UINT_PTR timer_id;

static VOID CALLBACK on_timer(HWND window, UINT message, UINT_PTR id, DWORD time)
{
    (void)time;
    timer_calls += window == NULL && message == WM_TIMER;
    timer_id = id;
}

static void drain(void)
{
    MSG message;

    while (PeekMessageA(&message, NULL, 0, 0, PM_REMOVE))
        ;
}

CASE(a_timer_without_a_function_sends_messages)
{
    UINT_PTR id = SetTimer(NULL, 0, 10, NULL);
    MSG message;

    EXPECT(id != 0);
    POISON(message);
    EXPECT_EQ(GetMessageA(&message, NULL, 0, 0), 1);
    EXPECT_EQ(message.message, WM_TIMER);
    EXPECT(message.hwnd == NULL);
    EXPECT_EQ(message.wParam, id);
    EXPECT_EQ(message.lParam, 0);
    EXPECT_EQ(GetMessageA(&message, NULL, WM_TIMER, WM_TIMER), 1);
    EXPECT(KillTimer(NULL, id));
    EXPECT_FAILS(KillTimer(NULL, id), ERROR_INVALID_PARAMETER);
    drain();
}

CASE(a_timers_function_is_called_by_dispatching)
{
    UINT_PTR id = SetTimer(NULL, 0, 10, on_timer);
    MSG message;

    timer_calls = 0;
    EXPECT_EQ(GetMessageA(&message, NULL, 0, 0), 1);
    EXPECT_EQ(message.message, WM_TIMER);
    EXPECT(message.lParam != 0);
    EXPECT_EQ(timer_calls, 0);
    DispatchMessageA(&message);
    EXPECT_EQ(timer_calls, 1);
    EXPECT_EQ(timer_id, id);
    DispatchMessageW(&message);
    EXPECT_EQ(timer_calls, 2);
    EXPECT(KillTimer(NULL, id));
    drain();
}

CASE(a_timer_is_restarted_by_its_id)
{
    UINT_PTR id = SetTimer(NULL, 0, 100000, NULL), other;
    MSG message;

    EXPECT_EQ(SetTimer(NULL, id, 10, NULL), id);
    other = SetTimer(NULL, 54321, 100000, NULL);
    EXPECT(other && other != id);
    EXPECT_EQ(GetMessageA(&message, NULL, 0, 0), 1);
    EXPECT_EQ(message.wParam, id);
    EXPECT(KillTimer(NULL, id));
    EXPECT(KillTimer(NULL, other));
    drain();
}

CASE(posted_messages_come_before_timers)
{
    UINT_PTR id = SetTimer(NULL, 0, 10, NULL);
    MSG message;

    EXPECT_EQ(MsgWaitForMultipleObjects(0, NULL, FALSE, 5000, QS_TIMER), WAIT_OBJECT_0);
    PostMessageA(NULL, WM_USER, 0, 0);
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    EXPECT_EQ(message.message, WM_USER);
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    EXPECT_EQ(message.message, WM_TIMER);
    KillTimer(NULL, id);
    drain();
}

CASE(nobody_has_timers)
{
    EXPECT(!SetTimer(NOBODY, 5, 10, NULL));
    EXPECT(!KillTimer(NOBODY, 5));
    EXPECT_FAILS(KillTimer(NULL, 99999), ERROR_INVALID_PARAMETER);
    TODO_ON(ON_WINE, "fails with ERROR_INVALID_HANDLE");
    EXPECT_FAILS(SetTimer(NOBODY, 5, 10, NULL), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(KillTimer(NOBODY, 5), ERROR_INVALID_WINDOW_HANDLE);
}

CASE(a_wait_ends_with_messages_that_were_not_looked_for)
{
    MSG message;

    drain();
    EXPECT_EQ(MsgWaitForMultipleObjects(0, NULL, FALSE, 0, QS_ALLINPUT), WAIT_TIMEOUT);
    PostMessageA(NULL, WM_USER, 0, 0);
    EXPECT_EQ(MsgWaitForMultipleObjects(0, NULL, FALSE, 0, QS_TIMER), WAIT_TIMEOUT);
    EXPECT_EQ(MsgWaitForMultipleObjects(0, NULL, FALSE, 5000, QS_ALLINPUT), WAIT_OBJECT_0);
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_NOREMOVE));
    EXPECT_EQ(MsgWaitForMultipleObjects(0, NULL, FALSE, 0, QS_ALLINPUT), WAIT_TIMEOUT);
    EXPECT_EQ(MsgWaitForMultipleObjectsEx(0, NULL, 0, QS_ALLINPUT, MWMO_INPUTAVAILABLE),
              WAIT_OBJECT_0);
    drain();
    EXPECT_EQ(MsgWaitForMultipleObjectsEx(0, NULL, 0, QS_ALLINPUT, MWMO_INPUTAVAILABLE),
              WAIT_TIMEOUT);
}

CASE(handles_stand_before_the_messages)
{
    HANDLE events[2] = {CreateEventA(NULL, TRUE, FALSE, NULL),
                        CreateEventA(NULL, TRUE, TRUE, NULL)};

    drain();
    EXPECT_EQ(MsgWaitForMultipleObjects(2, events, FALSE, 5000, QS_ALLINPUT), WAIT_OBJECT_0 + 1);
    PostMessageA(NULL, WM_USER, 0, 0);
    EXPECT_EQ(MsgWaitForMultipleObjects(2, events, FALSE, 5000, QS_ALLINPUT), WAIT_OBJECT_0 + 1);
    ResetEvent(events[1]);
    EXPECT_EQ(MsgWaitForMultipleObjects(2, events, FALSE, 5000, QS_ALLINPUT), WAIT_OBJECT_0 + 2);
    drain();
    EXPECT_EQ(MsgWaitForMultipleObjects(2, events, FALSE, 0, QS_ALLINPUT), WAIT_TIMEOUT);
    EXPECT_EQ(MsgWaitForMultipleObjects(1, events, FALSE, 30, QS_ALLINPUT), WAIT_TIMEOUT);
    CloseHandle(events[0]);
    CloseHandle(events[1]);
}

CASE(bad_waits_fail)
{
    HANDLE nothing[64];
    DWORD i;

    for (i = 0; i < 64; i++)
        nothing[i] = (HANDLE)(ULONG_PTR)0x12340;
    SetLastError(0xdeadbeef);
    EXPECT_EQ(MsgWaitForMultipleObjects(1, nothing, FALSE, 0, QS_ALLINPUT), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(MsgWaitForMultipleObjectsEx(64, nothing, 0, QS_ALLINPUT, 0), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
}

CASE(the_status_tells_new_from_old)
{
    drain();
    EXPECT_EQ(GetQueueStatus(QS_ALLINPUT), 0);
    PostMessageA(NULL, WM_USER, 0, 0);
    EXPECT_EQ(GetQueueStatus(QS_ALLINPUT), MAKELONG(QS_POSTMESSAGE, QS_POSTMESSAGE));
    EXPECT_EQ(GetQueueStatus(QS_ALLINPUT), MAKELONG(0, QS_POSTMESSAGE));
    EXPECT_EQ(GetQueueStatus(QS_TIMER), 0);
    EXPECT(!GetInputState());
    drain();
    EXPECT_EQ(GetQueueStatus(QS_ALLINPUT), 0);
}

CASE(a_thread_keeps_its_extra_information)
{
    LPARAM before = GetMessageExtraInfo();

    EXPECT_EQ(SetMessageExtraInfo(5), before);
    EXPECT_EQ(GetMessageExtraInfo(), 5);
    EXPECT_EQ(SetMessageExtraInfo(before), 5);
    GetMessageTime();
    GetMessagePos();
}

CASE(no_sent_message_is_being_handled)
{
    EXPECT(!InSendMessage());
    EXPECT(!ReplyMessage(0));
    EXPECT(IsGUIThread(TRUE));
    EXPECT(IsGUIThread(FALSE));
}
