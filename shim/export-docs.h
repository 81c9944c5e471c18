/* SPDX-License-Identifier: MIT */
/* export-docs.h - where each exported function is described; generated from the docstrings */
#ifndef WINSHIM_EXPORT_DOCS_H
#define WINSHIM_EXPORT_DOCS_H

#include <stddef.h>

struct export_doc {
    const char *function;
    const char *source;
};

/* Sorted by function. */
extern const struct export_doc export_docs[];
extern const size_t export_doc_count;

#endif
