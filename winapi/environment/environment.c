/* SPDX-License-Identifier: MIT */
/* environment.c - variables over environ, see environment.h */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "environment.h"
#include "shim/error.h"
#include "shim/upcase.h"
#include "shim/wstr.h"
#include "standard.h"

/* A variable whose name begins with "=", or one that was made up and then deleted. */
struct extra {
    struct extra *next;
    WCHAR *name;
    WCHAR *value; /* NULL: deleted */
};

static pthread_mutex_t environment_lock = PTHREAD_MUTEX_INITIALIZER;
static struct extra *extras; /* environment_lock */

static bool same_name(const WCHAR *a, size_t a_wchars, const WCHAR *b, size_t b_wchars)
{
    return a_wchars == b_wchars && !wchars_compare_upper(a, a_wchars, b, b_wchars);
}

/* Length of the name in "NAME=value"; a first "=" belongs to the name. */
static size_t name_length(const WCHAR *entry)
{
    size_t length = *entry == '=';

    while (entry[length] && entry[length] != '=')
        length++;
    return length;
}

static struct extra *extra_find(const WCHAR *name)
{
    struct extra *extra = extras;

    while (extra && !same_name(extra->name, wstr_length(extra->name), name, wstr_length(name)))
        extra = extra->next;
    return extra;
}

static int extra_set(const WCHAR *name, const WCHAR *value)
{
    struct extra *extra = extra_find(name);
    WCHAR *copy = wstr_dup(value);

    if (value && !copy)
        return -ENOMEM;
    if (!extra) {
        extra = calloc(1, sizeof(*extra));
        if (extra)
            extra->name = wstr_dup(name);
        if (!extra || !extra->name) {
            free(extra);
            free(copy);
            return -ENOMEM;
        }
        extra->next = extras;
        extras = extra;
    }
    free(extra->value);
    extra->value = copy;
    return 0;
}

/* The entry of environ with that name, as "NAME=value"; the caller frees it. */
static WCHAR *environ_find(const WCHAR *name)
{
    size_t length = wstr_length(name);

    for (char **at = environ; at && *at; at++) {
        WCHAR *entry = utf8_dup_wide(*at);

        if (entry && entry[name_length(entry)] == '=' &&
            same_name(entry, name_length(entry), name, length))
            return entry;
        free(entry);
    }
    return NULL;
}

static int get_locked(const WCHAR *name, WCHAR **ret_value)
{
    struct extra *extra = extra_find(name);
    AUTOFREE WCHAR *entry = environ_find(name);

    if (entry)
        *ret_value = wstr_dup(entry + name_length(entry) + 1);
    else if (extra)
        *ret_value = wstr_dup(extra->value);
    else
        *ret_value = standard_variable(name);
    if (*ret_value)
        return 0;
    return ENGINE_WIN32(ERROR_ENVVAR_NOT_FOUND);
}

int environment_get(const WCHAR *name, WCHAR **ret_value)
{
    WCHAR *value;
    int result;

    pthread_mutex_lock(&environment_lock);
    result = get_locked(name, &value);
    pthread_mutex_unlock(&environment_lock);
    if (result == 0)
        *ret_value = value;
    return result;
}

static int environ_set(const WCHAR *name, const WCHAR *value)
{
    AUTOFREE WCHAR *entry = environ_find(name);
    AUTOFREE char *text = value ? wide_dup_utf8(value) : NULL;
    AUTOFREE char *key = NULL;

    if (entry)
        entry[name_length(entry)] = 0;
    key = wide_dup_utf8(entry ? entry : name);
    if (!key || (value && !text))
        return -ENOMEM;
    return (value ? setenv(key, text, 1) : unsetenv(key)) ? -errno : 0;
}

