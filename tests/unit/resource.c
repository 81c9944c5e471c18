/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "shim/abi.h"

#include <winuser.h>

#include "shim/error.h"
#include "shim/pe/resource.h"
#include "unit.h"

#define RSRC 0x200 /* where the directory lies in the image */

/* WAVE: "BELL" and 7; type 10: 1. Offsets within the directory are 16-byte steps. */
static size_t make_image(uint8_t image[0x400])
{
    IMAGE_DOS_HEADER *dos = (void *)image;
    IMAGE_NT_HEADERS64 *nt = (void *)(image + 0x80);
    uint32_t *at = (void *)(image + RSRC);

    memset(image, 0, 0x400);
    dos->e_magic = IMAGE_DOS_SIGNATURE;
    dos->e_lfanew = 0x80;
    nt->Signature = IMAGE_NT_SIGNATURE;
    nt->OptionalHeader.Magic = IMAGE_NT_OPTIONAL_HDR64_MAGIC;
    nt->OptionalHeader.NumberOfRvaAndSizes = 16;
    nt->OptionalHeader.DataDirectory[2].VirtualAddress = RSRC;
    nt->OptionalHeader.DataDirectory[2].Size = 0x180;
    at[3] = 1 | 1 << 16; /* types: one name, one number */
    at[4] = 0x80000000 | 0x100, at[5] = 0x80000000 | 0x20;
    at[6] = 10, at[7] = 0x80000000 | 0x80;
    at[8 + 3] = 1 | 1 << 16; /* 0x20: names in WAVE */
    at[8 + 4] = 0x80000000 | 0x110, at[8 + 5] = 0x80000000 | 0x40;
    at[8 + 6] = 7, at[8 + 7] = 0x80000000 | 0x60;
    at[16 + 3] = 1 << 16, at[16 + 4] = 1033, at[16 + 5] = 0xc0;           /* 0x40: languages */
    at[24 + 3] = 1 << 16, at[24 + 4] = 0, at[24 + 5] = 0xd0;              /* 0x60 */
    at[32 + 3] = 1 << 16, at[32 + 4] = 1, at[32 + 5] = 0x80000000 | 0xa0; /* 0x80: names in 10 */
    at[40 + 3] = 1 << 16, at[40 + 4] = 0, at[40 + 5] = 0xe0;              /* 0xa0 */
    at[48] = RSRC + 0x120, at[49] = 3;                                    /* 0xc0: data */
    at[52] = RSRC + 0x123, at[53] = 2;
    at[56] = 0x3ff, at[57] = 2; /* beyond the image */
    memcpy(image + RSRC + 0x100, u"\4WAVE", 10);
    memcpy(image + RSRC + 0x110, u"\4BELL", 10);
    memcpy(image + RSRC + 0x120, "abcde", 5);
    return 0x400;
}

static int find(const uint8_t *image, const WCHAR *type, const WCHAR *name, const char **ret_data,
                size_t *ret_bytes)
{
    return resource_find(image, 0x400, type, name, (const void **)ret_data, ret_bytes);
}

START_TEST(resources_are_found_by_name_and_number_without_case)
{
    uint8_t image[0x400];
    const char *data;
    size_t bytes;

    make_image(image);
    ck_assert_int_eq(find(image, u"WAVE", u"bell", &data, &bytes), 0);
    ck_assert_uint_eq(bytes, 3);
    ck_assert_mem_eq(data, "abc", 3);
    ck_assert_int_eq(find(image, u"wave", MAKEINTRESOURCEW(7), &data, &bytes), 0);
    ck_assert_mem_eq(data, "de", 2);
    ck_assert_int_eq(find(image, u"WAVE", u"#7", &data, &bytes), 0);
    ck_assert_mem_eq(data, "de", 2);
}
END_TEST

START_TEST(missing_resources_leave_the_outputs_alone)
{
    const char *data = (const char *)1;
    uint8_t image[0x400];
    size_t bytes = 99;

    make_image(image);
    ck_assert_int_eq(find(image, u"WAVE", u"BEL", &data, &bytes), -ENOENT);
    ck_assert_int_eq(find(image, u"WAVE", u"BELLS", &data, &bytes), -ENOENT);
    ck_assert_int_eq(find(image, u"WAVE", MAKEINTRESOURCEW(8), &data, &bytes), -ENOENT);
    ck_assert_int_eq(find(image, u"#11", u"#1", &data, &bytes), -ENOENT);
    ck_assert_int_eq(find(image, u"#10", u"#1", &data, &bytes), -ENOEXEC);
    ck_assert_ptr_eq(data, (const char *)1);
    ck_assert_uint_eq(bytes, 99);
}
END_TEST

START_TEST(an_image_without_resources_has_none)
{
    uint8_t image[0x400];
    const char *data;
    size_t bytes;

    make_image(image);
    ((IMAGE_NT_HEADERS64 *)(void *)(image + 0x80))->OptionalHeader.DataDirectory[2].Size = 0;
    ck_assert_int_eq(find(image, u"WAVE", u"BELL", &data, &bytes), -ENOENT);
    image[0] = 'x';
    ck_assert_int_eq(find(image, u"WAVE", u"BELL", &data, &bytes), -ENOEXEC);
}
END_TEST

