/* SPDX-License-Identifier: MIT */
/* libloaderapi.c - kernel32: modules by name, by handle, and what they export */
#include <string.h>

#include "shim/abi.h"
#include "shim/dll-directory.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/library.h"
#include "shim/pe/loader.h"
#include "shim/wstr.h"

/* Wine's winbase.h leaves these out; the values are the SDK's. */
#define KNOWN_LOAD_FLAGS 0x0000fffbu
#define SEARCH_FLAGS     0x00001f00u

#define DATAFILE_FLAGS   (LOAD_LIBRARY_AS_DATAFILE | LOAD_LIBRARY_AS_DATAFILE_EXCLUSIVE)

static HMODULE handle_or_fail(struct module *module)
{
    if (!module)
        return win32_fail(ERROR_MOD_NOT_FOUND, (HMODULE)NULL);
    surface_succeeded();
    return module->base;
}

/**
 * GetModuleHandleA(), GetModuleHandleW() - the handle of a loaded module
 * @name: bare or with a path; without an extension ".dll" is meant; NULL: the program
 *
 * No reference is taken.
 *
 * Return: the handle; NULL with ERROR_MOD_NOT_FOUND.
 * Differs: ntdll, kernel32, kernelbase, user32, advapi32, msvcrt and ucrtbase are always loaded.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-getmodulehandlew
 */
HMODULE WINAPI API(GetModuleHandleW)(LPCWSTR name)
{
    return handle_or_fail(library_find(name));
}
EXPORT(kernel32, GetModuleHandleW);
EXPORT_AS(kernelbase, "GetModuleHandleW", GetModuleHandleW);

HMODULE WINAPI API(GetModuleHandleA)(LPCSTR name)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(name);

    return handle_or_fail(name && !wide ? NULL : library_find(wide));
}
EXPORT(kernel32, GetModuleHandleA);
EXPORT_AS(kernelbase, "GetModuleHandleA", GetModuleHandleA);

#define HANDLE_EX_FLAGS                                                                            \
    (GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT |                \
     GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS)

static bool handle_ex_flags_fit(DWORD flags)
{
    const DWORD both = GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;

    return !(flags & ~HANDLE_EX_FLAGS) && (flags & both) != both;
}

static BOOL handle_ex(struct module *module, DWORD flags, HMODULE *ret_handle)
{
    *ret_handle = NULL;
    if (!module)
        return win32_fail(ERROR_MOD_NOT_FOUND, FALSE);
    if (!(flags & GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT))
        library_ref(module, flags & GET_MODULE_HANDLE_EX_FLAG_PIN);
    *ret_handle = module->base;
    return win32_bool(0);
}

/**
 * GetModuleHandleExA(), GetModuleHandleExW() - the handle of a loaded module, with a reference
 * @flags: GET_MODULE_HANDLE_EX_FLAG_PIN: it stays for good; ..._UNCHANGED_REFCOUNT: no reference is
 * taken (not with PIN); ..._FROM_ADDRESS: @name is any address inside the module
 * @name: as for GetModuleHandle(); NULL: the program
 * @ret_handle: NULL is written when there is no such module
 *
 * Return: TRUE; FALSE with ERROR_MOD_NOT_FOUND, or ERROR_INVALID_PARAMETER for flags that don't go
 * together or a NULL @ret_handle.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-getmodulehandleexw
 */
BOOL WINAPI API(GetModuleHandleExW)(DWORD flags, LPCWSTR name, HMODULE *ret_handle)
{
    if (!ret_handle || !handle_ex_flags_fit(flags))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (name && flags & GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS)
        return handle_ex(module_of_address(name), flags, ret_handle);
    return handle_ex(library_find(name), flags, ret_handle);
}
EXPORT(kernel32, GetModuleHandleExW);
EXPORT_AS(kernelbase, "GetModuleHandleExW", GetModuleHandleExW);