static int set_locked(const WCHAR *name, const WCHAR *value)
{
    AUTOFREE WCHAR *old = NULL, *standard = NULL;
    struct extra *extra = extra_find(name);

    if (*name == '=')
        return value || extra ? extra_set(name, value) : ENGINE_WIN32(ERROR_ENVVAR_NOT_FOUND);
    if (!value) {
        if (get_locked(name, &old) < 0)
            return ENGINE_WIN32(ERROR_ENVVAR_NOT_FOUND);
        /* A made-up variable would come back: remember that it is gone. */
        standard = standard_variable(name);
        if (standard && extra_set(name, NULL) < 0)
            return -ENOMEM;
    }
    return environ_set(name, value);
}

int environment_set(const WCHAR *name, const WCHAR *value)
{
    int result;

    if (!*name || name[name_length(name)] == '=')
        return -EINVAL;
    pthread_mutex_lock(&environment_lock);
    result = set_locked(name, value);
    pthread_mutex_unlock(&environment_lock);
    return result;
}

/* ---- the block -------------------------------------------------------------------------- */

struct entries {
    WCHAR **list;
    size_t count, room;
};

static void entries_free(struct entries *entries)
{
    for (size_t i = 0; i < entries->count; i++)
        free(entries->list[i]);
    free(entries->list);
}

static bool entries_have(const struct entries *entries, const WCHAR *name, size_t length)
{
    for (size_t i = 0; i < entries->count; i++)
        if (same_name(entries->list[i], name_length(entries->list[i]), name, length))
            return true;
    return false;
}

/* Takes @entry over. */
static int entries_add(struct entries *entries, WCHAR *entry)
{
    if (entry && entries->count == entries->room) {
        size_t room = entries->room ? entries->room * 2 : 64;
        WCHAR **list = realloc(entries->list, room * sizeof(*list));

        if (!list) {
            free(entry);
            return -ENOMEM;
        }
        entries->list = list;
        entries->room = room;
    }
    if (!entry)
        return -ENOMEM;
    entries->list[entries->count++] = entry;
    return 0;
}

static WCHAR *make_entry(const WCHAR *name, const WCHAR *value)
{
    size_t name_wchars = wstr_length(name), value_wchars = wstr_length(value);
    WCHAR *entry = malloc((name_wchars + value_wchars + 2) * sizeof(WCHAR));

    if (!entry)
        return NULL;
    memcpy(entry, name, name_wchars * sizeof(WCHAR));
    entry[name_wchars] = '=';
    memcpy(entry + name_wchars + 1, value, (value_wchars + 1) * sizeof(WCHAR));
    return entry;
}

static int gather_locked(struct entries *entries)
{
    int result = 0;

    for (char **at = environ; at && *at && result == 0; at++) {
        WCHAR *entry = utf8_dup_wide(*at);

        if (entry && (!entry[name_length(entry)] || *entry == '=' ||
                      entries_have(entries, entry, name_length(entry))))
            free(entry);
        else
            result = entries_add(entries, entry);
    }
    for (struct extra *extra = extras; extra && result == 0; extra = extra->next)
        if (extra->value)
            result = entries_add(entries, make_entry(extra->name, extra->value));
    for (size_t i = 0; result == 0 && standard_name(i); i++) {
        AUTOFREE WCHAR *name = utf8_dup_wide(standard_name(i));
        AUTOFREE WCHAR *value = name ? standard_variable(name) : NULL;

        if (value && !extra_find(name) && !entries_have(entries, name, wstr_length(name)))
            result = entries_add(entries, make_entry(name, value));
    }
    return result;
}

static int compare_entries(const void *a, const void *b)
{
    const WCHAR *left = *(WCHAR *const *)a, *right = *(WCHAR *const *)b;

    return wchars_compare_upper(left, name_length(left), right, name_length(right));
}

static WCHAR *join_entries(const struct entries *entries, size_t *ret_wchars)
{
    size_t wchars = entries->count ? 1 : 2;
    WCHAR *block, *at;

    for (size_t i = 0; i < entries->count; i++)
        wchars += wstr_length(entries->list[i]) + 1;
    block = at = calloc(wchars, sizeof(WCHAR));
    for (size_t i = 0; block && i < entries->count; i++) {
        size_t length = wstr_length(entries->list[i]);

        memcpy(at, entries->list[i], length * sizeof(WCHAR));
        at += length + 1;
    }
    *ret_wchars = wchars;
    return block;
}

