/* SPDX-License-Identifier: MIT */
/* profile.c - reads and changes values in initialization files, see profile.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "profile.h"
#include "shim/error.h"
#include "shim/path.h"
#include "shim/trace.h"
#include "shim/wstr.h"

static const WCHAR windows_folder[] = u"C:\\windows\\";

static bool has_folder(const WCHAR *name)
{
    for (; *name; name++)
        if (*name == '\\' || *name == '/' || *name == ':')
            return true;
    return false;
}

static int locate(const WCHAR *name, char **ret_path)
{
    size_t folder = ARRAY_LENGTH(windows_folder) - 1, length;
    AUTOFREE WCHAR *path = NULL;

    if (!name)
        name = u"win.ini";
    if (has_folder(name))
        return path_to_unix(name, ret_path);
    length = wstr_length(name);
    path = malloc((folder + length + 1) * sizeof(WCHAR));
    if (!path)
        return -ENOMEM;
    memcpy(path, windows_folder, folder * sizeof(WCHAR));
    memcpy(path + folder, name, (length + 1) * sizeof(WCHAR));
    return path_to_unix(path, ret_path);
}

static int open_ini(const WCHAR *file, struct ini *ret_ini)
{
    AUTOFREE char *path = NULL;
    int result = locate(file, &path);

    if (!result)
        result = profile_file_read(path, ret_ini);
    TRACE(file, DEBUG, "profile read of %s: %d", path ? path : "?", result);
    return result;
}

/* ---- reading ---------------------------------------------------------------------------- */

static int append(struct profile_text *text, struct ini_span span)
{
    WCHAR *grown;

    if (!span.wchars)
        return 0;
    grown = realloc(text->text, (text->wchars + span.wchars) * sizeof(WCHAR));
    if (!grown)
        return -ENOMEM;
    memcpy(grown + text->wchars, span.text, span.wchars * sizeof(WCHAR));
    text->text = grown;
    text->wchars += span.wchars;
    return 0;
}

static const struct ini_span nul = {u"", 1}, equals = {u"=", 1};

static int list_names(const struct ini *ini, size_t begin, size_t end, enum ini_kind kind,
                      struct profile_text *text)
{
    int result = 0;

    text->list = true;
    for (size_t i = begin; i < end && !result; i++)
        if (ini->lines[i].kind == kind) {
            result = append(text, ini->lines[i].name);
            if (!result)
                result = append(text, nul);
        }
    return result;
}

static struct ini_span unquote(struct ini_span value)
{
    WCHAR first = value.wchars > 1 ? value.text[0] : 0;

    if ((first == '"' || first == '\'') && value.text[value.wchars - 1] == first)
        return (struct ini_span){value.text + 1, value.wchars - 2};
    return value;
}

static int read_value(const struct ini *ini, const WCHAR *section, const WCHAR *key,
                      struct profile_text *text)
{
    size_t end = 0, begin = section ? ini_find_section(ini, section, &end) : 0;
    const struct ini_line *line;

    if (!section)
        return list_names(ini, 0, ini->count, INI_SECTION, text);
    if (!begin)
        return -ENOENT;
    if (!key)
        return list_names(ini, begin, end, INI_KEY, text);
    line = ini_find_key(ini, begin, end, key);
    return line ? append(text, unquote(line->value)) : -ENOENT;
}

int profile_read(const WCHAR *section, const WCHAR *key, const WCHAR *fallback, const WCHAR *file,
                 struct profile_text *ret_text)
{
    struct profile_text text = {NULL, 0, false};
    struct ini_span other = {fallback, wstr_length(fallback)};
    struct ini ini;
    int result = open_ini(file, &ini);

    if (!result) {
        result = read_value(&ini, section, key, &text);
        ini_finish(&ini);
    }
    if (result && section) {
        profile_text_finish(&text);
        while (other.wchars && other.text[other.wchars - 1] == ' ')
            other.wchars--;
        append(&text, other);
    }
    text.list = text.list || !section;
    *ret_text = text;
    return result;
}

static int append_line(struct profile_text *text, const struct ini_line *line)
{
    int result = append(text, line->name);

    if (!result && line->kind == INI_KEY)
        result = append(text, equals);
    if (!result)
        result = append(text, line->value);
    return result ? result : append(text, nul);
}

int profile_read_section(const WCHAR *section, const WCHAR *file, struct profile_text *ret_text)
{
    struct profile_text text = {NULL, 0, true};
    size_t begin, end = 0;
    struct ini ini;
    int result = section ? open_ini(file, &ini) : -EINVAL;

    if (!result) {
        begin = ini_find_section(&ini, section, &end);
        if (!begin)
            result = -ENOENT;
        for (size_t i = begin; i < end && !result; i++)
            if (ini.lines[i].kind == INI_KEY || ini.lines[i].kind == INI_OTHER)
                result = append_line(&text, &ini.lines[i]);
        ini_finish(&ini);
    }
    *ret_text = text;
    return result;
}

