/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "shim/module.h"
#include "unit.h"
#include "winapi/message/format.h"

/* Names that P/Invoke clients import though Windows has them as macros only, and other aliases. */
static const char *const aliases[] = {
    "RtlMoveMemory",    "RtlCopyMemory",    "CopyMemory",
    "MoveMemory",       "RtlFillMemory",    "FillMemory",
    "RtlZeroMemory",    "ZeroMemory",       "RtlSecureZeroMemory",
    "SecureZeroMemory", "RtlCompareMemory", "lstrlen",
    "lstrcpy",          "lstrcpyn",         "lstrcat",
    "lstrcmp",          "lstrcmpi",         "GetEnvironmentStrings",
};

START_TEST(aliases_are_there_for_both_worlds)
{
    struct module *kernel32 = module_find("kernel32");

    for (size_t i = 0; i < ARRAY_LENGTH(aliases); i++) {
        ck_assert_msg(module_symbol(kernel32, aliases[i], WORLD_HOST), "%s", aliases[i]);
        ck_assert_msg(module_symbol(kernel32, aliases[i], WORLD_GUEST), "%s", aliases[i]);
    }
}
END_TEST

START_TEST(aliases_of_ntdll_are_there)
{
    static const char *const names[] = {"RtlQueryPerformanceCounter",
                                        "RtlQueryPerformanceFrequency",
                                        "RtlRestoreLastWin32Error",
                                        "RtlInitString",
                                        "RtlCopyMemory",
                                        "RtlSecureZeroMemory"};
    struct module *ntdll = module_find("ntdll");

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        ck_assert_ptr_nonnull(module_symbol(ntdll, names[i], WORLD_HOST));
}
END_TEST

START_TEST(copy_memory_copies_for_hosts)
{
    void(HOST_CALL * copy)(void *, const void *, SIZE_T) =
        module_symbol(module_find("kernel32"), "CopyMemory", WORLD_HOST);
    char block[4] = "abc";

    copy(block + 1, block, 2);
    ck_assert_str_eq(block, "aab");
}
END_TEST

START_TEST(host_reads_a_system_v_va_list)
{
    DWORD(HOST_CALL * format)
    (DWORD, LPCVOID, DWORD, DWORD, LPWSTR, DWORD, va_list *) =
        module_symbol(module_find("kernel32"), "FormatMessageW", WORLD_HOST);
    uintptr_t array[] = {(uintptr_t)u"one", 2};
    WCHAR text[32];

    ck_assert_uint_eq(format(FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY,
                             u"%1-%2!03d!", 0, 0, text, 32, (void *)array),
                      7);
    ck_assert_mem_eq(text, u"one-002", 16);
}
END_TEST

START_TEST(system_texts_are_found_by_code_and_hresult)
{
    ck_assert_str_eq(message_system_text(2), "The system cannot find the file specified.");
    ck_assert_str_eq(message_system_text(0x80070002), message_system_text(2));
    ck_assert_str_eq(message_system_text(0x80004005), "Unspecified error");
    ck_assert_str_eq(message_system_text(0x800401fd), "Object is not connected to server");
    ck_assert_ptr_null(message_system_text(35));
}
END_TEST

UNIT_MAIN("base-exports", aliases_are_there_for_both_worlds, aliases_of_ntdll_are_there,
          copy_memory_copies_for_hosts, host_reads_a_system_v_va_list,
          system_texts_are_found_by_code_and_hresult)
