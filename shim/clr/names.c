/* SPDX-License-Identifier: MIT */
/* names.c - A/W names, ExactSpelling and ordinals for hosts; see names.h */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "caller.h"
#include "managed.h"
#include "names.h"
#include "shim/message.h"
#include "shim/trace.h"
#include "signature.h"

#define NAME_BYTES   512
#define DECLARATIONS 64
#define REPORT_LIMIT 1024

/* ---- what was reported already ------------------------------------------------------------ */

static pthread_mutex_t report_lock = PTHREAD_MUTEX_INITIALIZER;
static char *reported[REPORT_LIMIT]; /* report_lock: "WS0014 user32.dll!Foo" */
static size_t report_count;          /* report_lock */

static bool is_first_report(const char *code, const struct module *module, const char *name)
{
    char function[NAME_BYTES + 64];
    bool first = true;

    snprintf(function, sizeof(function), "%s %s!%s", code, module->name, name);
    pthread_mutex_lock(&report_lock);
    for (size_t i = 0; i < report_count && first; i++)
        first = strcmp(reported[i], function) != 0;
    first = first && report_count < REPORT_LIMIT;
    if (first) {
        reported[report_count] = strdup(function);
        report_count += reported[report_count] != NULL;
    }
    pthread_mutex_unlock(&report_lock);
    return first;
}

/* ---- the rule of Windows ------------------------------------------------------------------ */

unsigned names_ordinal(const char *name)
{
    unsigned long value;
    char *end;

    if (name[0] != '#' || name[1] < '0' || name[1] > '9')
        return 0;
    value = strtoul(name + 1, &end, 10);
    return *end == '\0' && value <= UINT16_MAX ? (unsigned)value : 0;
}

/* An image has no entries for hosts; the guest ones tell as well which names there are. */
static enum world world_of(const struct module *module)
{
    return module->kind == MODULE_IMAGE ? WORLD_GUEST : WORLD_HOST;
}

/* "Foo" and 'W' -> the entry of "FooW" */
static void *with_suffix(struct module *module, const char *name, char suffix)
{
    char longer[NAME_BYTES];
    int length = snprintf(longer, sizeof(longer), "%s%c", name, suffix);

    return length < (int)sizeof(longer) ? module_symbol(module, longer, world_of(module)) : NULL;
}

struct candidates {
    void *exact, *ansi, *wide;
};

static struct candidates find_candidates(struct module *module, const char *name)
{
    return (struct candidates){
        .exact = module_symbol(module, name, world_of(module)),
        .ansi = with_suffix(module, name, 'A'),
        .wide = with_suffix(module, name, 'W'),
    };
}

static bool is_unicode(const struct clr_pinvoke *pinvoke)
{
    return (pinvoke->flags & CLR_PINVOKE_CHARSET) == CLR_CHARSET_UNICODE;
}

static bool is_exact(const struct clr_pinvoke *pinvoke)
{
    return pinvoke->flags & CLR_PINVOKE_NO_MANGLE;
}

static void *choose_one(const struct candidates *candidates, const struct clr_pinvoke *pinvoke)
{
    if (is_exact(pinvoke))
        return candidates->exact;
    if (!is_unicode(pinvoke))
        return candidates->exact ? candidates->exact : candidates->ansi;
    if (candidates->wide)
        return candidates->wide;
    /* Windows has the W function where we don't: its A alias must not get UTF-16 text. */
    return candidates->exact == candidates->ansi ? NULL : candidates->exact;
}

/* Text whose form the CharSet decides: string, StringBuilder, char, and arrays or references. */
static bool is_text(const struct clr_metadata *metadata, const struct clr_type *type)
{
    while (type->element == CLR_BYREF || type->element == CLR_SZARRAY)
        type = type->inner;
    return type->element == CLR_STRING || type->element == CLR_CHAR ||
           (type->element == CLR_CLASS &&
            clr_type_is(metadata, type->token, "System.Text", "StringBuilder"));
}

