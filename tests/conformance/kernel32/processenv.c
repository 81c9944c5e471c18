/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#undef GetEnvironmentStrings

CASE(command_line_is_always_the_same_string)
{
    EXPECT(GetCommandLineW() == GetCommandLineW());
    EXPECT(GetCommandLineA() == GetCommandLineA());
    EXPECT(lstrlenW(GetCommandLineW()) > 0);
    EXPECT_EQ(strlen(GetCommandLineA()), lstrlenW(GetCommandLineW()));
}

CASE(variable_is_found_in_any_case)
{
    WCHAR wide[16];
    char narrow[16];

    POISON(wide);
    EXPECT_TRUE_KEEPING_ERROR(SetEnvironmentVariableW(L"Winshim_Case", L"value"));
    EXPECT_EQ(GetEnvironmentVariableW(L"WINSHIM_CASE", wide, 16), 5);
    EXPECT_WSTR(wide, L"value");
    EXPECT_EQ(GetEnvironmentVariableA("winshim_case", narrow, 16), 5);
    EXPECT_STR(narrow, "value");
    EXPECT(SetEnvironmentVariableA("WINSHIM_case", "other"));
    EXPECT_EQ(GetEnvironmentVariableA("Winshim_Case", narrow, 16), 5);
    EXPECT_STR(narrow, "other");
    EXPECT(SetEnvironmentVariableW(L"winshim_CASE", NULL));
    EXPECT_FAILS(GetEnvironmentVariableW(L"Winshim_Case", wide, 16), ERROR_ENVVAR_NOT_FOUND);
}

CASE(short_buffer_for_a_variable_stays_untouched)
{
    WCHAR wide[5];
    char narrow[5];

    EXPECT(SetEnvironmentVariableA("WINSHIM_LONG", "12345"));
    POISON(wide);
    POISON(narrow);
    EXPECT_EQ(GetEnvironmentVariableW(L"WINSHIM_LONG", wide, 5), 6);
    EXPECT(IS_POISONED(wide[1]));
    EXPECT_EQ(GetEnvironmentVariableA("WINSHIM_LONG", narrow, 5), 6);
    EXPECT(IS_POISONED(narrow[1]));
    EXPECT_EQ(GetEnvironmentVariableA("WINSHIM_LONG", NULL, 0), 6);
    EXPECT(SetEnvironmentVariableA("WINSHIM_LONG", NULL));
}

CASE(variables_are_unicode)
{
    WCHAR wide[16];
    char narrow[16];

    EXPECT(SetEnvironmentVariableW(L"WINSHIM_\x00c4", L"\x20ac\xd83c\xdfb5"));
    EXPECT_EQ(GetEnvironmentVariableW(L"winshim_\x00e4", wide, 16), 3);
    EXPECT_WSTR(wide, L"\x20ac\xd83c\xdfb5");
    if (current_host() & ON_WINSHIM) {
        EXPECT_EQ(GetEnvironmentVariableA("WINSHIM_\xc3\x84", narrow, 16), 7);
        EXPECT_STR(narrow, "\xe2\x82\xac\xf0\x9f\x8e\xb5");
    }
    EXPECT(SetEnvironmentVariableW(L"WINSHIM_\x00c4", NULL));
}

