/* SPDX-License-Identifier: MIT */
/*
 * known-exports.h - functions of Windows' modules that programs import, whether
 * winshim implements them or not; generated from winapi/known-exports.tsv
 */
#ifndef WINSHIM_KNOWN_EXPORTS_H
#define WINSHIM_KNOWN_EXPORTS_H

#include <stddef.h>

struct known_export {
    const char *module; /* without ".dll" */
    const char *function;
};

/* Sorted by module, then by function. */
extern const struct known_export known_exports[];
extern const size_t known_export_count;

#endif
