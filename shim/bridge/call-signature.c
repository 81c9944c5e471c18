/* SPDX-License-Identifier: MIT */
/* call-signature.c - the C types of Windows' functions, by their names; see call-signature.h */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "shim/bridge/call-signature.h"

struct named_type {
    const char *name;
    uint8_t kind, bytes;
    bool zero_is_good;
};

static const struct named_type scalars[] = {
    {"void", CALL_VOID, 0},
    {"noreturn", CALL_VOID, 0},
    {"char", CALL_SIGNED, 1},
    {"CHAR", CALL_SIGNED, 1},
    {"short", CALL_SIGNED, 2},
    {"SHORT", CALL_SIGNED, 2},
    {"int", CALL_SIGNED, 4},
    {"INT", CALL_SIGNED, 4},
    {"INT32", CALL_SIGNED, 4},
    {"int32_t", CALL_SIGNED, 4},
    {"LONG", CALL_SIGNED, 4},
    {"DPI_AWARENESS", CALL_SIGNED, 4},
    {"DISPID", CALL_SIGNED, 4},
    {"MEMBERID", CALL_SIGNED, 4},
    {"INT64", CALL_SIGNED, 8},
    {"int64_t", CALL_SIGNED, 8},
    {"LONG64", CALL_SIGNED, 8},
    {"LONGLONG", CALL_SIGNED, 8},
    {"LONG_PTR", CALL_SIGNED, 8},
    {"INT_PTR", CALL_SIGNED, 8},
    {"SSIZE_T", CALL_SIGNED, 8},
    {"LPARAM", CALL_SIGNED, 8},
    {"LRESULT", CALL_SIGNED, 8},
    {"LARGE_INTEGER", CALL_SIGNED, 8},
    {"BYTE", CALL_UNSIGNED, 1},
    {"UCHAR", CALL_UNSIGNED, 1},
    {"unsigned char", CALL_UNSIGNED, 1},
    {"WORD", CALL_UNSIGNED, 2},
    {"USHORT", CALL_UNSIGNED, 2},
    {"ATOM", CALL_UNSIGNED, 2},
    {"LANGID", CALL_UNSIGNED, 2},
    {"WCHAR", CALL_UNSIGNED, 2},
    {"VARTYPE", CALL_UNSIGNED, 2},
    {"unsigned", CALL_UNSIGNED, 4},
    {"unsigned int", CALL_UNSIGNED, 4},
    {"UINT", CALL_UNSIGNED, 4},
    {"UINT32", CALL_UNSIGNED, 4},
    {"uint32_t", CALL_UNSIGNED, 4},
    {"ULONG", CALL_UNSIGNED, 4},
    {"DWORD", CALL_UNSIGNED, 4},
    {"LCID", CALL_UNSIGNED, 4},
    {"LCTYPE", CALL_UNSIGNED, 4},
    {"COLORREF", CALL_UNSIGNED, 4},
    {"ACCESS_MASK", CALL_UNSIGNED, 4},
    {"REGSAM", CALL_UNSIGNED, 4},
    {"SECURITY_INFORMATION", CALL_UNSIGNED, 4},
    {"FOURCC", CALL_UNSIGNED, 4},
    {"MCIDEVICEID", CALL_UNSIGNED, 4},
    {"MMVERSION", CALL_UNSIGNED, 4},
    {"MMRESULT", CALL_UNSIGNED, 4, true},
    {"MCIERROR", CALL_UNSIGNED, 4, true},
    {"LSTATUS", CALL_SIGNED, 4, true},
    {"RPC_STATUS", CALL_SIGNED, 4, true},
    {"errno_t", CALL_SIGNED, 4, true},
    {"UINT64", CALL_UNSIGNED, 8},
    {"uint64_t", CALL_UNSIGNED, 8},
    {"ULONG64", CALL_UNSIGNED, 8},
    {"DWORD64", CALL_UNSIGNED, 8},
    {"ULONGLONG", CALL_UNSIGNED, 8},
    {"DWORDLONG", CALL_UNSIGNED, 8},
    {"ULARGE_INTEGER", CALL_UNSIGNED, 8},
    {"FILETIME", CALL_UNSIGNED, 8},
    {"ULONG_PTR", CALL_UNSIGNED, 8},
    {"DWORD_PTR", CALL_UNSIGNED, 8},
    {"UINT_PTR", CALL_UNSIGNED, 8},
    {"SIZE_T", CALL_UNSIGNED, 8},
    {"size_t", CALL_UNSIGNED, 8},
    {"WPARAM", CALL_UNSIGNED, 8},
    {"BOOL", CALL_TRUTH, 4},
    {"BOOLEAN", CALL_TRUTH, 1},
    {"bool", CALL_TRUTH, 1},
    {"VARIANT_BOOL", CALL_TRUTH, 2},
    {"HRESULT", CALL_STATUS, 4},
    {"SCODE", CALL_STATUS, 4},
    {"NTSTATUS", CALL_STATUS, 4},
    {"SECURITY_STATUS", CALL_STATUS, 4},
    {"float", CALL_FLOAT, 4},
    {"FLOAT", CALL_FLOAT, 4},
    {"double", CALL_FLOAT, 8},
    {"DOUBLE", CALL_FLOAT, 8},
    {"DATE", CALL_FLOAT, 8},
    {"DPI_AWARENESS_CONTEXT", CALL_HANDLE, 8},
    {"DLL_DIRECTORY_COOKIE", CALL_HANDLE, 8},
    {"COORD", CALL_STRUCT, 4},
    {"SMALL_RECT", CALL_STRUCT, 8},
    {"POINT", CALL_STRUCT, 8},
    {"POINTL", CALL_STRUCT, 8},
    {"SIZE", CALL_STRUCT, 8},
    {"CY", CALL_SIGNED, 8},
    {"RECT", CALL_STRUCT, 16},
    {"GUID", CALL_STRUCT, 16},
    {"IID", CALL_STRUCT, 16},
    {"CLSID", CALL_STRUCT, 16},
    {"DECIMAL", CALL_STRUCT, 16},
    {"VARIANT", CALL_STRUCT, 24},
};