CASE(bad_names_of_variables_are_refused)
{
    EXPECT_FAILS(SetEnvironmentVariableW(L"", L"x"), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SetEnvironmentVariableW(L"A=B", L"x"), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SetEnvironmentVariableA("", NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(GetEnvironmentVariableA("", NULL, 0), ERROR_ENVVAR_NOT_FOUND);
}

CASE(variable_that_is_not_there_cannot_be_deleted)
{
    TODO_ON(ON_WINE, "succeeds");
    EXPECT_FAILS(SetEnvironmentVariableA("WINSHIM_NEVER_SET", NULL), ERROR_ENVVAR_NOT_FOUND);
}

CASE(drive_variables_begin_with_an_equals_sign)
{
    char value[32];

    EXPECT(SetEnvironmentVariableA("=Q:", "Q:\\here"));
    EXPECT_EQ(GetEnvironmentVariableA("=q:", value, 32), 7);
    EXPECT_STR(value, "Q:\\here");
    EXPECT(SetEnvironmentVariableA("=Q:", NULL));
    EXPECT_FAILS(GetEnvironmentVariableA("=Q:", value, 32), ERROR_ENVVAR_NOT_FOUND);
}

CASE(standard_variables_exist)
{
    static const char *const names[] = {
        "SystemRoot",
        "windir",
        "SystemDrive",
        "ComSpec",
        "PATHEXT",
        "OS",
        "TEMP",
        "TMP",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "ProgramData",
        "ALLUSERSPROFILE",
        "PUBLIC",
        "COMPUTERNAME",
        "USERNAME",
        "PROCESSOR_ARCHITECTURE",
        "PROCESSOR_LEVEL",
        "NUMBER_OF_PROCESSORS",
        "HOMEDRIVE",
        "HOMEPATH",
        "ProgramFiles",
        "CommonProgramFiles",
    };
    char value[1024];

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        EXPECT(GetEnvironmentVariableA(names[i], value, sizeof(value)) > 0);
    EXPECT(GetEnvironmentVariableA("systemroot", value, sizeof(value)) == 10);
    EXPECT(GetEnvironmentVariableA("OS", value, sizeof(value)));
    EXPECT_STR(value, "Windows_NT");
}

CASE(deleted_standard_variable_stays_deleted)
{
    WCHAR value[64];

    EXPECT(GetEnvironmentVariableW(L"PUBLIC", value, 64));
    EXPECT(SetEnvironmentVariableW(L"PUBLIC", NULL));
    EXPECT_FAILS(GetEnvironmentVariableW(L"Public", NULL, 0), ERROR_ENVVAR_NOT_FOUND);
    EXPECT(SetEnvironmentVariableW(L"PUBLIC", value));
    EXPECT(GetEnvironmentVariableW(L"PUBLIC", NULL, 0) > 0);
}

static int block_has(const WCHAR *block, const WCHAR *entry)
{
    for (; *block; block += lstrlenW(block) + 1)
        if (!lstrcmpW(block, entry))
            return 1;
    return 0;
}

CASE(block_has_every_variable)
{
    WCHAR *wide;
    char *narrow, *at;
    int found = 0;

    EXPECT(SetEnvironmentVariableW(L"Winshim_Block", L"in the block"));
    wide = GetEnvironmentStringsW();
    narrow = GetEnvironmentStringsA();
    EXPECT(wide && block_has(wide, L"Winshim_Block=in the block"));
    for (at = narrow; *at; at += strlen(at) + 1)
        found |= !strcmp(at, "Winshim_Block=in the block");
    EXPECT(found);
    EXPECT(FreeEnvironmentStringsW(wide));
    EXPECT(FreeEnvironmentStringsA(narrow));
    EXPECT(SetEnvironmentVariableW(L"Winshim_Block", NULL));
    wide = GetEnvironmentStringsW();
    EXPECT(!block_has(wide, L"Winshim_Block=in the block"));
    EXPECT(FreeEnvironmentStringsW(wide));
}

CASE(block_can_be_put_back)
{
    WCHAR *before = GetEnvironmentStringsW();
    WCHAR own[] = L"Winshim_A=1\0WINSHIM_B=2=3\0", bad[] = L"no equals sign\0";
    WCHAR value[16];

    EXPECT(SetEnvironmentStringsW(own));
    EXPECT_EQ(GetEnvironmentVariableW(L"winshim_b", value, 16), 3);
    EXPECT_WSTR(value, L"2=3");
    EXPECT_FAILS(SetEnvironmentStringsW(bad), ERROR_INVALID_PARAMETER);
    EXPECT(SetEnvironmentStringsW(before));
    EXPECT_FAILS(GetEnvironmentVariableW(L"winshim_b", value, 16), ERROR_ENVVAR_NOT_FOUND);
    EXPECT(FreeEnvironmentStringsW(before));
}

CASE(names_between_percent_signs_are_expanded)
{
    WCHAR wide[64];
    char narrow[64];

    EXPECT(SetEnvironmentVariableA("WINSHIM_X", "value"));
    EXPECT_EQ(ExpandEnvironmentStringsW(L"<%winshim_x%>", wide, 64), 8);
    EXPECT_WSTR(wide, L"<value>");
    EXPECT(ExpandEnvironmentStringsA("<%winshim_x%%WINSHIM_X%>", narrow, 64) >= 13);
    EXPECT_STR(narrow, "<valuevalue>");
    EXPECT_EQ(ExpandEnvironmentStringsW(L"%WINSHIM_NEVER_SET% 5% %%", wide, 64), 26);
    EXPECT_WSTR(wide, L"%WINSHIM_NEVER_SET% 5% %%");
    EXPECT_EQ(ExpandEnvironmentStringsW(L"%WINSHIM_NEVER_SET%WINSHIM_X%", wide, 64), 30);
    EXPECT_WSTR(wide, L"%WINSHIM_NEVER_SET%WINSHIM_X%");
    EXPECT_EQ(ExpandEnvironmentStringsW(L"%winshim_x%", NULL, 0), 6);
    EXPECT_EQ(ExpandEnvironmentStringsW(L"%winshim_x%", wide, 3), 6);
    EXPECT(SetEnvironmentVariableA("WINSHIM_X", NULL));
}

CASE(file_is_found_in_a_list_of_folders)
{
    WCHAR wide[MAX_PATH], *part;
    char narrow[MAX_PATH], *narrow_part;

    POISON(wide);
    part = NULL;
    EXPECT_EQ(
        SearchPathW(L"C:\\no such folder;C:\\windows", L"system32", NULL, MAX_PATH, wide, &part),
        19);
    EXPECT_EQ(lstrcmpiW(wide, L"C:\\windows\\system32"), 0);
    EXPECT(part == wide + 11);
    EXPECT_EQ(SearchPathA("C:\\windows", "system32", ".txt", MAX_PATH, narrow, &narrow_part), 0);
    EXPECT_EQ(SearchPathA("C:\\windows", "system32", NULL, MAX_PATH, narrow, &narrow_part), 19);
    EXPECT(narrow_part == narrow + 11);
    EXPECT_EQ(SearchPathW(NULL, L"C:\\windows\\system32", NULL, MAX_PATH, wide, NULL), 19);
}

CASE(file_that_is_nowhere_is_not_found)
{
    WCHAR wide[4];

    POISON(wide);
    EXPECT_FAILS(SearchPathW(NULL, L"no such file.xyz", NULL, 4, wide, NULL), ERROR_FILE_NOT_FOUND);
    EXPECT_FAILS(SearchPathA("C:\\windows", "no such file.xyz", NULL, 0, NULL, NULL),
                 ERROR_FILE_NOT_FOUND);
    EXPECT(IS_POISONED(wide));
    EXPECT_FAILS(SearchPathW(NULL, NULL, NULL, 4, wide, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SearchPathW(NULL, L"", NULL, 4, wide, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_EQ(SearchPathW(L"C:\\windows", L"system32", NULL, 4, wide, NULL), 20);
}

CASE(current_folder_is_searched_for_programs_unless_forbidden)
{
    EXPECT(NeedCurrentDirectoryForExePathW(L"prog.exe"));
    EXPECT(SetEnvironmentVariableA("NoDefaultCurrentDirectoryInExePath", "1"));
    EXPECT(!NeedCurrentDirectoryForExePathW(L"prog.exe"));
    EXPECT(!NeedCurrentDirectoryForExePathA("prog.exe"));
    EXPECT(NeedCurrentDirectoryForExePathW(L"dir\\prog.exe"));
    EXPECT(NeedCurrentDirectoryForExePathA(".\\prog.exe"));
    EXPECT(SetEnvironmentVariableA("NoDefaultCurrentDirectoryInExePath", NULL));
}
