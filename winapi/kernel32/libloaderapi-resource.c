/* SPDX-License-Identifier: MIT */
/* libloaderapi-resource.c - kernel32: resources of modules */
#include <stdlib.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/library.h"
#include "shim/pe/resource.h"
#include "shim/wstr.h"

#include <winuser.h>

/* An A name as a W name: a number stays, a string is copied into *ret_owned. */
static const WCHAR *name_of(const char *name, WCHAR **ret_owned)
{
    if (IS_INTRESOURCE(name))
        return (const WCHAR *)name;
    return *ret_owned = utf8_dup_wide(name);
}

static HRSRC find(HMODULE handle, const WCHAR *type, const WCHAR *name, WORD language)
{
    struct module *module = library_of_handle(handle);
    int wanted = language ? language : RESOURCE_ANY_LANGUAGE;
    const void *entry;
    int result = ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);

    if (module)
        result = resource_entry(module->base, module->size_bytes, type, name, wanted, &entry);
    return win32_bool(result) ? (HRSRC)entry : NULL;
}

/**
 * FindResourceExA(), FindResourceExW() - find a resource
 * @handle: module; NULL: the program
 * @type: name, "#12", or a number made with MAKEINTRESOURCE()
 * @name: likewise
 * @language: 0: neutral, else US English, else the first
 *
 * Return: for LoadResource() and SizeofResource(); NULL with ERROR_RESOURCE_DATA_NOT_FOUND when the
 * module has no resources or is none, ERROR_RESOURCE_TYPE_NOT_FOUND, ERROR_RESOURCE_NAME_NOT_FOUND,
 * ERROR_RESOURCE_LANG_NOT_FOUND.
 * Differs: builtin modules have no resources.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-findresourceexw
 */
HRSRC WINAPI API(FindResourceExW)(HMODULE handle, LPCWSTR type, LPCWSTR name, WORD language)
{
    return find(handle, type, name, language);
}
EXPORT(kernel32, FindResourceExW);
EXPORT_AS(kernelbase, "FindResourceExW", FindResourceExW);

HRSRC WINAPI API(FindResourceExA)(HMODULE handle, LPCSTR type, LPCSTR name, WORD language)
{
    AUTOFREE WCHAR *own_type = NULL, *own_name = NULL;

    return find(handle, name_of(type, &own_type), name_of(name, &own_name), language);
}
EXPORT(kernel32, FindResourceExA);

/**
 * FindResourceA(), FindResourceW() - find a resource in any language
 * @handle: as for FindResourceEx()
 * @name: likewise, and in front of @type here
 * @type: likewise
 *
 * Return: as FindResourceEx().
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-findresourcew
 */
HRSRC WINAPI API(FindResourceW)(HMODULE handle, LPCWSTR name, LPCWSTR type)
{
    return find(handle, type, name, 0);
}
EXPORT(kernel32, FindResourceW);
EXPORT_AS(kernelbase, "FindResourceW", FindResourceW);

HRSRC WINAPI API(FindResourceA)(HMODULE handle, LPCSTR name, LPCSTR type)
{
    return API(FindResourceExA)(handle, type, name, 0);
}
EXPORT(kernel32, FindResourceA);

static int data_of(HMODULE handle, HRSRC resource, const void **ret_data, size_t *ret_bytes)
{
    struct module *module = library_of_handle(handle);

    if (!module)
        return ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);
    return resource_data(module->base, module->size_bytes, resource, ret_data, ret_bytes);
}

/**
 * LoadResource() - the data of a resource
 * @handle: the module it was found in; NULL: the program
 * @resource: from FindResource(); NULL is returned as NULL, with the last error kept
 *
 * Return: for LockResource(), valid while the module is loaded; NULL with ERROR_INVALID_PARAMETER
 * when it is no resource of the module, ERROR_RESOURCE_DATA_NOT_FOUND when @handle is no module.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-loadresource
 */
HGLOBAL WINAPI API(LoadResource)(HMODULE handle, HRSRC resource)
{
    const void *data;
    size_t bytes;

    if (!resource)
        return NULL;
    return win32_bool(data_of(handle, resource, &data, &bytes)) ? (HGLOBAL)data : NULL;
}
EXPORT(kernel32, LoadResource);
EXPORT_AS(kernelbase, "LoadResource", LoadResource);