static const struct named_type pointers[] = {
    {"LPCWSTR", CALL_WIDE, 8},         {"PCWSTR", CALL_WIDE, 8},
    {"LPCWCH", CALL_WIDE, 8},          {"PCWCH", CALL_WIDE, 8},
    {"LPCOLESTR", CALL_WIDE, 8},       {"BSTR", CALL_WIDE, 8},
    {"const WCHAR *", CALL_WIDE, 8},   {"const OLECHAR *", CALL_WIDE, 8},
    {"const wchar_t *", CALL_WIDE, 8}, {"LPCSTR", CALL_NARROW, 8},
    {"PCSTR", CALL_NARROW, 8},         {"LPCCH", CALL_NARROW, 8},
    {"PCCH", CALL_NARROW, 8},          {"PCSZ", CALL_NARROW, 8},
    {"const char *", CALL_NARROW, 8},  {"const CHAR *", CALL_NARROW, 8},
    {"REFIID", CALL_GUID, 8},          {"REFCLSID", CALL_GUID, 8},
    {"REFGUID", CALL_GUID, 8},         {"LPCGUID", CALL_GUID, 8},
    {"const GUID *", CALL_GUID, 8},    {"const IID *", CALL_GUID, 8},
    {"const CLSID *", CALL_GUID, 8},
};

static const struct named_type buffers[] = {
    {"LPWSTR", CALL_WIDE, 8},    {"PWSTR", CALL_WIDE, 8},    {"LPWCH", CALL_WIDE, 8},
    {"PWCH", CALL_WIDE, 8},      {"LPOLESTR", CALL_WIDE, 8}, {"WCHAR *", CALL_WIDE, 8},
    {"wchar_t *", CALL_WIDE, 8}, {"LPSTR", CALL_NARROW, 8},  {"PSTR", CALL_NARROW, 8},
    {"LPCH", CALL_NARROW, 8},    {"PCH", CALL_NARROW, 8},    {"char *", CALL_NARROW, 8},
    {"CHAR *", CALL_NARROW, 8},
};

static const struct named_type *find(const struct named_type *types, size_t count, const char *name,
                                     size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(types[i].name) == length && !memcmp(types[i].name, name, length))
            return &types[i];
    return NULL;
}

/* HWND, HMODULE, HWAVEOUT: an H and capitals */
static bool is_handle(const char *name, size_t length)
{
    return length > 2 && name[0] == 'H' && isupper((unsigned char)name[1]) &&
           !memchr(name, ' ', length);
}

/* What a pointer to @name shows: one number of four bytes or more; bytes and words are arrays. */
static struct call_type pointer_to(const char *name, size_t length)
{
    const struct named_type *type = find(scalars, ARRAY_LENGTH(scalars), name, length);

