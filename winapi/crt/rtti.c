/* SPDX-License-Identifier: MIT */
/*
 * rtti.c - see rtti.h
 *
 * Source: the layout as clang documents and writes it (MicrosoftCXXABI.cpp); observed:
 * tests/guest/cxx.cpp
 */
#include <stdlib.h>
#include <string.h>

#include "rtti.h"

struct locator {
    uint32_t signature;
    int32_t offset, constructor_offset;
    uint32_t type, hierarchy, self;
};

struct hierarchy {
    uint32_t signature, attributes, count, bases;
};

struct base {
    uint32_t type, contained;
    int32_t member, table, in_table;
    uint32_t attributes, hierarchy;
};

struct type {
    void *table, *spare;
    char name[];
};

enum { NOT_VISIBLE = 1, AMBIGUOUS = 2, NOT_PUBLIC = 4 };

static const struct locator *locator_of(const void *object, uintptr_t *ret_base)
{
    const struct locator *locator = (*(const struct locator *const *const *)object)[-1];

    *ret_base = (uintptr_t)locator - locator->self;
    return locator;
}

static char *whole(char *object, const struct locator *locator)
{
    char *start = object - locator->offset;

    if (locator->constructor_offset)
        start -= *(int32_t *)(object - locator->constructor_offset);
    return start;
}

void *rtti_whole(void *object)
{
    uintptr_t base;
    const struct locator *locator = locator_of(object, &base);

    return whole(object, locator);
}

void *rtti_type(void *object)
{
    uintptr_t base;
    const struct locator *locator = locator_of(object, &base);

    return (void *)(base + locator->type);
}

static char *subobject(char *start, const struct base *base)
{
    char *at = start + base->member;

    if (base->table >= 0)
        at += base->table + *(int32_t *)(*(char **)(start + base->table) + base->in_table);
    return at;
}

struct classes {
    uintptr_t base;
    const uint32_t *list;
    uint32_t count;
};

static const struct base *class_at(const struct classes *classes, uint32_t index)
{
    return (const struct base *)(classes->base + classes->list[index]);
}

static bool is_type(const struct classes *classes, const struct base *base, const void *type)
{
    const struct type *its = (const void *)(classes->base + base->type);

    return its == type || !strcmp(its->name, ((const struct type *)type)->name);
}

/* Down: a subobject of the wanted type that holds the one we have. */
static char *cast_down(const struct classes *classes, char *start, const char *object,
                       const void *from, const void *to)
{
    for (uint32_t i = 0; i < classes->count; i++) {
        const struct base *wanted = class_at(classes, i);

        if (!is_type(classes, wanted, to))
            continue;
        for (uint32_t k = i; k <= i + wanted->contained && k < classes->count; k++) {
            const struct base *part = class_at(classes, k);

            if (is_type(classes, part, from) && subobject(start, part) == object &&
                !(part->attributes & NOT_PUBLIC))
                return subobject(start, wanted);
        }
    }
    return NULL;
}

/* Across: both are public bases of the whole, and the wanted one stands for itself. */
static char *cast_across(const struct classes *classes, char *start, const char *object,
                         const void *from, const void *to)
{
    const struct base *found = NULL;
    bool reachable = false;

    for (uint32_t i = 0; i < classes->count; i++) {
        const struct base *at = class_at(classes, i);

        if (at->attributes & NOT_VISIBLE)
            continue;
        if (is_type(classes, at, from) && subobject(start, at) == object)
            reachable = true;
        if (!is_type(classes, at, to))
            continue;
        if (at->attributes & AMBIGUOUS ||
            (found && subobject(start, found) != subobject(start, at)))
            return NULL;
        found = at;
    }
    return found && reachable ? subobject(start, found) : NULL;
}

void *rtti_cast(void *object, LONG offset, const void *from, const void *to)
{
    char *table = (char *)object + offset, *start, *found;
    struct classes classes;
    const struct locator *locator = locator_of(table, &classes.base);
    const struct hierarchy *hierarchy = (const void *)(classes.base + locator->hierarchy);

    classes.list = (const uint32_t *)(classes.base + hierarchy->bases);
    classes.count = hierarchy->count;
    start = whole(table, locator);
    found = cast_down(&classes, start, object, from, to);
    return found ? found : cast_across(&classes, start, object, from, to);
}

/* ---- names ------------------------------------------------------------------------------ */

static const char *kind_of(const char **name)
{
    static const struct {
        const char *code, *text;
    } kinds[] = {{".?AV", "class "}, {".?AU", "struct "}, {".?AT", "union "}, {".?AW4", "enum "}};

    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
        if (!strncmp(*name, kinds[i].code, strlen(kinds[i].code))) {
            *name += strlen(kinds[i].code);
            return kinds[i].text;
        }
    return NULL;
}

char *rtti_readable_name(const char *decorated)
{
    const char *name = decorated, *kind = kind_of(&name), *end = strstr(name, "@@");
    char *text, *at;

    if (!kind || !end || strchr(name, '?')) /* templates stay as they are */
        return strdup(decorated + (*decorated == '.'));
    text = malloc(strlen(kind) + 2 * strlen(name) + 1);
    if (!text)
        return NULL;
    at = stpcpy(text, kind);
    /* Scopes stand from the inside out. */
    for (const char *stop = end; stop > name;) {
        const char *part = stop;

        while (part > name && part[-1] != '@')
            part--;
        at = mempcpy(at, part, (size_t)(stop - part));
        stop = part > name ? part - 1 : name;
        if (stop > name)
            at = stpcpy(at, "::");
    }
    *at = 0;
    return text;
}