BOOL WINAPI API(GetModuleHandleExA)(DWORD flags, LPCSTR name, HMODULE *ret_handle)
{
    bool address = flags & GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS;
    AUTOFREE WCHAR *wide = address ? NULL : utf8_dup_wide(name);

    if (!ret_handle || !handle_ex_flags_fit(flags))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (name && address)
        return handle_ex(module_of_address(name), flags, ret_handle);
    return handle_ex(name && !wide ? NULL : library_find(wide), flags, ret_handle);
}
EXPORT(kernel32, GetModuleHandleExA);
EXPORT_AS(kernelbase, "GetModuleHandleExA", GetModuleHandleExA);

static bool is_full_path(const WCHAR *name)
{
    return name[0] == '/' || (name[0] == '\\' && name[1] == '\\') ||
           (name[0] && name[1] == ':' && (name[2] == '\\' || name[2] == '/'));
}

static int load(const WCHAR *name, HANDLE file, DWORD flags, HMODULE *ret_handle)
{
    struct module *module;
    int result;

    if (file || flags & ~KNOWN_LOAD_FLAGS ||
        (flags & LOAD_WITH_ALTERED_SEARCH_PATH && flags & SEARCH_FLAGS) ||
        (name && flags & LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR && !is_full_path(name)))
        return -EINVAL;
    if (!name)
        return ENGINE_WIN32(ERROR_MOD_NOT_FOUND);
    result = library_open(name, flags, &module);
    if (!result)
        *ret_handle = module->base;
    else if (flags & DATAFILE_FLAGS && result == ENGINE_WIN32(ERROR_MOD_NOT_FOUND))
        result = -ENOENT;
    return result;
}

/**
 * LoadLibraryExA(), LoadLibraryExW() - load a module, or count one more reference to it
 * @name: bare or with a path; without an extension ".dll" is appended, a final dot prevents that
 * @file: NULL
 * @flags: LOAD_LIBRARY_SEARCH_*: only these groups of folders are searched;
 * LOAD_WITH_ALTERED_SEARCH_PATH: not together with those; LOAD_LIBRARY_AS_DATAFILE,
 * ..._DATAFILE_EXCLUSIVE, ..._AS_IMAGE_RESOURCE and DONT_RESOLVE_DLL_REFERENCES: nothing in the
 * module runs; LOAD_IGNORE_CODE_AUTHZ_LEVEL and LOAD_LIBRARY_REQUIRE_SIGNED_TARGET: no effect
 *
 * Return: the handle, to be given to FreeLibrary(); NULL with ERROR_MOD_NOT_FOUND (the module or
 * one that it needs), ERROR_FILE_NOT_FOUND with a data file flag, ERROR_BAD_EXE_FORMAT,
 * ERROR_DLL_INIT_FAILED, ERROR_INVALID_PARAMETER for flags or a @file that don't fit.
 * Differs: a module loaded as a data file is mapped as an image, its handle has no low bits set.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-loadlibraryexw
 */
HMODULE WINAPI API(LoadLibraryExW)(LPCWSTR name, HANDLE file, DWORD flags)
{
    HMODULE handle = NULL;

    return win32_bool(load(name, file, flags, &handle)) ? handle : NULL;
}
EXPORT(kernel32, LoadLibraryExW);
EXPORT_AS(kernelbase, "LoadLibraryExW", LoadLibraryExW);

HMODULE WINAPI API(LoadLibraryExA)(LPCSTR name, HANDLE file, DWORD flags)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(name);
    HMODULE handle = NULL;
    int result = name && !wide ? -ENOMEM : load(wide, file, flags, &handle);

    return win32_bool(result) ? handle : NULL;
}
EXPORT(kernel32, LoadLibraryExA);
EXPORT_AS(kernelbase, "LoadLibraryExA", LoadLibraryExA);

/**
 * LoadLibraryA(), LoadLibraryW() - LoadLibraryEx() without flags
 * @name: as there
 *
 * Return: as LoadLibraryEx().
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-loadlibraryw
 */
