/* SPDX-License-Identifier: MIT */
/* exports.c - winshim exports: what the builtin modules export, and where each is described */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "shim/export-docs.h"
#include "shim/module.h"

/* Widths of the table's columns. */
struct widths {
    int module, name;
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

static const char *kind_of(const struct builtin_export *export)
{
    static const char *const kinds[] = {"implemented", "variable", "stub"};

    return kinds[export->kind];
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

static void print_object(const struct module *module, const struct builtin_export *export)
{
    fputs("  {\"module\": ", stdout);
    print_string(module->name);
    fputs(", \"name\": ", stdout);
    print_string(export->name);
    printf(", \"ordinal\": %u, \"kind\": ", export->ordinal);
    print_string(kind_of(export));
    fputs(", \"source\": ", stdout);
    print_string(source_of(export->name));
    putchar('}');
}

static void print_json(struct module *const *modules, size_t count)
{
    const char *separator = "\n";

    putchar('[');
    for (size_t m = 0; m < count; m++)
        for (size_t i = 0; i < modules[m]->export_count; i++, separator = ",\n") {
            fputs(separator, stdout);
            print_object(modules[m], &modules[m]->exports[i]);
        }
    puts("\n]");
}

static void widen(int *width, const char *text)
{
    if ((int)strlen(text) > *width)
        *width = (int)strlen(text);
}

static struct widths measure(struct module *const *modules, size_t count)
{
    struct widths widths = {(int)strlen("MODULE"), (int)strlen("NAME")};

    for (size_t m = 0; m < count; m++) {
        widen(&widths.module, modules[m]->name);
        for (size_t i = 0; i < modules[m]->export_count; i++)
            widen(&widths.name, modules[m]->exports[i].name);
    }
    return widths;
}

static void print_table(struct module *const *modules, size_t count)
{
    struct widths widths = measure(modules, count);

    printf("%-*s  %-*s  %7s  %-11s  %s\n", widths.module, "MODULE", widths.name, "NAME", "ORDINAL",
           "KIND", "SOURCE");
    for (size_t m = 0; m < count; m++)
        for (size_t i = 0; i < modules[m]->export_count; i++) {
            const struct builtin_export *export = &modules[m]->exports[i];

            printf("%-*s  %-*s  %7u  %-11s  %s\n", widths.module, modules[m]->name, widths.name,
                   export->name, export->ordinal, kind_of(export), source_of(export->name));
        }
}

/* All modules by name, or the one that is asked for; each has its exports by name. */
static size_t gather(const char *dll, struct module **modules, size_t limit)
{
    struct module *wanted = dll ? module_find(dll) : NULL;
    size_t count = 0;

    if (dll) {
        modules[0] = wanted;
        return wanted != NULL;
    }
    for (const char *const *name = module_builtin_names(); *name && count < limit; name++) {
        modules[count] = module_find(*name);
        count += modules[count] != NULL;
    }
    return count;
}

int cli_exports(int argc, char **argv)
{
    struct module *modules[256];
    const char *dll = NULL;
    bool json = false;
    size_t count;

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
    count = gather(dll, modules, sizeof(modules) / sizeof(modules[0]));
    if (dll && !count)
        return cli_error(EXIT_FAILURE, "WS0007", "exports: winshim has no module %s", dll);
    (json ? print_json : print_table)(modules, count);
    return fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