/**
 * SizeofResource() - how many bytes a resource has
 * @handle: as for LoadResource()
 * @resource: likewise
 *
 * Return: the size; 0 as LoadResource() returns NULL.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-sizeofresource
 */
DWORD WINAPI API(SizeofResource)(HMODULE handle, HRSRC resource)
{
    const void *data;
    size_t bytes;

    if (!resource)
        return 0;
    return win32_bool(data_of(handle, resource, &data, &bytes)) ? (DWORD)bytes : 0;
}
EXPORT(kernel32, SizeofResource);
EXPORT_AS(kernelbase, "SizeofResource", SizeofResource);

/**
 * LockResource() - pointer to a loaded resource
 * @data: from LoadResource()
 *
 * Return: @data.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-lockresource
 */
LPVOID WINAPI API(LockResource)(HGLOBAL data)
{
    return data;
}
EXPORT(kernel32, LockResource);
EXPORT_AS(kernelbase, "LockResource", LockResource);

/**
 * FreeResource() - nothing, as on Windows: resources go with their module
 * @data: from LoadResource()
 *
 * Return: FALSE.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-freeresource
 */
BOOL WINAPI API(FreeResource)(HGLOBAL data)
{
    return FALSE;
}
EXPORT(kernel32, FreeResource);
EXPORT_AS(kernelbase, "FreeResource", FreeResource);

/* ---- lists ------------------------------------------------------------------------------ */

struct enumeration {
    HMODULE handle;
    const void *type, *name; /* as the callback gets them */
    void *callback;
    LONG_PTR user;
    bool (*call)(const struct enumeration *this, const void *name);
};

static bool visit_wide(void *context, const WCHAR *name)
{
    const struct enumeration *this = context;

    return this->call(this, name);
}

static bool visit_utf8(void *context, const WCHAR *name)
{
    const struct enumeration *this = context;
    AUTOFREE char *text = IS_INTRESOURCE(name) ? NULL : wide_dup_utf8(name);

    return this->call(this, text ? text : (const void *)name);
}

static BOOL enumerate(const struct enumeration *this, const WCHAR *type, const WCHAR *name,
                      bool (*visit)(void *context, const WCHAR *name))
{
    struct module *module = library_of_handle(this->handle);
    int result = ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);

    if (!this->callback)
        result = -EINVAL;
    else if (module)
        result =
            resource_enumerate(module->base, module->size_bytes, type, name, visit, (void *)this);
    return win32_bool(result);
}

static bool call_types_wide(const struct enumeration *this, const void *name)
{
    return ((ENUMRESTYPEPROCW)this->callback)(this->handle, (void *)name, this->user);
}

static bool call_types_utf8(const struct enumeration *this, const void *name)
{
    return ((ENUMRESTYPEPROCA)this->callback)(this->handle, (void *)name, this->user);
}

/**
 * EnumResourceTypesA(), EnumResourceTypesW() - the types of resources in a module
 * @handle: module; NULL: the program
 * @callback: called with each; FALSE ends it
 * @user: passed on
 *
 * Return: TRUE; FALSE with ERROR_RESOURCE_ENUM_USER_STOP when @callback ended it,
 * ERROR_RESOURCE_DATA_NOT_FOUND when the module has no resources,
 * ERROR_INVALID_PARAMETER without a @callback.
 * Source: learn.microsoft.com, winbase/nf-winbase-enumresourcetypesw
 */
BOOL WINAPI API(EnumResourceTypesW)(HMODULE handle, ENUMRESTYPEPROCW callback, LONG_PTR user)
{
    const struct enumeration this = {handle, NULL, NULL, (void *)callback, user, call_types_wide};

    return enumerate(&this, NULL, NULL, visit_wide);
}
EXPORT(kernel32, EnumResourceTypesW);

BOOL WINAPI API(EnumResourceTypesA)(HMODULE handle, ENUMRESTYPEPROCA callback, LONG_PTR user)
{
    const struct enumeration this = {handle, NULL, NULL, (void *)callback, user, call_types_utf8};

    return enumerate(&this, NULL, NULL, visit_utf8);
}
EXPORT(kernel32, EnumResourceTypesA);

