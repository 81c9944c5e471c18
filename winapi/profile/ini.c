/* SPDX-License-Identifier: MIT */
/* ini.c - parses and edits initialization files line by line, see ini.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ini.h"
#include "shim/upcase.h"
#include "shim/wstr.h"

/* ---- lines ------------------------------------------------------------------------------ */

static bool is_space(WCHAR c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x1a || c == 0;
}

static struct ini_span trim(const WCHAR *text, size_t wchars)
{
    while (wchars && is_space(*text))
        text++, wchars--;
    while (wchars && is_space(text[wchars - 1]))
        wchars--;
    return (struct ini_span){text, wchars};
}

static const WCHAR *find_unit(struct ini_span span, WCHAR unit)
{
    for (size_t i = 0; i < span.wchars; i++)
        if (span.text[i] == unit)
            return span.text + i;
    return NULL;
}

static bool span_is(struct ini_span span, const WCHAR *name)
{
    struct ini_span wanted = trim(name, wstr_length(name));

    return !wchars_compare_upper(span.text, span.wchars, wanted.text, wanted.wchars);
}

static void classify(struct ini_line *line, size_t wchars)
{
    struct ini_span all = trim(line->text, wchars);
    const WCHAR *mark;

    line->kind = INI_OTHER;
    line->name = all;
    if (!all.wchars) {
        line->kind = INI_BLANK;
    } else if (*all.text == ';') {
        line->kind = INI_COMMENT;
    } else if (*all.text == '[') {
        for (mark = all.text + all.wchars - 1; *mark != ']' && mark > all.text;)
            mark--;
        if (mark > all.text) {
            line->kind = INI_SECTION;
            line->name = trim(all.text + 1, (size_t)(mark - all.text - 1));
        }
    } else if ((mark = find_unit(all, '='))) {
        line->kind = INI_KEY;
        line->name = trim(all.text, (size_t)(mark - all.text));
        line->value = trim(mark + 1, (size_t)(all.text + all.wchars - mark - 1));
    }
}

static int line_init(struct ini_line *line, const char *raw, size_t bytes, bool utf16)
{
    size_t wchars = utf16 ? bytes / sizeof(WCHAR) : utf8_to_wchars(raw, bytes, NULL, 0);

    *line = (struct ini_line){.raw = raw, .raw_bytes = bytes};
    line->text = malloc((wchars + 1) * sizeof(WCHAR));
    if (!line->text)
        return -ENOMEM;
    if (utf16)
        memcpy(line->text, raw, wchars * sizeof(WCHAR));
    else
        utf8_to_wchars(raw, bytes, line->text, wchars);
    classify(line, wchars);
    return 0;
}

static void line_finish(struct ini_line *line)
{
    free(line->owned_raw);
    free(line->text);
}

/* A new line from up to three pieces: "[", name, "]" or key, "=", value. */
static int line_compose(struct ini_line *line, const struct ini *ini, const WCHAR *const pieces[3])
{
    size_t wchars = 2, bytes, at = 0;
    AUTOFREE WCHAR *text = NULL;
    char *raw;
    int result;

    for (int i = 0; i < 3; i++)
        wchars += wstr_length(pieces[i]);
    text = malloc(wchars * sizeof(WCHAR));
    if (!text)
        return -ENOMEM;
    for (int i = 0; i < 3; at += wstr_length(pieces[i++]))
        if (pieces[i])
            memcpy(text + at, pieces[i], wstr_length(pieces[i]) * sizeof(WCHAR));
    memcpy(text + at, u"\r\n", 2 * sizeof(WCHAR));
    bytes = ini->utf16 ? wchars * sizeof(WCHAR) : wchars_to_utf8(text, wchars, NULL, 0);
    raw = malloc(bytes);
    if (!raw)
        return -ENOMEM;
    if (ini->utf16)
        memcpy(raw, text, bytes);
    else
        wchars_to_utf8(text, wchars, raw, bytes);
    result = line_init(line, raw, bytes, ini->utf16);
    if (result)
        free(raw);
    else
        line->owned_raw = raw;
    return result;
}

/* ---- the document ----------------------------------------------------------------------- */