int environment_block(WCHAR **ret_block, size_t *ret_wchars)
{
    struct entries entries = {0};
    size_t wchars;
    WCHAR *block = NULL;
    int result;

    pthread_mutex_lock(&environment_lock);
    result = gather_locked(&entries);
    pthread_mutex_unlock(&environment_lock);
    if (result == 0) {
        if (entries.count)
            qsort(entries.list, entries.count, sizeof(*entries.list), compare_entries);
        block = join_entries(&entries, &wchars);
    }
    entries_free(&entries);
    if (!block)
        return -ENOMEM;
    *ret_block = block;
    if (ret_wchars)
        *ret_wchars = wchars;
    return 0;
}

static int replace_locked(const WCHAR *block)
{
    int result = 0;

    clearenv();
    for (struct extra *extra = extras; extra; extra = extra->next) {
        free(extra->value);
        extra->value = NULL;
    }
    for (size_t i = 0; standard_name(i) && result == 0; i++) {
        AUTOFREE WCHAR *name = utf8_dup_wide(standard_name(i));

        result = name ? extra_set(name, NULL) : -ENOMEM;
    }
    for (; *block && result == 0; block += wstr_length(block) + 1) {
        AUTOFREE WCHAR *name = wstr_dup(block);

        if (!name)
            return -ENOMEM;
        name[name_length(block)] = 0;
        result = set_locked(name, block + name_length(block) + 1);
    }
    return result;
}

int environment_replace(const WCHAR *block)
{
    int result;

    for (const WCHAR *at = block; *at; at += wstr_length(at) + 1)
        if (at[name_length(at)] != '=')
            return -EINVAL;
    pthread_mutex_lock(&environment_lock);
    result = replace_locked(block);
    pthread_mutex_unlock(&environment_lock);
    return result;
}

/* ---- expansion -------------------------------------------------------------------------- */

struct text {
    WCHAR *start;
    size_t wchars, room;
};

static int text_add(struct text *text, const WCHAR *s, size_t wchars)
{
    if (text->wchars + wchars + 1 > text->room) {
        size_t room = (text->wchars + wchars + 1) * 2;
        WCHAR *start = realloc(text->start, room * sizeof(WCHAR));

        if (!start)
            return -ENOMEM;
        text->start = start;
        text->room = room;
    }
    memcpy(text->start + text->wchars, s, wchars * sizeof(WCHAR));
    text->wchars += wchars;
    text->start[text->wchars] = 0;
    return 0;
}

/*
 * The value of the variable in "%NAME%" at @at, or NULL when there is none; *@ret_wchars is the
 * length of all that, 1 for a percent sign without a second one.
 */
static WCHAR *variable_at(const WCHAR *at, size_t *ret_wchars)
{
    size_t length = 1;
    AUTOFREE WCHAR *name = NULL;
    WCHAR *value = NULL;

    *ret_wchars = 1;
    while (at[length] && at[length] != '%')
        length++;
    if (at[length] != '%')
        return NULL;
    *ret_wchars = length + 1;
    name = malloc(length * sizeof(WCHAR));
    if (!name)
        return NULL;
    memcpy(name, at + 1, (length - 1) * sizeof(WCHAR));
    name[length - 1] = 0;
    return environment_get(name, &value) < 0 ? NULL : value;
}

int environment_expand(const WCHAR *text, WCHAR **ret_text)
{
    struct text out = {0};
    int result = text_add(&out, text, 0);

    while (*text && result == 0) {
        size_t skip = 1;
        AUTOFREE WCHAR *value = *text == '%' ? variable_at(text, &skip) : NULL;

        /* A name that isn't known stays, with both its percent signs. */
        if (value)
            result = text_add(&out, value, wstr_length(value));
        else
            result = text_add(&out, text, skip);
        text += skip;
    }
    if (result < 0)
        free(out.start);
    else
        *ret_text = out.start;
    return result;
}
