/* SPDX-License-Identifier: MIT */
/* exports.c - winshim exports: what the builtin modules export, and where each is described */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "shim/export-docs.h"
#include "shim/module.h"

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
    return export->kind == EXPORT_STUB ? "stub" : "implemented";
}

static void print_module(const struct module *module, bool json, bool *first)
{
    for (size_t i = 0; i < module->export_count; i++) {
        const struct builtin_export *export = &module->exports[i];

        if (json)
            printf(
                "%s\n  {\"module\": \"%s\", \"name\": \"%s\", \"ordinal\": %u, \"kind\": \"%s\", "
                "\"source\": \"%s\"}",
                *first ? "" : ",", module->name, export->name, export->ordinal, kind_of(export),
                source_of(export->name));
        else
            printf("%s\t%s\t%u\t%s\t%s\n", module->name, export->name, export->ordinal,
                   kind_of(export), source_of(export->name));
        *first = false;
    }
}

static int print_exports(const char *dll, bool json)
{
    bool first = true, found = false;

    if (json)
        fputs("[", stdout);
    for (const char *const *name = module_builtin_names(); *name; name++) {
        struct module *module = module_find(*name);

        if (!module || (dll && module_find(dll) != module))
            continue;
        found = true;
        print_module(module, json, &first);
    }
    if (json)
        puts("\n]");
    if (!found)
        return cli_error(EXIT_FAILURE, "WS0007", "exports: winshim has no module %s", dll);
    return EXIT_SUCCESS;
}

int cli_exports(int argc, char **argv)
{
    const char *dll = NULL;
    bool json = false;

    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--json"))
            json = true;
        else if (!strcmp(argv[i], "--dll") && i + 1 < argc)
            dll = argv[++i];
        else
            return cli_error(EXIT_USAGE, "WS0006", "exports: unknown argument %s", argv[i]);
    }
    return print_exports(dll, json);
}