static bool call_names_wide(const struct enumeration *this, const void *name)
{
    return ((ENUMRESNAMEPROCW)this->callback)(this->handle, this->type, (void *)name, this->user);
}

static bool call_names_utf8(const struct enumeration *this, const void *name)
{
    return ((ENUMRESNAMEPROCA)this->callback)(this->handle, this->type, (void *)name, this->user);
}

/**
 * EnumResourceNamesA(), EnumResourceNamesW() - the names of resources of a type
 * @handle: module; NULL: the program
 * @type: name or number
 * @callback: called with each; FALSE ends it
 * @user: passed on
 *
 * Return: TRUE; FALSE with ERROR_RESOURCE_ENUM_USER_STOP when @callback ended it,
 * ERROR_RESOURCE_DATA_NOT_FOUND when the module has no resources, ERROR_RESOURCE_TYPE_NOT_FOUND,
 * ERROR_INVALID_PARAMETER without a @callback.
 * Source: learn.microsoft.com, libloaderapi/nf-libloaderapi-enumresourcenamesw
 */
BOOL WINAPI API(EnumResourceNamesW)(HMODULE handle, LPCWSTR type, ENUMRESNAMEPROCW callback,
                                    LONG_PTR user)
{
    const struct enumeration this = {handle, type, NULL, (void *)callback, user, call_names_wide};

    return enumerate(&this, type, NULL, visit_wide);
}
EXPORT(kernel32, EnumResourceNamesW);
EXPORT_AS(kernelbase, "EnumResourceNamesW", EnumResourceNamesW);

BOOL WINAPI API(EnumResourceNamesA)(HMODULE handle, LPCSTR type, ENUMRESNAMEPROCA callback,
                                    LONG_PTR user)
{
    AUTOFREE WCHAR *own_type = NULL;
    const struct enumeration this = {handle, type, NULL, (void *)callback, user, call_names_utf8};

    return enumerate(&this, name_of(type, &own_type), NULL, visit_utf8);
}
EXPORT(kernel32, EnumResourceNamesA);

static bool call_languages_wide(const struct enumeration *this, const void *name)
{
    return ((ENUMRESLANGPROCW)this->callback)(this->handle, this->type, this->name,
                                              (WORD)(uintptr_t)name, this->user);
}

static bool call_languages_utf8(const struct enumeration *this, const void *name)
{
    return ((ENUMRESLANGPROCA)this->callback)(this->handle, this->type, this->name,
                                              (WORD)(uintptr_t)name, this->user);
}

/**
 * EnumResourceLanguagesA(), EnumResourceLanguagesW() - the languages of a resource
 * @handle: module; NULL: the program
 * @type: name or number
 * @name: name or number
 * @callback: called with each; FALSE ends it
 * @user: passed on
 *
 * Return: TRUE; FALSE with ERROR_RESOURCE_ENUM_USER_STOP when @callback ended it,
 * ERROR_RESOURCE_DATA_NOT_FOUND when the module has no resources, ERROR_RESOURCE_TYPE_NOT_FOUND,
 * ERROR_RESOURCE_NAME_NOT_FOUND,
 * ERROR_INVALID_PARAMETER without a @callback.
 * Source: learn.microsoft.com, winbase/nf-winbase-enumresourcelanguagesw
 */
BOOL WINAPI API(EnumResourceLanguagesW)(HMODULE handle, LPCWSTR type, LPCWSTR name,
                                        ENUMRESLANGPROCW callback, LONG_PTR user)
{
    const struct enumeration this = {handle,           type, name,
                                     (void *)callback, user, call_languages_wide};

    return enumerate(&this, type, name, visit_wide);
}
EXPORT(kernel32, EnumResourceLanguagesW);

BOOL WINAPI API(EnumResourceLanguagesA)(HMODULE handle, LPCSTR type, LPCSTR name,
                                        ENUMRESLANGPROCA callback, LONG_PTR user)
{
    AUTOFREE WCHAR *own_type = NULL, *own_name = NULL;
    const struct enumeration this = {handle,           type, name,
                                     (void *)callback, user, call_languages_utf8};

    return enumerate(&this, name_of(type, &own_type), name_of(name, &own_name), visit_utf8);
}
EXPORT(kernel32, EnumResourceLanguagesA);
