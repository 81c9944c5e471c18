/* SPDX-License-Identifier: MIT */
/* resource.c - walks the resource directory of a mapped image, see resource.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shim/pe/resource.h"

#include <winuser.h>

#include "shim/error.h"
#include "shim/upcase.h"
#include "shim/wstr.h"

/* The resource directory inside its image. */
struct resources {
    const uint8_t *image;
    size_t image_bytes;
    size_t start; /* of the directory; its offsets count from here */
};

/* What to look for in one level. */
struct wanted {
    const WCHAR *name; /* NULL: by number */
    uint32_t id;
    bool any; /* the first entry will do */
};

/* Copy @bytes from @offset in the image. */
static bool image_read(const struct resources *in, uint64_t offset, void *out, size_t bytes)
{
    if (offset > in->image_bytes || bytes > in->image_bytes - offset)
        return false;
    memcpy(out, in->image + offset, bytes);
    return true;
}

static bool find_directory(struct resources *in)
{
    IMAGE_DOS_HEADER dos;
    IMAGE_NT_HEADERS64 nt;
    const IMAGE_DATA_DIRECTORY *directory = &nt.OptionalHeader.DataDirectory[2];

    if (!image_read(in, 0, &dos, sizeof(dos)) || dos.e_magic != IMAGE_DOS_SIGNATURE ||
        !image_read(in, (uint64_t)dos.e_lfanew, &nt, sizeof(nt)) ||
        nt.Signature != IMAGE_NT_SIGNATURE ||
        nt.OptionalHeader.Magic != IMAGE_NT_OPTIONAL_HDR64_MAGIC)
        return false;
    if (nt.OptionalHeader.NumberOfRvaAndSizes <= 2 || !directory->Size)
        in->start = 0;
    else
        in->start = directory->VirtualAddress;
    return true;
}

/* Whether the counted string at @offset in the directory is @name. */
static bool name_matches(const struct resources *in, uint32_t offset, const WCHAR *name)
{
    uint64_t at = in->start + (uint64_t)offset;
    uint16_t length;

    if (!image_read(in, at, &length, sizeof(length)) || wstr_length(name) != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        WCHAR c;

        if (!image_read(in, at + 2 + 2 * i, &c, sizeof(c)) ||
            wchar_upper(c) != wchar_upper(name[i]))
            return false;
    }
    return true;
}

static bool entry_matches(const struct resources *in, const IMAGE_RESOURCE_DIRECTORY_ENTRY *entry,
                          const struct wanted *wanted)
{
    if (wanted->any)
        return true;
    if (entry->NameIsString)
        return wanted->name && name_matches(in, entry->NameOffset, wanted->name);
    return !wanted->name && entry->Name == wanted->id;
}

/* Find an entry in the directory at @offset. Return: 0; -ENOENT; -ENOEXEC. */
static int find_entry(const struct resources *in, uint32_t offset, const struct wanted *wanted,
                      IMAGE_RESOURCE_DIRECTORY_ENTRY *ret_entry)
{
    uint64_t at = in->start + (uint64_t)offset;
    IMAGE_RESOURCE_DIRECTORY directory;
    size_t count;

    if (!image_read(in, at, &directory, sizeof(directory)))
        return -ENOEXEC;
    count = (size_t)directory.NumberOfNamedEntries + directory.NumberOfIdEntries;
    for (size_t i = 0; i < count; i++) {
        IMAGE_RESOURCE_DIRECTORY_ENTRY entry;

        if (!image_read(in, at + sizeof(directory) + i * sizeof(entry), &entry, sizeof(entry)))
            return -ENOEXEC;
        if (entry_matches(in, &entry, wanted)) {
            *ret_entry = entry;
            return 0;
        }
    }
    return -ENOENT;
}

static struct wanted wanted_of(const WCHAR *name)
{
    struct wanted wanted = {0};
    size_t i = 1;

    if (IS_INTRESOURCE(name)) {
        wanted.id = (uint32_t)(uintptr_t)name;
        return wanted;
    }
    wanted.name = name;
    if (name[0] != '#' || !name[1])
        return wanted;
    for (; name[i] >= '0' && name[i] <= '9' && wanted.id <= 0xffff; i++)
        wanted.id = wanted.id * 10 + (uint32_t)(name[i] - '0');
    if (!name[i] && wanted.id <= 0xffff)
        wanted.name = NULL;
    return wanted;
}

int resource_find(const void *image, size_t size_bytes, const WCHAR *type, const WCHAR *name,
                  const void **ret_data, size_t *ret_bytes)
{
    struct resources in = {image, size_bytes, 0};
    const struct wanted levels[3] = {wanted_of(type), wanted_of(name), {.any = true}};
    IMAGE_RESOURCE_DIRECTORY_ENTRY entry = {0};
    IMAGE_RESOURCE_DATA_ENTRY data;

    if (!find_directory(&in))
        return -ENOEXEC;
    if (!in.start)
        return -ENOENT;
    for (int level = 0; level < 3; level++) {
        int result = find_entry(&in, entry.OffsetToDirectory, &levels[level], &entry);

        if (result < 0)
            return result;
        if (!entry.DataIsDirectory != (level == 2))
            return -ENOEXEC;
    }
    if (!image_read(&in, in.start + (uint64_t)entry.OffsetToData, &data, sizeof(data)) ||
        data.OffsetToData > size_bytes || data.Size > size_bytes - data.OffsetToData)
        return -ENOEXEC;
    *ret_data = in.image + data.OffsetToData;
    *ret_bytes = data.Size;
    return 0;
}

/* ---- entries and lists ------------------------------------------------------------------ */

