/* SPDX-License-Identifier: MIT */
#include "../conformance.h"
#include <libloaderapi.h>

#define FORGED ((HMODULE)0x1230000)

CASE(loaded_modules_are_found_without_case_and_extension)
{
    HMODULE module = GetModuleHandleA("kernel32.dll");

    EXPECT(module != NULL);
    EXPECT_EQ(GetModuleHandleA("KERNEL32"), module);
    EXPECT_EQ(GetModuleHandleW(L"Kernel32.DLL"), module);
    EXPECT_EQ(GetModuleHandleA("C:\\windows\\system32\\kernel32.dll"), module);
    EXPECT_EQ(GetModuleHandleW(L"c:/Windows/System32/KERNEL32.dll"), module);
    EXPECT_TRUE_KEEPING_ERROR(GetModuleHandleA("ntdll"));
    EXPECT_FAILS(GetModuleHandleA("kernel32."), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(GetModuleHandleA("C:\\windows\\kernel32.dll"), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(GetModuleHandleA("no-such-module"), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(GetModuleHandleW(L""), ERROR_MOD_NOT_FOUND);
}

CASE(the_program_is_a_module_with_a_pe_header)
{
    IMAGE_DOS_HEADER *header = (void *)GetModuleHandleA(NULL);

    EXPECT(header != NULL);
    EXPECT_EQ(GetModuleHandleW(NULL), header);
    if (header)
        EXPECT_EQ(header->e_magic, IMAGE_DOS_SIGNATURE);
    EXPECT((void *)header != (void *)GetModuleHandleA("kernel32"));
}

CASE(handle_ex_checks_its_flags)
{
    HMODULE module;

    POISON(module);
    EXPECT_FAILS(GetModuleHandleExA(3, "kernel32", &module), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(GetModuleHandleExA(8, "kernel32", &module), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(GetModuleHandleExW(3, L"kernel32", &module), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(GetModuleHandleExA(0, "kernel32", NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(GetModuleHandleExW(0, L"kernel32", NULL), ERROR_INVALID_PARAMETER);
    POISON(module);
    EXPECT_FAILS(GetModuleHandleExA(0, "no-such-module", &module), ERROR_MOD_NOT_FOUND);
    EXPECT_EQ(module, 0);
}

CASE(handle_ex_finds_by_name_and_by_address)
{
    const DWORD address =
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    HMODULE kernel = GetModuleHandleA("kernel32"), module;
    const char *inside = (const char *)kernel + 0x200;

    POISON(module);
    EXPECT_EQ(GetModuleHandleExA(address, inside, &module), TRUE);
    EXPECT_EQ(module, kernel);
    POISON(module);
    EXPECT_EQ(GetModuleHandleExW(address, (const WCHAR *)inside, &module), TRUE);
    EXPECT_EQ(module, kernel);
    EXPECT_FAILS(GetModuleHandleExA(address, (const char *)16, &module), ERROR_MOD_NOT_FOUND);
    EXPECT_EQ(module, 0);
    EXPECT_EQ(GetModuleHandleExA(address, NULL, &module), TRUE);
    EXPECT_EQ(module, GetModuleHandleA(NULL));
    EXPECT_EQ(GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN, L"kernel32", &module), TRUE);
    EXPECT_EQ(module, kernel);
    EXPECT_EQ(GetModuleHandleExA(0, "kernel32", &module), TRUE);
    EXPECT_EQ(FreeLibrary(module), TRUE);
}

CASE(load_returns_the_loaded_module)
{
    HMODULE kernel = GetModuleHandleA("kernel32"), module;

    EXPECT_EQ(LoadLibraryA("KERNEL32"), kernel);
    EXPECT_EQ(LoadLibraryW(L"kernel32.dll"), kernel);
    EXPECT_EQ(LoadLibraryW(L"kernel32.dll."), kernel);
    EXPECT_EQ(LoadLibraryA("C:\\Windows\\System32\\kernel32.dll"), kernel);
    EXPECT_EQ(LoadLibraryExA("kernel32", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32), kernel);
    EXPECT_EQ(LoadLibraryExW(L"kernel32", NULL, LOAD_LIBRARY_SEARCH_DEFAULT_DIRS), kernel);
    module = LoadLibraryA("user32");
    EXPECT(module != NULL);
    EXPECT_EQ(GetModuleHandleA("user32.dll"), module);
    EXPECT_EQ(FreeLibrary(module), TRUE);
    EXPECT(LoadLibraryA("api-ms-win-core-file-l1-1-0.dll") != NULL);
}

CASE(load_fails_as_documented)
{
    EXPECT_FAILS(LoadLibraryA("no-such-module.dll"), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(LoadLibraryW(L"C:\\no-such-folder\\no-such-module.dll"), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(LoadLibraryA("\\\\server\\share\\x.dll"), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(LoadLibraryA("a|b"), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(LoadLibraryA(""), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(LoadLibraryExA("no-such-module", NULL, LOAD_LIBRARY_AS_DATAFILE),
                 ERROR_FILE_NOT_FOUND);
    EXPECT_FAILS(LoadLibraryExA("no-such-module", NULL, LOAD_LIBRARY_SEARCH_USER_DIRS),
                 ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(LoadLibraryExA("kernel32", NULL, 8 | LOAD_LIBRARY_SEARCH_USER_DIRS),
                 ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(LoadLibraryExW(L"kernel32", NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR),
                 ERROR_INVALID_PARAMETER);
}

CASE(reserved_arguments_and_unknown_flags_are_refused)
{
    TODO_ON(ON_WINE, "ignores both");
    EXPECT_FAILS(LoadLibraryExA("kernel32", (HANDLE)4, 0), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(LoadLibraryExA("kernel32", NULL, 0x80000000), ERROR_INVALID_PARAMETER);
}

CASE(a_file_that_is_no_image_is_a_bad_exe_format)
{
    FILE *file = fopen("no-image.dll", "wb");

    TODO_ON(ON_WINE, "says that the module is not there");
    if (file) {
        fputs("this is no image, only some text that is long enough for a header of one", file);
        fclose(file);
    }
    EXPECT_FAILS(LoadLibraryA(".\\no-image.dll"), ERROR_BAD_EXE_FORMAT);
    remove("no-image.dll");
}

CASE(free_library_checks_its_handle)
{
    EXPECT_FAILS(FreeLibrary(NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(FreeLibrary(FORGED), ERROR_MOD_NOT_FOUND);
}

CASE(exports_are_found_by_exact_name)
{
    HMODULE kernel = GetModuleHandleA("kernel32");
    DWORD(WINAPI * function)(void);

    function = (void *)GetProcAddress(kernel, "GetLastError");
    EXPECT(function != NULL);
    SetLastError(77);
    if (function)
        EXPECT_EQ(function(), 77);
    EXPECT_FAILS(GetProcAddress(kernel, "getlasterror"), ERROR_PROC_NOT_FOUND);
    EXPECT_FAILS(GetProcAddress(kernel, "NoSuchFunction"), ERROR_PROC_NOT_FOUND);
    EXPECT_FAILS(GetProcAddress(kernel, ""), ERROR_PROC_NOT_FOUND);
    EXPECT_FAILS(GetProcAddress(kernel, NULL), ERROR_PROC_NOT_FOUND);
    EXPECT_FAILS(GetProcAddress(kernel, (const char *)0xffff), ERROR_PROC_NOT_FOUND);
    EXPECT_FAILS(GetProcAddress(NULL, "GetLastError"), ERROR_PROC_NOT_FOUND);
    EXPECT_FAILS(GetProcAddress(FORGED, "GetLastError"), ERROR_MOD_NOT_FOUND);
    EXPECT_TRUE_KEEPING_ERROR(GetProcAddress(kernel, "GetLastError"));
}

CASE(exports_are_found_by_ordinal)
{
    HMODULE kernel = GetModuleHandleA("kernel32");
    IMAGE_DOS_HEADER *dos = (void *)kernel;
    IMAGE_NT_HEADERS *nt = (void *)((char *)kernel + dos->e_lfanew);
    IMAGE_EXPORT_DIRECTORY *exports =
        (void *)((char *)kernel + nt->OptionalHeader.DataDirectory[0].VirtualAddress);
    DWORD *names = (void *)((char *)kernel + exports->AddressOfNames);
    WORD *indexes = (void *)((char *)kernel + exports->AddressOfNameOrdinals);
    DWORD i;

    for (i = 0; i < exports->NumberOfNames; i++)
        if (!strcmp((char *)kernel + names[i], "GetLastError"))
            break;
    EXPECT(i < exports->NumberOfNames);
    EXPECT_EQ(GetProcAddress(kernel, (const char *)(ULONG_PTR)(indexes[i] + exports->Base)),
              GetProcAddress(kernel, "GetLastError"));
}

CASE(file_names_of_system_modules)
{
    HMODULE kernel = GetModuleHandleA("kernel32");
    WCHAR wide[50];
    char out[50];

    POISON(wide);
    EXPECT_EQ(GetModuleFileNameW(kernel, wide, 50), 32);
    EXPECT_WSTR(wide, L"C:\\windows\\system32\\kernel32.dll");
    EXPECT(wide[33] == 0xa5a5);
    EXPECT_EQ(GetModuleFileNameA(kernel, out, 50), 32);
    EXPECT_STR(out, "C:\\windows\\system32\\kernel32.dll");
    EXPECT_FAILS(GetModuleFileNameW(FORGED, wide, 50), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(GetModuleFileNameA(FORGED, out, 50), ERROR_MOD_NOT_FOUND);
}

CASE(file_names_that_do_not_fit_are_cut)
{
    HMODULE kernel = GetModuleHandleA("kernel32");
    WCHAR wide[50];
    char out[50];

    POISON(wide);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(GetModuleFileNameW(kernel, wide, 32), 32);
    EXPECT_EQ(GetLastError(), ERROR_INSUFFICIENT_BUFFER);
    EXPECT(wide[32] == 0xa5a5);
    EXPECT_FAILS(GetModuleFileNameW(kernel, wide, 0), ERROR_INSUFFICIENT_BUFFER);
    POISON(out);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(GetModuleFileNameA(kernel, out, 5), 5);
    EXPECT_EQ(GetLastError(), ERROR_INSUFFICIENT_BUFFER);
    EXPECT_EQ((unsigned char)out[5], 0xa5);
}

CASE(a_cut_file_name_ends_with_a_nul)
{
    WCHAR wide[10];

    TODO_ON(ON_WINE, "cuts without a NUL, as Windows XP did");
    POISON(wide);
    GetModuleFileNameW(GetModuleHandleA("kernel32"), wide, 5);
    EXPECT_WSTR(wide, L"C:\\w");
}

CASE(the_program_has_a_full_path)
{
    WCHAR wide[600];
    char out[600];
    DWORD length = GetModuleFileNameW(NULL, wide, 600);

    EXPECT(length > 3 && length < 600);
    EXPECT(wide[1] == ':' && wide[2] == '\\');
    EXPECT_EQ(wide[length], 0);
    EXPECT_EQ(GetModuleFileNameA(NULL, out, 600), length);
    EXPECT(strstr(out, "kernel32-libloaderapi") != NULL);
    EXPECT_EQ(GetModuleHandleA(out), GetModuleHandleA(NULL));
}

CASE(thread_calls_are_disabled_for_modules_only)
{
    EXPECT_EQ(DisableThreadLibraryCalls(GetModuleHandleA("kernel32")), TRUE);
    EXPECT_FAILS(DisableThreadLibraryCalls(FORGED), ERROR_MOD_NOT_FOUND);
    EXPECT_FAILS(DisableThreadLibraryCalls(NULL), ERROR_MOD_NOT_FOUND);
}

CASE(dll_directories_are_added_and_removed)
{
    DLL_DIRECTORY_COOKIE cookie = AddDllDirectory(L"C:\\windows");

    EXPECT(cookie != NULL);
    EXPECT_EQ(RemoveDllDirectory(cookie), TRUE);
    EXPECT_FAILS(AddDllDirectory(L"windows"), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(AddDllDirectory(L""), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(AddDllDirectory(L"C:\\no-such-folder"), ERROR_FILE_NOT_FOUND);
}

CASE(default_dll_directories_are_checked)
{
    EXPECT_FAILS(SetDefaultDllDirectories(0), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SetDefaultDllDirectories(1), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR),
                 ERROR_INVALID_PARAMETER);
    EXPECT_EQ(SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS), TRUE);
    EXPECT(LoadLibraryA("user32") != NULL);
}

CASE(the_dll_directory_is_kept)
{
    WCHAR wide[20];
    char out[20];

    POISON(out);
    EXPECT_EQ(GetDllDirectoryA(20, out), 0);
    EXPECT_STR(out, "");
    EXPECT_EQ(GetDllDirectoryW(0, NULL), 1);
    EXPECT_EQ(SetDllDirectoryA("C:\\foo"), TRUE);
    EXPECT_EQ(GetDllDirectoryA(6, out), 7);
    EXPECT_EQ(GetDllDirectoryA(7, out), 6);
    EXPECT_STR(out, "C:\\foo");
    EXPECT_EQ(SetDllDirectoryW(L"C:\\ba"), TRUE);
    EXPECT_EQ(GetDllDirectoryW(20, wide), 5);
    EXPECT_WSTR(wide, L"C:\\ba");
    EXPECT_EQ(SetDllDirectoryW(NULL), TRUE);
    EXPECT_EQ(GetDllDirectoryW(20, wide), 0);
    EXPECT_EQ(SetDllDirectoryA(""), TRUE);
    EXPECT_EQ(GetDllDirectoryA(20, out), 0);
}

static BOOL CALLBACK never_a_type(HMODULE module, char *type, LONG_PTR user)
{
    EXPECT(!"called");
    return TRUE;
}

static BOOL CALLBACK never_a_wide_type(HMODULE module, WCHAR *type, LONG_PTR user)
{
    EXPECT(!"called");
    return TRUE;
}

static BOOL CALLBACK never_a_name(HMODULE module, const char *type, char *name, LONG_PTR user)
{
    EXPECT(!"called");
    return TRUE;
}

static BOOL CALLBACK never_a_wide_name(HMODULE module, const WCHAR *type, WCHAR *name,
                                       LONG_PTR user)
{
    EXPECT(!"called");
    return TRUE;
}

static BOOL CALLBACK never_a_language(HMODULE module, const char *type, const char *name,
                                      WORD language, LONG_PTR user)
{
    EXPECT(!"called");
    return TRUE;
}

static BOOL CALLBACK never_a_wide_language(HMODULE module, const WCHAR *type, const WCHAR *name,
                                           WORD language, LONG_PTR user)
{
    EXPECT(!"called");
    return TRUE;
}

CASE(a_module_without_resources_has_no_resource_data)
{
    const DWORD error = ERROR_RESOURCE_DATA_NOT_FOUND;

    EXPECT_FAILS(FindResourceA(NULL, "NAME", (char *)10), error);
    EXPECT_FAILS(FindResourceW(NULL, L"NAME", (WCHAR *)10), error);
    EXPECT_FAILS(FindResourceExA(NULL, "TYPE", "NAME", 0x409), error);
    EXPECT_FAILS(FindResourceExW(NULL, L"TYPE", (WCHAR *)1, 0), error);
    EXPECT_FAILS(FindResourceW(FORGED, (WCHAR *)1, (WCHAR *)16), error);
    EXPECT_FAILS(EnumResourceTypesA(NULL, never_a_type, 0), error);
    EXPECT_FAILS(EnumResourceTypesW(NULL, never_a_wide_type, 0), error);
    EXPECT_FAILS(EnumResourceNamesA(NULL, (char *)10, never_a_name, 0), error);
    EXPECT_FAILS(EnumResourceNamesW(NULL, (WCHAR *)10, never_a_wide_name, 0), error);
    EXPECT_FAILS(EnumResourceLanguagesA(NULL, (char *)10, (char *)1, never_a_language, 0), error);
    EXPECT_FAILS(EnumResourceLanguagesW(NULL, (WCHAR *)10, (WCHAR *)1, never_a_wide_language, 0),
                 error);
}

CASE(no_resource_loads_as_nothing)
{
    EXPECT_FAILS(LoadResource(NULL, NULL), 0xdeadbeef);
    EXPECT_FAILS(SizeofResource(NULL, NULL), 0xdeadbeef);
    EXPECT_FAILS(LockResource(NULL), 0xdeadbeef);
    EXPECT_FAILS(FreeResource(NULL), 0xdeadbeef);
}