    if (is_handle(name, length) && !type)
        return (struct call_type){.kind = CALL_HANDLE, .bytes = 8, .is_reference = true};
    if (!type || type->bytes < 4 || type->kind == CALL_FLOAT || type->kind == CALL_STRUCT)
        return (struct call_type){.kind = CALL_POINTER, .bytes = 8};
    return (struct call_type){.kind = type->kind, .bytes = type->bytes, .is_reference = true};
}

/* @endings: NULL at the end */
static bool ends_in(const char *name, const char *const *endings)
{
    size_t length = strlen(name);

    for (; *endings; endings++)
        if (length >= strlen(*endings) && !strcmp(name + length - strlen(*endings), *endings))
            return true;
    return false;
}

static bool is_enumeration(const char *name)
{
    static const char *const endings[] = {"_CLASS",     "_FORMAT", "_TYPE", "_LEVEL",
                                          "_AWARENESS", "_OPTION", NULL};

    return !strchr(name, ' ') && ends_in(name, endings);
}

static bool is_pointer_name(const char *name)
{
    static const char *const endings[] = {"PROC", "ROUTINE", "CALLBACK", "va_list",
                                          "FUNC", "FILTER",  "HANDLER",  NULL};

    return ends_in(name, endings) || name[0] == 'P' || (name[0] == 'L' && name[1] == 'P') ||
           strchr(name, '*');
}

struct call_type call_type_of(const char *spelling)
{
    size_t length = strlen(spelling), prefix = spelling[0] == 'L' && spelling[1] == 'P' ? 2 : 1;
    const struct named_type *type = find(scalars, ARRAY_LENGTH(scalars), spelling, length);

    if (!type)
        type = find(pointers, ARRAY_LENGTH(pointers), spelling, length);
    if (type)
        return (struct call_type){
            .kind = type->kind, .bytes = type->bytes, .zero_is_good = type->zero_is_good};
    type = find(buffers, ARRAY_LENGTH(buffers), spelling, length);
    if (type)
        return (struct call_type){.kind = type->kind, .bytes = 8, .is_output = true};
    if (length > 2 && !strcmp(spelling + length - 2, " *") && strncmp(spelling, "const ", 6))
        return pointer_to(spelling, length - 2);
    if (is_enumeration(spelling))
        return (struct call_type){.kind = CALL_SIGNED, .bytes = 4};
    if (is_handle(spelling, length))
        return (struct call_type){.kind = CALL_HANDLE, .bytes = 8};
    if (is_pointer_name(spelling))
        return strchr(spelling, '*') ? (struct call_type){.kind = CALL_POINTER, .bytes = 8}
                                     : pointer_to(spelling + prefix, length - prefix);
    return (struct call_type){.kind = CALL_UNKNOWN, .bytes = 8};
}

const char *call_signature_text(const char *function)
{
    size_t low = 0, high = call_signature_text_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(function, call_signature_texts[middle].function);

        if (order == 0)
            return call_signature_texts[middle].text;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static void parse_param(struct call_signature *signature, char *text)
{
    char *space = strrchr(text, ' ');
    struct call_param *param;

    if (!strcmp(text, "...")) {
        signature->variadic = true;
        return;
    }
    param = &signature->params[signature->count++];
    /* "const DWORD *" without a name ends in its star. */
    if (space && space[1] != '*')
        *space++ = '\0';
    else
        space = text + strlen(text);
    *param = (struct call_param){call_type_of(text), text, space};
    signature->is_exact &= param->type.kind != CALL_UNKNOWN;
}

struct call_signature *call_signature_parse(const char *text)
{
    size_t count = 0, room;
    struct call_signature *signature;
    char *copy, *rest, *part;

    for (const char *bar = strchr(text, '|'); bar; bar = strchr(bar + 1, '|'))
        count++;
    room = sizeof(*signature) + count * sizeof(signature->params[0]);
    signature = calloc(1, room + strlen(text) + 1);
    if (!signature)
        return NULL;
    copy = rest = strcpy((char *)signature + room, text);
    signature->result_name = strsep(&rest, "|");
    signature->result = call_type_of(copy);
    signature->returns = strcmp(copy, "noreturn") != 0;
    signature->is_exact = true;
    while ((part = strsep(&rest, "|")))
        parse_param(signature, part);
    signature->is_exact &= !signature->variadic;
    return signature;
}