HMODULE WINAPI API(LoadLibraryW)(LPCWSTR name)
{
    return API(LoadLibraryExW)(name, NULL, 0);
}
EXPORT(kernel32, LoadLibraryW);
EXPORT_AS(kernelbase, "LoadLibraryW", LoadLibraryW);

HMODULE WINAPI API(LoadLibraryA)(LPCSTR name)
{
    return API(LoadLibraryExA)(name, NULL, 0);
}
EXPORT(kernel32, LoadLibraryA);
EXPORT_AS(kernelbase, "LoadLibraryA", LoadLibraryA);

/**
 * FreeLibrary() - give a reference to a module back
 * @handle: module
 *
 * Builtin modules stay.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE for NULL, ERROR_MOD_NOT_FOUND when it is no module.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-freelibrary
 */
BOOL WINAPI API(FreeLibrary)(HMODULE handle)
{
    struct module *module = handle ? library_of_handle(handle) : NULL;

    if (!module)
        return win32_fail(handle ? ERROR_MOD_NOT_FOUND : ERROR_INVALID_HANDLE, FALSE);
    loader_close(module);
    return win32_bool(0);
}
EXPORT(kernel32, FreeLibrary);
EXPORT_AS(kernelbase, "FreeLibrary", FreeLibrary);

/**
 * GetProcAddress() - an exported function or variable
 * @handle: module; NULL: the program
 * @name: exact, case counts; below 0x10000: an ordinal
 *
 * The address is for callers of the caller's own convention.
 *
 * Return: the address; NULL with ERROR_PROC_NOT_FOUND, or ERROR_MOD_NOT_FOUND when @handle is no
 * module.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-getprocaddress
 */
FARPROC WINAPI API(GetProcAddress)(HMODULE handle, LPCSTR name)
{
    struct module *module = library_of_handle(handle);
    void *entry;

    if (!module)
        return win32_fail(ERROR_MOD_NOT_FOUND, (FARPROC)NULL);
    entry = (uintptr_t)name < 0x10000
                ? module_ordinal(module, (unsigned)(uintptr_t)name, WINSHIM_WORLD)
                : module_symbol(module, name, WINSHIM_WORLD);
    if (!entry)
        return win32_fail(ERROR_PROC_NOT_FOUND, (FARPROC)NULL);
    surface_succeeded();
    return (FARPROC)entry;
}
EXPORT(kernel32, GetProcAddress);
EXPORT_AS(kernelbase, "GetProcAddress", GetProcAddress);

/* Both forms cut the name to fit and then return @room, not the length. */
static DWORD file_name_out(size_t length, DWORD room)
{
    if (length < room) {
        surface_succeeded();
        return (DWORD)length;
    }
    return win32_fail(ERROR_INSUFFICIENT_BUFFER, room);
}

/**
 * GetModuleFileNameA(), GetModuleFileNameW() - full path of a module's file
 * @handle: module; NULL: the program
 * @out: buffer
 * @room: size of @out in characters
 *
 * Builtins lie in C:\windows\system32. The program is the executable; for `mono App.exe` and
 * `dotnet App.dll` it is the assembly.
 *
 * Return: characters without the NUL; @room with ERROR_INSUFFICIENT_BUFFER and the path cut to fit;
 * 0 with ERROR_MOD_NOT_FOUND, or ERROR_INVALID_PARAMETER for a NULL @out with room.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-getmodulefilenamew
 */
DWORD WINAPI API(GetModuleFileNameW)(HMODULE handle, LPWSTR out, DWORD room)
{
    struct module *module = library_of_handle(handle);
    AUTOFREE WCHAR *path = NULL;
    int result = module ? library_file_name(module, &path) : ENGINE_WIN32(ERROR_MOD_NOT_FOUND);
    size_t length = wstr_length(path), kept = length < room ? length : room - 1;

    if (!result && room && !out)
        result = -EINVAL;
    if (result)
        return win32_fail(win32_error(result), 0);
    if (room) {
        memcpy(out, path, kept * sizeof(WCHAR));
        out[kept] = 0;
    }
    return file_name_out(length, room);
}
EXPORT(kernel32, GetModuleFileNameW);
EXPORT_AS(kernelbase, "GetModuleFileNameW", GetModuleFileNameW);

