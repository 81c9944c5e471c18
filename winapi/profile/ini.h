/* SPDX-License-Identifier: MIT */
/*
 * ini.h - one initialization file in memory
 *
 * Lines that no edit touches are written back byte for byte: comments, blank
 * lines, line ends, text that isn't valid UTF-8. New lines end with CR LF.
 */
#ifndef WINSHIM_PROFILE_INI_H
#define WINSHIM_PROFILE_INI_H

#include "shim/abi.h"

enum ini_kind { INI_BLANK, INI_COMMENT, INI_SECTION, INI_KEY, INI_OTHER };

/* A piece of a line's text; no NUL at its end. */
struct ini_span {
    const WCHAR *text;
    size_t wchars;
};

struct ini_line {
    enum ini_kind kind;
    struct ini_span name;  /* section or key, or the whole line, without spaces around it */
    struct ini_span value; /* of a key: without spaces around it, quotes are there */
    const char *raw;       /* as in the file, with its line end */
    size_t raw_bytes;
    char *owned_raw; /* NULL: raw points into the file's data */
    WCHAR *text;
};

struct ini {
    char *data; /* the file as it was read */
    size_t bom_bytes;
    bool utf16; /* little-endian with a byte order mark; UTF-8 otherwise */
    struct ini_line *lines;
    size_t count, room;
};

/**
 * ini_init() - parse a file's bytes
 * @data: malloc'ed; taken over, also on failure; NULL when @bytes is 0
 *
 * Return: 0; -ENOMEM.
 */
int ini_init(struct ini *ini, char *data, size_t bytes);

/** ini_finish() - free what the document owns */
void ini_finish(struct ini *ini);

/**
 * ini_find_section() - the first section of a name, without case
 * @ret_end: index behind the section's last line
 *
 * Return: index of the line after the header; 0 when there is no such section.
 */
size_t ini_find_section(const struct ini *ini, const WCHAR *name, size_t *ret_end);

/** ini_find_key() - the line of a key between two indexes, or NULL */
struct ini_line *ini_find_key(const struct ini *ini, size_t begin, size_t end, const WCHAR *name);

/**
 * ini_set() - give a key a value; section and key are made where they are missing
 * Return: 0; -ENOMEM.
 */
int ini_set(struct ini *ini, const WCHAR *section, const WCHAR *key, const WCHAR *value);

/** ini_remove_key() - take a key out. Return: whether it was there. */
bool ini_remove_key(struct ini *ini, const WCHAR *section, const WCHAR *key);

/** ini_remove_section() - take a section out with all its lines. Return: whether it was there. */
bool ini_remove_section(struct ini *ini, const WCHAR *section);

/**
 * ini_replace_section() - new lines for a section in place of its keys; comments stay
 * @lines: NUL-terminated strings, an empty one ends the list
 *
 * Return: 0; -ENOMEM.
 */
int ini_replace_section(struct ini *ini, const WCHAR *section, const WCHAR *lines);

/**
 * ini_serialize() - the file's bytes
 * @ret_data: malloc'ed on success
 *
 * Return: 0; -ENOMEM.
 */
int ini_serialize(const struct ini *ini, char **ret_data, size_t *ret_bytes);

#endif
