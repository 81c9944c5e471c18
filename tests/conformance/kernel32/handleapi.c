/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define SELF ((HANDLE)(LONG_PTR)-1)

CASE(closed_and_forged_handles_are_invalid)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);

    EXPECT_TRUE_KEEPING_ERROR(CloseHandle(event));
    EXPECT_FAILS(CloseHandle(event), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(CloseHandle(NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(CloseHandle((HANDLE)0x123450), ERROR_INVALID_HANDLE);
}

CASE(pseudo_handles_close_without_effect)
{
    EXPECT_TRUE_KEEPING_ERROR(CloseHandle((HANDLE)(LONG_PTR)-1));
    EXPECT_TRUE_KEEPING_ERROR(CloseHandle((HANDLE)(LONG_PTR)-2));
}

CASE(duplicate_is_another_handle_to_the_same_object)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL), copy, waiter;

    POISON(copy);
    EXPECT_TRUE_KEEPING_ERROR(
        DuplicateHandle(SELF, event, SELF, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS));
    EXPECT(copy != event);
    EXPECT(SetEvent(copy));
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
    EXPECT(DuplicateHandle(SELF, event, SELF, &waiter, SYNCHRONIZE, FALSE, DUPLICATE_CLOSE_SOURCE));
    EXPECT_FAILS(SetEvent(waiter), ERROR_ACCESS_DENIED);
    EXPECT_EQ(WaitForSingleObject(waiter, 0), WAIT_TIMEOUT);
    EXPECT(DuplicateHandle(SELF, waiter, SELF, NULL, 0, FALSE, DUPLICATE_CLOSE_SOURCE));
    CloseHandle(copy);
}

CASE(duplicating_what_is_not_open_leaves_the_output)
{
    HANDLE copy;

    SetLastError(0xdeadbeef);
    POISON(copy);
    EXPECT_FAILS(DuplicateHandle(SELF, (HANDLE)0x123450, SELF, &copy, 0, FALSE, 2),
                 ERROR_INVALID_HANDLE);
    EXPECT_FAILS(DuplicateHandle(NULL, SELF, SELF, &copy, 0, FALSE, 2), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(DuplicateHandle(SELF, SELF, NULL, &copy, 0, FALSE, 2), ERROR_INVALID_HANDLE);
}

CASE(handle_flags_inherit_and_protect)
{
    SECURITY_ATTRIBUTES attributes = {sizeof(attributes), NULL, TRUE};
    HANDLE event = CreateEventW(&attributes, FALSE, FALSE, NULL);
    DWORD flags;

    POISON(flags);
    EXPECT_TRUE_KEEPING_ERROR(GetHandleInformation(event, &flags));
    EXPECT_EQ(flags, HANDLE_FLAG_INHERIT);
    EXPECT(SetHandleInformation(event, HANDLE_FLAG_INHERIT, 0));
    EXPECT(GetHandleInformation(event, &flags));
    EXPECT_EQ(flags, 0);
    EXPECT(SetHandleInformation(event, HANDLE_FLAG_PROTECT_FROM_CLOSE,
                                HANDLE_FLAG_PROTECT_FROM_CLOSE));
    EXPECT_FAILS(CloseHandle(event), ERROR_INVALID_HANDLE);
    EXPECT(SetHandleInformation(event, HANDLE_FLAG_PROTECT_FROM_CLOSE, 0));
    EXPECT(CloseHandle(event));
    EXPECT_FAILS(GetHandleInformation(event, &flags), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(SetHandleInformation(event, 1, 0), ERROR_INVALID_HANDLE);
}