static const DWORD level_errors[3] = {ERROR_RESOURCE_TYPE_NOT_FOUND, ERROR_RESOURCE_NAME_NOT_FOUND,
                                      ERROR_RESOURCE_LANG_NOT_FOUND};

static int level_error(int level, int result)
{
    return ENGINE_WIN32(result == -ENOENT ? level_errors[level] : ERROR_RESOURCE_DATA_NOT_FOUND);
}

/* Follow a type and a name, where they are given, to the offset of the directory below. */
static int descend(struct resources *in, const void *image, size_t size_bytes, const WCHAR *type,
                   const WCHAR *name, uint32_t *ret_offset)
{
    const WCHAR *names[2] = {type, name};
    uint32_t offset = 0;

    *in = (struct resources){image, size_bytes, 0};
    if (!find_directory(in) || !in->start)
        return ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);
    for (int level = 0; level < 2 && names[level]; level++) {
        const struct wanted wanted = wanted_of(names[level]);
        IMAGE_RESOURCE_DIRECTORY_ENTRY entry;
        int result = find_entry(in, offset, &wanted, &entry);

        if (result || !entry.DataIsDirectory)
            return level_error(level, result);
        offset = entry.OffsetToDirectory;
    }
    *ret_offset = offset;
    return 0;
}

static int find_language(const struct resources *in, uint32_t offset, int language,
                         IMAGE_RESOURCE_DIRECTORY_ENTRY *ret_entry)
{
    const struct wanted choices[3] = {{.id = 0}, {.id = 0x409}, {.any = true}};
    const struct wanted only = {.id = (uint32_t)language};
    int result = -ENOENT;

    if (language != RESOURCE_ANY_LANGUAGE)
        return find_entry(in, offset, &only, ret_entry);
    for (size_t i = 0; i < ARRAY_LENGTH(choices) && result == -ENOENT; i++)
        result = find_entry(in, offset, &choices[i], ret_entry);
    return result;
}

int resource_entry(const void *image, size_t size_bytes, const WCHAR *type, const WCHAR *name,
                   int language, const void **ret_entry)
{
    IMAGE_RESOURCE_DIRECTORY_ENTRY entry;
    IMAGE_RESOURCE_DATA_ENTRY data;
    struct resources in;
    uint32_t offset;
    int result;

    if (!type || !name)
        return ENGINE_WIN32(type ? ERROR_RESOURCE_NAME_NOT_FOUND : ERROR_RESOURCE_TYPE_NOT_FOUND);
    result = descend(&in, image, size_bytes, type, name, &offset);
    if (result)
        return result;
    result = find_language(&in, offset, language, &entry);
    if (result)
        return level_error(2, result);
    if (entry.DataIsDirectory ||
        !image_read(&in, in.start + (uint64_t)entry.OffsetToData, &data, sizeof(data)))
        return ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);
    *ret_entry = in.image + in.start + entry.OffsetToData;
    return 0;
}

int resource_data(const void *image, size_t size_bytes, const void *entry, const void **ret_data,
                  size_t *ret_bytes)
{
    const struct resources in = {image, size_bytes, 0};
    IMAGE_RESOURCE_DATA_ENTRY data;

    if ((uintptr_t)entry < (uintptr_t)image ||
        !image_read(&in, (uintptr_t)entry - (uintptr_t)image, &data, sizeof(data)) ||
        data.OffsetToData > size_bytes || data.Size > size_bytes - data.OffsetToData)
        return -EINVAL;
    *ret_data = in.image + data.OffsetToData;
    *ret_bytes = data.Size;
    return 0;
}

/* The name of an entry: its number, or a malloc'ed string in *ret_owned. */
static const WCHAR *entry_name(const struct resources *in,
                               const IMAGE_RESOURCE_DIRECTORY_ENTRY *entry, WCHAR **ret_owned)
{
    uint64_t at = in->start + (uint64_t)entry->NameOffset;
    uint16_t length;
    WCHAR *name;

    if (!entry->NameIsString)
        return (const WCHAR *)(uintptr_t)entry->Id;
    if (!image_read(in, at, &length, sizeof(length)))
        return NULL;
    name = malloc((length + 1u) * sizeof(WCHAR));
    if (!name || !image_read(in, at + sizeof(length), name, length * sizeof(WCHAR))) {
        free(name);
        return NULL;
    }
    name[length] = 0;
    return *ret_owned = name;
}

int resource_enumerate(const void *image, size_t size_bytes, const WCHAR *type, const WCHAR *name,
                       bool (*visit)(void *context, const WCHAR *name), void *context)
{
    IMAGE_RESOURCE_DIRECTORY directory;
    struct resources in;
    uint32_t offset;
    uint64_t at;
    int result = descend(&in, image, size_bytes, type, name, &offset);

    if (result)
        return result;
    at = in.start + (uint64_t)offset;
    if (!image_read(&in, at, &directory, sizeof(directory)))
        return ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);
    at += sizeof(directory);
    for (size_t i = 0; i < (size_t)directory.NumberOfNamedEntries + directory.NumberOfIdEntries;
         i++) {
        IMAGE_RESOURCE_DIRECTORY_ENTRY entry;
        AUTOFREE WCHAR *owned = NULL;
        const WCHAR *own_name;

        if (!image_read(&in, at + i * sizeof(entry), &entry, sizeof(entry)))
            return ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);
        own_name = entry_name(&in, &entry, &owned);
        if (entry.NameIsString && !own_name)
            continue; /* damaged */
        if (!visit(context, own_name))
            return ENGINE_WIN32(ERROR_RESOURCE_ENUM_USER_STOP);
    }
    return 0;
}