static bool takes_text(const struct clr_pinvoke *pinvoke)
{
    struct clr_arena arena = {NULL};
    struct clr_method method;
    bool text = false;

    if (clr_method_decode(&pinvoke->assembly->metadata, &arena, pinvoke->method, &method) == 0) {
        text = is_text(method.metadata, method.result.type);
        for (uint32_t i = 0; i < method.param_count && !text; i++)
            text = is_text(method.metadata, method.params[i].type);
    }
    clr_arena_finish(&arena);
    return text;
}

static void warn_conflict(const struct module *module, const char *name,
                          const struct clr_pinvoke *taken, const struct clr_pinvoke *other)
{
    char first[256], second[256];

    if (!is_first_report("WS0170", module, name))
        return;
    clr_pinvoke_describe(taken, first, sizeof(first));
    clr_pinvoke_describe(other, second, sizeof(second));
    message_warn("WS0170",
                 "%s!%s is declared with different character sets; %s gets its function, %s the "
                 "same one",
                 module->name, name, first, second);
}

/* One answer, two that differ, or none. */
struct vote {
    const struct clr_pinvoke *first, *other;
    void *entry;
};

static struct vote count_votes(const struct candidates *candidates,
                               const struct clr_pinvoke *const *found, size_t count, bool text_only)
{
    struct vote vote = {NULL, NULL, NULL};

    for (size_t i = 0; i < count; i++) {
        void *entry = choose_one(candidates, found[i]);

        if (!entry || (text_only && !takes_text(found[i])))
            continue;
        if (!vote.entry)
            vote = (struct vote){found[i], NULL, entry};
        else if (entry != vote.entry && entry == candidates->wide)
            vote = (struct vote){found[i], vote.first, entry};
        else if (entry != vote.entry)
            vote.other = found[i];
    }
    return vote;
}

static void *choose(struct module *module, const char *name, const struct candidates *candidates,
                    const struct clr_pinvoke *const *found, size_t count)
{
    struct vote all = count_votes(candidates, found, count, false), text;
    const struct clr_pinvoke *asker = NULL;

    if (!all.other)
        return all.entry;
    if (managed_runtime() == MANAGED_CORECLR)
        asker = caller_declaration(name, found, count);
    if (asker)
        return choose_one(candidates, asker);
    text = count_votes(candidates, found, count, true);
    if (text.entry && !text.other)
        return text.entry;
    if (text.entry)
        all = text;
    warn_conflict(module, name, all.first, all.other);
    return all.entry;
}

void *names_choose(struct module *module, const char *name, const struct clr_pinvoke *const *found,
                   size_t count)
{
    struct candidates candidates = find_candidates(module, name);

    if (count)
        return choose(module, name, &candidates, found, count);
    if (candidates.exact)
        return candidates.exact;
    return candidates.ansi ? candidates.ansi : candidates.wide;
}

/* ---- Mono: which failed probe is the last one --------------------------------------------- */

/* Whether an assembly belongs to Mono: it lies with mscorlib ("/usr/lib/mono/4.5") or in the GAC.
 */
static bool is_of_mono(const struct clr_assembly *assembly)
{
    const struct clr_assembly *corlib = clr_index_assembly(clr_index_process(), "mscorlib");
    size_t length = corlib ? (size_t)(corlib->file_name - corlib->path) : 0;

    if (length < 2)
        return false;
    for (length--; length && corlib->path[length - 1] != '/';)
        length--;
    return length > 1 && !strncmp(assembly->path, corlib->path, length);
}

/* Mono's own assemblies try functions that they can do without; the exception is theirs. */
static void report_missing(const struct module *module, const char *name,
                           const struct clr_pinvoke *asker)
{
    char who[256] = "code without metadata";

    if (!is_first_report("WS0014", module, name))
        return;
    if (asker)
        clr_pinvoke_describe(asker, who, sizeof(who));
    if (asker && is_of_mono(asker->assembly)) {
        TRACE(clr, WARN, "%s has no function %s (asked for by %s)", module->name, name, who);
        return;
    }
    message_warn("WS0014", "%s has no function %s (asked for by %s)", module->name, name, who);
}

