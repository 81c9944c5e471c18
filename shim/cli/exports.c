/* SPDX-License-Identifier: MIT */
/* exports.c - winshim exports: what the modules export or lack, and where each is described */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "shim/export-docs.h"
#include "shim/known-exports.h"
#include "shim/module.h"

/* One line: an export, or a known function that winshim lacks. */
struct row {
    const char *module; /* without ".dll" */
    const char *name;
    unsigned ordinal; /* 0 for stubs: winshim gives them none */
    const char *kind;
};

struct rows {
    struct row *list;
    size_t count;
};

static int by_function(const void *name, const void *doc)
{
    return strcmp(name, ((const struct export_doc *)doc)->function);
}

static const char *source_of(const char *function)
{
    const struct export_doc *doc =
        bsearch(function, export_docs, export_doc_count, sizeof(export_docs[0]), by_function);

    return doc ? doc->source : "";
}

static void print_string(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;

        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void print_object(const struct row *row)
{
    printf("  {\"module\": \"%s.dll\", \"name\": ", row->module);
    print_string(row->name);
    printf(", \"ordinal\": %u, \"kind\": \"%s\", \"source\": ", row->ordinal, row->kind);
    print_string(source_of(row->name));
    putchar('}');
}

static void print_json(const struct rows *rows)
{
    putchar('[');
    for (size_t i = 0; i < rows->count; i++) {
        fputs(i ? ",\n" : "\n", stdout);
        print_object(&rows->list[i]);
    }
    puts("\n]");
}

static int widest(const struct rows *rows, size_t field, const char *heading)
{
    size_t width = strlen(heading);

    for (size_t i = 0; i < rows->count; i++) {
        const char *text = *(const char **)((char *)&rows->list[i] + field);

        if (strlen(text) > width)
            width = strlen(text);
    }
    return (int)width;
}

static void print_table(const struct rows *rows)
{
    int module = widest(rows, offsetof(struct row, module), "MODULE");
    int name = widest(rows, offsetof(struct row, name), "NAME");

    printf("%-*s  %-*s  %7s  %-11s  %s\n", module, "MODULE", name, "NAME", "ORDINAL", "KIND",
           "SOURCE");
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->list[i];

        printf("%-*s  %-*s  %7u  %-11s  %s\n", module, row->module, name, row->name, row->ordinal,
               row->kind, source_of(row->name));
    }
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *left = a, *right = b;
    int order = strcmp(left->module, right->module);

    return order ? order : strcmp(left->name, right->name);
}

static void add_row(struct rows *rows, const char *module, const char *name, unsigned ordinal,
                    const char *kind)
{
    rows->list[rows->count++] = (struct row){module, name, ordinal, kind};
}

static void add_implemented(struct rows *rows, const char *name, const struct module *module)
{
    for (size_t i = 0; i < module->export_count; i++)
        if (module->exports[i].kind != EXPORT_STUB)
            add_row(rows, name, module->exports[i].name, module->exports[i].ordinal, "implemented");
}

/* Sorted before, so that what is implemented is found; sorted again after. */
static void add_stubs(struct rows *rows, const char *only)
{
    size_t implemented = rows->count;

    qsort(rows->list, implemented, sizeof(*rows->list), compare_rows);
    for (size_t i = 0; i < known_export_count; i++) {
        struct row key = {known_exports[i].module, known_exports[i].function, 0, NULL};

        if ((!only || !strcmp(only, key.module)) &&
            !bsearch(&key, rows->list, implemented, sizeof(key), compare_rows))
            add_row(rows, key.module, key.name, 0, "stub");
    }
    qsort(rows->list, rows->count, sizeof(*rows->list), compare_rows);
}

static bool gather(const char *dll, struct rows *rows)
{
    const struct module *wanted = dll ? module_find_system(dll) : NULL;
    size_t room = known_export_count;
    char only[64] = "";

    if (dll && !wanted)
        return false;
    if (wanted)
        snprintf(only, sizeof(only), "%.*s", (int)strlen(wanted->name) - 4, wanted->name);
    for (const char *const *name = module_builtin_names(); *name; name++)
        room += module_find(*name)->export_count;
    rows->list = malloc(room * sizeof(*rows->list));
    for (const char *const *name = module_builtin_names(); *name && rows->list; name++)
        if (!wanted || wanted == module_find(*name))
            add_implemented(rows, *name, module_find(*name));
    if (rows->list)
        add_stubs(rows, wanted ? only : NULL);
    return rows->list != NULL;
}

int cli_exports(int argc, char **argv)
{
    struct rows rows = {NULL, 0};
    const char *dll = NULL;
    bool json = false;

    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--json"))
            json = true;
        else if (!strncmp(argv[i], "--dll=", 6))
            dll = argv[i] + 6;
        else if (!strcmp(argv[i], "--dll") && i + 1 < argc)
            dll = argv[++i];
        else
            return cli_error(EXIT_USAGE, "WS0006", "exports: %s %s: see winshim help exports",
                             strcmp(argv[i], "--dll") ? "unknown argument" : "no name after",
                             argv[i]);
    }
    if (!gather(dll, &rows))
        return cli_error(EXIT_FAILURE, "WS0007", "exports: winshim has no module %s",
                         dll ? dll : "at all");
    (json ? print_json : print_table)(&rows);
    free(rows.list);
    return fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