static int insert(struct ini *ini, size_t at, const struct ini_line *line)
{
    if (ini->count == ini->room) {
        size_t room = ini->room ? ini->room * 2 : 32;
        struct ini_line *grown = realloc(ini->lines, room * sizeof(*grown));

        if (!grown)
            return -ENOMEM;
        ini->lines = grown;
        ini->room = room;
    }
    memmove(ini->lines + at + 1, ini->lines + at, (ini->count - at) * sizeof(*ini->lines));
    ini->lines[at] = *line;
    ini->count++;
    return 0;
}

static void erase(struct ini *ini, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        line_finish(&ini->lines[i]);
    memmove(ini->lines + begin, ini->lines + end, (ini->count - end) * sizeof(*ini->lines));
    ini->count -= end - begin;
}

static int insert_composed(struct ini *ini, size_t at, const WCHAR *a, const WCHAR *b,
                           const WCHAR *c)
{
    struct ini_line line;
    int result = line_compose(&line, ini, (const WCHAR *const[]){a, b, c});

    if (result)
        return result;
    result = insert(ini, at, &line);
    if (result)
        line_finish(&line);
    return result;
}

/* Bytes of the line at @data, its line end included. */
static size_t line_bytes(const char *data, size_t bytes, bool utf16)
{
    const char *end;

    if (!utf16) {
        end = memchr(data, '\n', bytes);
        return end ? (size_t)(end - data) + 1 : bytes;
    }
    for (size_t i = 0; i + 1 < bytes; i += 2)
        if (data[i] == '\n' && !data[i + 1])
            return i + 2;
    return bytes;
}

int ini_init(struct ini *ini, char *data, size_t bytes)
{
    *ini = (struct ini){.data = data};
    if (bytes >= 2 && !memcmp(data, "\xff\xfe", 2)) {
        ini->utf16 = true;
        ini->bom_bytes = 2;
        bytes &= ~(size_t)1; /* half a unit at the end would put all that follows out of step */
    } else if (bytes >= 3 && !memcmp(data, "\xef\xbb\xbf", 3)) {
        ini->bom_bytes = 3;
    }
    for (size_t at = ini->bom_bytes; at < bytes;) {
        size_t length = line_bytes(data + at, bytes - at, ini->utf16);
        struct ini_line line;
        int result = line_init(&line, data + at, length, ini->utf16);

        if (!result && (result = insert(ini, ini->count, &line)))
            line_finish(&line);
        if (result) {
            ini_finish(ini);
            return result;
        }
        at += length;
    }
    return 0;
}

void ini_finish(struct ini *ini)
{
    erase(ini, 0, ini->count);
    free(ini->lines);
    free(ini->data);
    *ini = (struct ini){0};
}

size_t ini_find_section(const struct ini *ini, const WCHAR *name, size_t *ret_end)
{
    for (size_t i = 0; i < ini->count; i++) {
        size_t end = i + 1;

        if (ini->lines[i].kind != INI_SECTION || !span_is(ini->lines[i].name, name))
            continue;
        while (end < ini->count && ini->lines[end].kind != INI_SECTION)
            end++;
        *ret_end = end;
        return i + 1;
    }
    return 0;
}

struct ini_line *ini_find_key(const struct ini *ini, size_t begin, size_t end, const WCHAR *name)
{
    for (size_t i = begin; i < end; i++)
        if (ini->lines[i].kind == INI_KEY && span_is(ini->lines[i].name, name))
            return &ini->lines[i];
    return NULL;
}

/* ---- edits ------------------------------------------------------------------------------ */

static bool ends_with_newline(const struct ini *ini, const struct ini_line *line)
{
    size_t unit = ini->utf16 ? 2 : 1;

    return line->raw_bytes >= unit && !memcmp(line->raw + line->raw_bytes - unit, u"\n", unit);
}

/* Before something is put behind the last line, that line needs an end. */
static int end_last_line(struct ini *ini)
{
    struct ini_line *line = ini->count ? &ini->lines[ini->count - 1] : NULL;
    size_t unit = ini->utf16 ? 2 : 1;
    char *raw;

    if (!line || ends_with_newline(ini, line))
        return 0;
    raw = malloc(line->raw_bytes + 2 * unit);
    if (!raw)
        return -ENOMEM;
    memcpy(raw, line->raw, line->raw_bytes);
    memcpy(raw + line->raw_bytes, ini->utf16 ? (const void *)u"\r\n" : "\r\n", 2 * unit);
    free(line->owned_raw);
    line->raw = line->owned_raw = raw;
    line->raw_bytes += 2 * unit;
    return 0;
}