START_TEST(no_byte_that_is_changed_leads_outside)
{
    uint8_t *image = malloc(0x400); /* exact: a read beyond it shows under a checker */
    uint8_t good[0x400];

    make_image(good);
    for (size_t at = 0; at < 0x400; at++) {
        for (int value = 0; value < 3; value++) {
            const void *data = NULL;
            size_t bytes = 0;

            memcpy(image, good, 0x400);
            image[at] = (uint8_t)(value == 0 ? 0xff : value == 1 ? 0x80 : 0);
            if (!resource_find(image, 0x400, u"WAVE", u"BELL", &data, &bytes))
                ck_assert((const uint8_t *)data >= image &&
                          (const uint8_t *)data + bytes <= image + 0x400);
        }
    }
    for (size_t size = 0; size < 0x400; size++) {
        uint8_t *cut = malloc(size + !size);
        const void *data;
        size_t bytes;

        memcpy(cut, good, size);
        ck_assert_int_eq(!resource_find(cut, size, u"WAVE", u"BELL", &data, &bytes),
                         size >= RSRC + 0x123);
        free(cut);
    }
    free(image);
}
END_TEST

static char visited[64];

static bool note(void *context, const WCHAR *name)
{
    size_t length = strlen(visited);

    if (IS_INTRESOURCE(name))
        snprintf(visited + length, sizeof(visited) - length, "%u;", (unsigned)(uintptr_t)name);
    else
        snprintf(visited + length, sizeof(visited) - length, "%c%c;", name[0], name[1]);
    return !context;
}

START_TEST(entries_are_found_by_language_and_errors_name_the_level)
{
    const void *entry, *data;
    uint8_t image[0x400];
    size_t bytes;

    make_image(image);
    ck_assert_int_eq(resource_entry(image, 0x400, u"WAVE", u"BELL", 1033, &entry), 0);
    ck_assert_int_eq(resource_data(image, 0x400, entry, &data, &bytes), 0);
    ck_assert_uint_eq(bytes, 3);
    ck_assert_int_eq(resource_entry(image, 0x400, u"WAVE", u"BELL", -1, &entry), 0);
    ck_assert_int_eq(resource_entry(image, 0x400, u"WAVE", u"BELL", 1031, &entry),
                     ENGINE_WIN32(ERROR_RESOURCE_LANG_NOT_FOUND));
    ck_assert_int_eq(resource_entry(image, 0x400, u"WAVE", u"BELLS", -1, &entry),
                     ENGINE_WIN32(ERROR_RESOURCE_NAME_NOT_FOUND));
    ck_assert_int_eq(resource_entry(image, 0x400, u"NONE", u"BELL", -1, &entry),
                     ENGINE_WIN32(ERROR_RESOURCE_TYPE_NOT_FOUND));
    ck_assert_int_eq(resource_entry(image, 0x100, u"WAVE", u"BELL", -1, &entry),
                     ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND));
    ck_assert_int_eq(resource_data(image, 0x400, image + 0x3f8, &data, &bytes), -EINVAL);
    ck_assert_int_eq(resource_data(image, 0x400, NULL, &data, &bytes), -EINVAL);
    ck_assert_int_eq(resource_data(image, 0x400, image + 0x400, &data, &bytes), -EINVAL);
}
END_TEST

START_TEST(types_names_and_languages_are_listed_until_the_visitor_stops)
{
    uint8_t image[0x400];

    make_image(image);
    visited[0] = 0;
    ck_assert_int_eq(resource_enumerate(image, 0x400, NULL, NULL, note, NULL), 0);
    ck_assert_int_eq(resource_enumerate(image, 0x400, u"WAVE", NULL, note, NULL), 0);
    ck_assert_int_eq(resource_enumerate(image, 0x400, u"WAVE", u"BELL", note, NULL), 0);
    ck_assert_str_eq(visited, "WA;10;BE;7;1033;");
    visited[0] = 0;
    ck_assert_int_eq(resource_enumerate(image, 0x400, NULL, NULL, note, image),
                     ENGINE_WIN32(ERROR_RESOURCE_ENUM_USER_STOP));
    ck_assert_str_eq(visited, "WA;");
    ck_assert_int_eq(resource_enumerate(image, 0x400, u"NONE", NULL, note, NULL),
                     ENGINE_WIN32(ERROR_RESOURCE_TYPE_NOT_FOUND));
    for (size_t size = 0; size < 0x400; size++)
        resource_enumerate(image, size, u"WAVE", NULL, note, image);
}
END_TEST

UNIT_MAIN("resource", resources_are_found_by_name_and_number_without_case,
          missing_resources_leave_the_outputs_alone, an_image_without_resources_has_none,
          no_byte_that_is_changed_leads_outside,
          entries_are_found_by_language_and_errors_name_the_level,
          types_names_and_languages_are_listed_until_the_visitor_stops)