DWORD WINAPI API(GetModuleFileNameA)(HMODULE handle, LPSTR out, DWORD room)
{
    struct module *module = library_of_handle(handle);
    AUTOFREE WCHAR *path = NULL;
    AUTOFREE char *text = NULL;
    int result = module ? library_file_name(module, &path) : ENGINE_WIN32(ERROR_MOD_NOT_FOUND);
    size_t length, kept;

    if (!result && room && !out)
        result = -EINVAL;
    if (!result && !(text = wide_dup_utf8(path)))
        result = -ENOMEM;
    if (result)
        return win32_fail(win32_error(result), 0);
    length = strlen(text);
    kept = length < room ? length : room - 1;
    if (room) {
        memcpy(out, text, kept);
        out[kept] = '\0';
    }
    return file_name_out(length, room);
}
EXPORT(kernel32, GetModuleFileNameA);
EXPORT_AS(kernelbase, "GetModuleFileNameA", GetModuleFileNameA);

/**
 * DisableThreadLibraryCalls() - no more DLL_THREAD_ATTACH and DLL_THREAD_DETACH for a module
 * @handle: module
 *
 * Return: TRUE; FALSE with ERROR_MOD_NOT_FOUND when it is no module.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-disablethreadlibrarycalls
 */
BOOL WINAPI API(DisableThreadLibraryCalls)(HMODULE handle)
{
    struct module *module = handle ? library_of_handle(handle) : NULL;
    struct image *image = image_of(module);

    if (!module)
        return win32_fail(ERROR_MOD_NOT_FOUND, FALSE);
    if (image) {
        loader_lock();
        image->no_thread_notices = true;
        loader_unlock();
    }
    return win32_bool(0);
}
EXPORT(kernel32, DisableThreadLibraryCalls);
EXPORT_AS(kernelbase, "DisableThreadLibraryCalls", DisableThreadLibraryCalls);

/**
 * AddDllDirectory() - add a folder to LOAD_LIBRARY_SEARCH_USER_DIRS
 * @path: absolute
 *
 * Return: a cookie for RemoveDllDirectory(); NULL with ERROR_INVALID_PARAMETER for a path that
 * isn't absolute, ERROR_FILE_NOT_FOUND.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-adddlldirectory
 */
DLL_DIRECTORY_COOKIE WINAPI API(AddDllDirectory)(const WCHAR *path)
{
    void *cookie = NULL;

    return win32_bool(dll_directory_add(path, &cookie)) ? cookie : NULL;
}
EXPORT(kernel32, AddDllDirectory);
EXPORT_AS(kernelbase, "AddDllDirectory", AddDllDirectory);

/**
 * RemoveDllDirectory() - take such a folder out again
 * @cookie: from AddDllDirectory()
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for another value.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-removedlldirectory
 */
BOOL WINAPI API(RemoveDllDirectory)(DLL_DIRECTORY_COOKIE cookie)
{
    return win32_bool(dll_directory_remove(cookie));
}
EXPORT(kernel32, RemoveDllDirectory);
EXPORT_AS(kernelbase, "RemoveDllDirectory", RemoveDllDirectory);

/**
 * SetDefaultDllDirectories() - which folders a load without LOAD_LIBRARY_SEARCH_* searches
 * @flags: LOAD_LIBRARY_SEARCH_APPLICATION_DIR, _USER_DIRS, _SYSTEM32 or _DEFAULT_DIRS
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for none or others.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-setdefaultdlldirectories
 */
BOOL WINAPI API(SetDefaultDllDirectories)(DWORD flags)
{
    return win32_bool(dll_directory_set_default(flags));
}
EXPORT(kernel32, SetDefaultDllDirectories);
EXPORT_AS(kernelbase, "SetDefaultDllDirectories", SetDefaultDllDirectories);