/* The declaration of @name for which Mono tries @suffix first ('W'), last ('A') or not (0). */
static const struct clr_pinvoke *declared_with(const struct module *module, const char *name,
                                               char suffix, const char *asker)
{
    const struct clr_pinvoke *found[DECLARATIONS];
    size_t count = clr_find_pinvoke(module->name, name, asker, found, DECLARATIONS);

    for (size_t i = 0; i < count && i < DECLARATIONS; i++) {
        char its = is_exact(found[i]) ? 0 : is_unicode(found[i]) ? 'W' : 'A';

        if (its == suffix)
            return found[i];
    }
    return NULL;
}

/*
 * Mono's order: FooW, Foo (Unicode); Foo, FooA (others); Foo (ExactSpelling). A name that nobody
 * declares is judged by its letters: FooW may be followed by Foo, Foo by an existing FooA.
 */
static void missing_under_mono(struct module *module, const char *name)
{
    size_t length = strlen(name);
    char last = length > 1 ? name[length - 1] : 0, stem[NAME_BYTES] = "";
    const struct clr_pinvoke *asker = NULL;

    /* With CharSet.Unicode an existing FooW was taken, and Foo is asked for by another. */
    if (!with_suffix(module, name, 'W'))
        asker = declared_with(module, name, 'W', name);
    if (!asker)
        asker = declared_with(module, name, 0, name);
    if (asker) {
        report_missing(module, name, asker);
        return;
    }
    if (declared_with(module, name, 'A', name))
        return;
    if ((last == 'A' || last == 'W') && length < sizeof(stem)) {
        memcpy(stem, name, length - 1);
        asker = declared_with(module, stem, last, NULL);
        if (asker && last == 'A')
            report_missing(module, stem, asker);
    }
    if (!asker && last != 'W' && last != 'A' && !with_suffix(module, name, 'A'))
        report_missing(module, name, NULL);
}

/* ---- dlsym -------------------------------------------------------------------------------- */

/*
 * The name of a P/Invoke lies in its assembly. Another one comes from NativeLibrary.GetExport or
 * native code, which on Windows is GetProcAddress: it wants what it says.
 */
static bool is_pinvoke(const char *name)
{
    struct clr_index *index = clr_index_process();

    return index && clr_index_knows(index, name);
}

/* The metadata is read only where its answer makes a difference. */
static void *resolve_for_coreclr(struct module *module, const char *name)
{
    const struct clr_pinvoke *found[DECLARATIONS];
    struct candidates candidates = find_candidates(module, name);
    size_t count;

    if (!candidates.wide && (candidates.exact || !candidates.ansi))
        return candidates.exact;
    count = clr_find_pinvoke(module->name, name, name, found, DECLARATIONS);
    if (managed_runtime() == MANAGED_NONE || (candidates.exact && !is_pinvoke(name)))
        return candidates.exact;
    return names_choose(module, name, found, count < DECLARATIONS ? count : DECLARATIONS);
}

/* Mono asks for Foo only after FooW when the text is UTF-16: see choose_one(). */
static void *resolve_for_mono(struct module *module, const char *name)
{
    struct candidates candidates = find_candidates(module, name);

    if (candidates.exact && candidates.exact == candidates.ansi && !candidates.wide &&
        declared_with(module, name, 'W', name) && !declared_with(module, name, 'A', name))
        return NULL;
    return candidates.exact;
}

/* A guest entry must not reach the host raw. */
static void *host_callable(const struct module *module, const char *name, void *entry)
{
    if (module->kind != MODULE_IMAGE)
        return entry;
    if (entry)
        TRACE(clr, WARN, "%s!%s is there, but hosts cannot call into images yet", module->name,
              name);
    return NULL;
}

void *names_resolve(struct module *module, const char *name)
{
    enum managed_runtime runtime = managed_runtime();
    void *entry;

    if (*name == '#' && names_ordinal(name))
        entry = module_ordinal(module, names_ordinal(name), world_of(module));
    else if (runtime == MANAGED_MONO)
        entry = resolve_for_mono(module, name);
    else
        entry = resolve_for_coreclr(module, name);
    if (!entry && runtime == MANAGED_MONO)
        missing_under_mono(module, name);
    return host_callable(module, name, entry);
}