/* Where a new line of the section goes: behind its last line that isn't blank. */
static size_t insertion_point(const struct ini *ini, size_t begin, size_t end)
{
    while (end > begin && ini->lines[end - 1].kind == INI_BLANK)
        end--;
    return end;
}

static int add_section(struct ini *ini, const WCHAR *name)
{
    int result = end_last_line(ini);

    return result ? result : insert_composed(ini, ini->count, u"[", name, u"]");
}

/* The section's lines, made at the end of the file when it isn't there. */
static int need_section(struct ini *ini, const WCHAR *name, size_t *ret_begin, size_t *ret_end)
{
    size_t begin = ini_find_section(ini, name, ret_end);
    int result;

    if (!begin) {
        result = add_section(ini, name);
        if (result)
            return result;
        begin = *ret_end = ini->count;
    }
    *ret_begin = begin;
    return end_last_line(ini);
}

static WCHAR *dup_span(struct ini_span span)
{
    WCHAR *copy = malloc((span.wchars + 1) * sizeof(WCHAR));

    if (copy) {
        memcpy(copy, span.text, span.wchars * sizeof(WCHAR));
        copy[span.wchars] = 0;
    }
    return copy;
}

int ini_set(struct ini *ini, const WCHAR *section, const WCHAR *key, const WCHAR *value)
{
    AUTOFREE WCHAR *name = NULL;
    struct ini_line *line;
    size_t begin, end, at;
    int result = need_section(ini, section, &begin, &end);

    if (result)
        return result;
    line = ini_find_key(ini, begin, end, key);
    name = dup_span(line ? line->name : trim(key, wstr_length(key)));
    at = line ? (size_t)(line - ini->lines) : insertion_point(ini, begin, end);
    if (!name)
        return -ENOMEM;
    result = insert_composed(ini, at, name, u"=", value);
    if (!result && line)
        erase(ini, at + 1, at + 2);
    return result;
}

bool ini_remove_key(struct ini *ini, const WCHAR *section, const WCHAR *key)
{
    size_t end = 0, begin = ini_find_section(ini, section, &end);
    struct ini_line *line = begin ? ini_find_key(ini, begin, end, key) : NULL;

    if (line)
        erase(ini, (size_t)(line - ini->lines), (size_t)(line - ini->lines) + 1);
    return line != NULL;
}

bool ini_remove_section(struct ini *ini, const WCHAR *section)
{
    size_t end, begin = ini_find_section(ini, section, &end);

    if (begin)
        erase(ini, begin - 1, end);
    return begin != 0;
}

int ini_replace_section(struct ini *ini, const WCHAR *section, const WCHAR *lines)
{
    size_t begin, end, at;
    int result = need_section(ini, section, &begin, &end);

    if (result)
        return result;
    /* The n-th new line takes the place of the n-th old one; what is left over goes to the end. */
    for (at = begin; at < end;) {
        enum ini_kind kind = ini->lines[at].kind;

        if (kind != INI_KEY && kind != INI_OTHER) {
            at++;
            continue;
        }
        if (*lines) {
            result = insert_composed(ini, at, lines, NULL, NULL);
            if (result)
                return result;
            lines += wstr_length(lines) + 1;
            at++, end++;
        }
        erase(ini, at, at + 1);
        end--;
    }
    at = insertion_point(ini, begin, end);
    for (; *lines; lines += wstr_length(lines) + 1) {
        result = insert_composed(ini, at++, lines, NULL, NULL);
        if (result)
            return result;
    }
    return 0;
}

int ini_serialize(const struct ini *ini, char **ret_data, size_t *ret_bytes)
{
    size_t bytes = ini->bom_bytes;
    char *data, *at;

    for (size_t i = 0; i < ini->count; i++)
        bytes += ini->lines[i].raw_bytes;
    data = malloc(bytes + 1);
    if (!data)
        return -ENOMEM;
    at = data;
    if (ini->bom_bytes)
        at = mempcpy(at, ini->data, ini->bom_bytes);
    for (size_t i = 0; i < ini->count; i++)
        at = mempcpy(at, ini->lines[i].raw, ini->lines[i].raw_bytes);
    *ret_data = data;
    *ret_bytes = bytes;
    return 0;
}