static int digit_of(WCHAR c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

static UINT parse_integer(const WCHAR *s, size_t wchars)
{
    const WCHAR *end = s + wchars;
    bool negative = s < end && *s == '-';
    UINT value = 0;
    int base = 10;

    if (s < end && (*s == '-' || *s == '+'))
        s++;
    if (end - s > 1 && *s == '0' && (s[1] == 'x' || s[1] == 'o' || s[1] == 'b')) {
        base = s[1] == 'x' ? 16 : s[1] == 'o' ? 8 : 2;
        s += 2;
    }
    for (; s < end && digit_of(*s) < base; s++)
        value = value * (UINT)base + (UINT)digit_of(*s);
    return negative ? 0 - value : value;
}

int profile_read_integer(const WCHAR *section, const WCHAR *key, int fallback, const WCHAR *file,
                         UINT *ret_value)
{
    struct profile_text text;
    int result;

    *ret_value = (UINT)fallback;
    if (!section || !key)
        return -EINVAL;
    result = profile_read(section, key, NULL, file, &text);
    *ret_value = result || !text.wchars ? (UINT)fallback : parse_integer(text.text, text.wchars);
    profile_text_finish(&text);
    return result;
}

/* ---- writing ---------------------------------------------------------------------------- */

struct change {
    const WCHAR *section, *key, *value, *lines;
};

static int apply(struct ini *ini, void *context)
{
    const struct change *change = context;
    int result;

    if (change->lines)
        result = ini_replace_section(ini, change->section, change->lines);
    else if (!change->key)
        return ini_remove_section(ini, change->section);
    else if (!change->value)
        return ini_remove_key(ini, change->section, change->key);
    else
        result = ini_set(ini, change->section, change->key, change->value);
    return result ? result : 1;
}

static int write_change(struct change change, const WCHAR *file)
{
    bool create = change.lines || (change.key && change.value);
    AUTOFREE char *path = NULL;
    int result = locate(file, &path);

    if (!result)
        result = profile_file_change(path, create, apply, &change);
    TRACE(file, DEBUG, "profile write to %s: %d", path ? path : "?", result);
    if (result == -ENOENT)
        result = create ? path_missing(path) : 0;
    return result;
}

int profile_write(const WCHAR *section, const WCHAR *key, const WCHAR *value, const WCHAR *file)
{
    if (!section)
        return -ENOENT;
    return write_change((struct change){section, key, value, NULL}, file);
}

int profile_write_section(const WCHAR *section, const WCHAR *lines, const WCHAR *file)
{
    if (!section)
        return -EINVAL;
    return write_change((struct change){section, NULL, NULL, lines}, file);
}

/* ---- structures ------------------------------------------------------------------------- */

static int hex_byte(const WCHAR *s)
{
    int high = digit_of(s[0]), low = digit_of(s[1]);

    return high > 15 || low > 15 ? -1 : high << 4 | low;
}

static int decode(const struct profile_text *text, BYTE *bytes, size_t count)
{
    unsigned sum = 0;

    if (text->wchars != (count + 1) * 2)
        return ENGINE_WIN32(ERROR_BAD_LENGTH);
    for (size_t i = 0; i <= count; i++) {
        int byte = hex_byte(text->text + i * 2);

        if (byte < 0 || (i == count && byte != (int)(sum & 0xff)))
            return ENGINE_WIN32(ERROR_INVALID_DATA);
        if (i < count)
            sum += bytes[i] = (BYTE)byte;
    }
    return 0;
}

int profile_read_struct(const WCHAR *section, const WCHAR *key, void *data, size_t bytes,
                        const WCHAR *file)
{
    AUTOFREE BYTE *decoded = malloc(bytes + 1);
    struct profile_text text;
    int result;

    if (!section || !key || (!data && bytes))
        return -EINVAL;
    if (!decoded)
        return -ENOMEM;
    result = profile_read(section, key, NULL, file, &text);
    if (!result)
        result = decode(&text, decoded, bytes);
    profile_text_finish(&text);
    if (!result && bytes)
        memcpy(data, decoded, bytes);
    return result;
}

int profile_write_struct(const WCHAR *section, const WCHAR *key, const void *data, size_t bytes,
                         const WCHAR *file)
{
    static const char digits[] = "0123456789ABCDEF";
    const BYTE *at = data;
    AUTOFREE WCHAR *text = data ? malloc((bytes * 2 + 3) * sizeof(WCHAR)) : NULL;
    unsigned sum = 0;

    if (!data)
        return profile_write(section, key, NULL, file);
    if (!text)
        return -ENOMEM;
    for (size_t i = 0; i <= bytes; i++) {
        unsigned byte = i < bytes ? at[i] : sum & 0xff;

        text[i * 2] = (WCHAR)digits[byte >> 4];
        text[i * 2 + 1] = (WCHAR)digits[byte & 15];
        sum += byte;
    }
    text[bytes * 2 + 2] = 0;
    return profile_write(section, key, text, file);
}
