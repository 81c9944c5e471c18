/* SPDX-License-Identifier: MIT */
/* index.c - finds assemblies and hashes their ImplMap rows by entry point, see index.h */
#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "arena.h"
#include "folder.h"
#include "index.h"
#include "managed.h"
#include "memory.h"
#include "signature.h"
#include "shim/apiset.h"
#include "shim/trace.h"

#define FILE_BUCKETS  256
#define FIRST_BUCKETS 1024

/* A path that was looked at, whether or not it is an assembly. */
struct file {
    struct file *next;
    char *path;
    struct clr_assembly *assembly;
};

/* Where an assembly lies in the process, ascending. */
struct range {
    uintptr_t start, end;
    const struct clr_assembly *assembly;
};

struct clr_index {
    pthread_mutex_t lock; /* guards everything below */
    bool of_process;      /* constant: may look at this process again */
    bool folder_added;
    struct file *files[FILE_BUCKETS];
    struct clr_assembly *assemblies;
    struct clr_arena arena; /* declarations and module names */
    struct clr_pinvoke **buckets;
    size_t bucket_count, pinvoke_count;
    struct range *ranges;
    size_t range_count, range_room;
    struct memory_range *memory_ranges; /* latest first */
};

/* An assembly that lay in memory only, of which we have a copy. */
struct memory_range {
    struct memory_range *next;
    uintptr_t start;
    const struct clr_assembly *assembly;
};

static uint32_t hash_of(const char *text)
{
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash;
}

/* ---- names ------------------------------------------------------------------------------ */

void clr_module_key(const char *name, char *ret_key, size_t size)
{
    const char *base = name, *host;
    size_t length;

    for (; *name; name++)
        if (*name == '/' || *name == '\\' || (*name == ':' && name == base + 1))
            base = name + 1;
    host = apiset_host(base);
    if (host)
        base = host;
    length = strlen(base);
    if (length > 4 && !strcasecmp(base + length - 4, ".dll"))
        length -= 4;
    if (length >= size)
        length = size - 1;
    for (size_t i = 0; i < length; i++)
        ret_key[i] = (char)tolower((unsigned char)base[i]);
    ret_key[length] = '\0';
}

void clr_pinvoke_describe(const struct clr_pinvoke *pinvoke, char *ret_text, size_t size)
{
    const struct clr_metadata *metadata = &pinvoke->assembly->metadata;
    uint32_t type = clr_method_type(metadata, pinvoke->method);
    const char *namespace = clr_name(metadata, CLR_TYPE_DEF, type, CLR_TYPE_DEF_NAMESPACE);

    snprintf(ret_text, size, "%s, %s%s%s::%s", pinvoke->assembly->file_name, namespace,
             *namespace ? "." : "", clr_name(metadata, CLR_TYPE_DEF, type, CLR_TYPE_DEF_NAME),
             clr_name(metadata, CLR_METHOD_DEF, pinvoke->method, CLR_METHOD_NAME));
}

/* ---- the hash table --------------------------------------------------------------------- */

static int grow(struct clr_index *index)
{
    size_t count = index->bucket_count ? index->bucket_count * 4 : FIRST_BUCKETS;
    struct clr_pinvoke **buckets = calloc(count, sizeof(*buckets));

    if (!buckets)
        return -ENOMEM;
    for (size_t i = 0; i < index->bucket_count; i++)
        while (index->buckets[i]) {
            struct clr_pinvoke *pinvoke = index->buckets[i];

            index->buckets[i] = pinvoke->next;
            pinvoke->next = buckets[pinvoke->hash & (count - 1)];
            buckets[pinvoke->hash & (count - 1)] = pinvoke;
        }
    free(index->buckets);
    index->buckets = buckets;
    index->bucket_count = count;
    return 0;
}

static const char **module_keys(struct clr_index *index, const struct clr_metadata *metadata)
{
    uint32_t rows = clr_rows(metadata, CLR_MODULE_REF);
    const char **keys = clr_arena_alloc(&index->arena, (rows + 1) * sizeof(*keys));
    char key[256];

    for (uint32_t row = 0; keys && row <= rows; row++) {
        clr_module_key(clr_name(metadata, CLR_MODULE_REF, row, 0), key, sizeof(key));
        keys[row] = clr_arena_string(&index->arena, key, strlen(key));
        if (!keys[row])
            keys = NULL;
    }
    return keys;
}

/* II.22.22: only rows of methods matter; a row that points nowhere is left out. */
static int add_row(struct clr_index *index, const struct clr_assembly *assembly, uint32_t row,
                   const char *const *keys)
{
    const struct clr_metadata *metadata = &assembly->metadata;
    uint32_t member = clr_token(metadata, CLR_IMPL_MAP, row, CLR_IMPL_MAP_MEMBER);
    uint32_t scope = clr_token(metadata, CLR_IMPL_MAP, row, CLR_IMPL_MAP_SCOPE);
    const char *entry = clr_name(metadata, CLR_IMPL_MAP, row, CLR_IMPL_MAP_NAME);
    struct clr_pinvoke *pinvoke, **bucket;

    if (clr_token_table(member) != CLR_METHOD_DEF || !scope)
        return 0;
    if (!*entry)
        entry = clr_name(metadata, CLR_METHOD_DEF, clr_token_row(member), CLR_METHOD_NAME);
    if (index->pinvoke_count >= index->bucket_count && grow(index) < 0)
        return -ENOMEM;
    pinvoke = clr_arena_alloc(&index->arena, sizeof(*pinvoke));
    if (!pinvoke)
        return -ENOMEM;
    *pinvoke = (struct clr_pinvoke){
        .assembly = assembly,
        .module = keys[clr_token_row(scope)],
        .entry = entry,
        .hash = hash_of(entry),
        .method = clr_token_row(member),
        .flags = (uint16_t)clr_cell(metadata, CLR_IMPL_MAP, row, CLR_IMPL_MAP_FLAGS),
    };
    bucket = &index->buckets[pinvoke->hash & (index->bucket_count - 1)];
    pinvoke->next = *bucket;
    *bucket = pinvoke;
    index->pinvoke_count++;
    return 0;
}

static int add_rows(struct clr_index *index, const struct clr_assembly *assembly)
{
    uint32_t rows = clr_rows(&assembly->metadata, CLR_IMPL_MAP);
    const char **keys = rows ? module_keys(index, &assembly->metadata) : NULL;
    int result = rows && !keys ? -ENOMEM : 0;

    for (uint32_t row = 1; row <= rows && result == 0; row++)
        result = add_row(index, assembly, row, keys);
    return result;
}

/* ---- files ------------------------------------------------------------------------------ */

static int add_assembly(struct clr_index *index, struct clr_assembly *assembly)
{
    assembly->next = index->assemblies;
    index->assemblies = assembly;
    TRACE(clr, DEBUG, "%s has %u P/Invokes", assembly->path,
          clr_rows(&assembly->metadata, CLR_IMPL_MAP));
    return add_rows(index, assembly);
}

static int add_file_locked(struct clr_index *index, const char *path, struct file **ret_file)
{
    struct file **bucket = &index->files[hash_of(path) % FILE_BUCKETS], *file;
    int result;

    for (file = *bucket; file; file = file->next)
        if (!strcmp(file->path, path)) {
            *ret_file = file;
            return file->assembly ? 0 : -ENOEXEC;
        }
    file = calloc(1, sizeof(*file));
    if (file)
        file->path = strdup(path);
    if (!file || !file->path) {
        free(file);
        return -ENOMEM;
    }
    result = clr_assembly_open(path, &file->assembly);
    file->next = *bucket;
    *ret_file = *bucket = file;
    if (result < 0)
        return result;
    return add_assembly(index, file->assembly);
}

int clr_index_add_file(struct clr_index *index, const char *path)
{
    struct file *file;
    int result;

    pthread_mutex_lock(&index->lock);
    result = add_file_locked(index, path, &file);
    pthread_mutex_unlock(&index->lock);
    return result;
}

/* ---- the process ------------------------------------------------------------------------ */

static bool add_folder_entry(void *context, const char *path)
{
    struct file *file;

    return add_file_locked(context, path, &file) != -ENOMEM;
}

static bool add_mapping(void *context, const struct folder_mapping *mapping)
{
    struct clr_index *index = context;
    struct file *file = NULL;
    struct range *range;

    if (add_file_locked(index, mapping->path, &file) == -ENOMEM)
        return false;
    if (!file->assembly)
        return true;
    if (index->range_count == index->range_room) {
        size_t room = index->range_room ? index->range_room * 2 : 64;

        range = reallocarray(index->ranges, room, sizeof(*range));
        if (!range)
            return false;
        index->ranges = range;
        index->range_room = room;
    }
    index->ranges[index->range_count++] =
        (struct range){mapping->start, mapping->end, file->assembly};
    return true;
}

static int add_maps_locked(struct clr_index *index, const char *maps)
{
    index->range_count = 0;
    return folder_walk_maps(maps, add_mapping, index);
}

int clr_index_add_maps(struct clr_index *index, const char *maps)
{
    int result;

    pthread_mutex_lock(&index->lock);
    result = add_maps_locked(index, maps);
    pthread_mutex_unlock(&index->lock);
    return result;
}

int clr_index_add_folder(struct clr_index *index, const char *folder)
{
    int result;

    pthread_mutex_lock(&index->lock);
    result = folder_walk(folder, add_folder_entry, index);
    pthread_mutex_unlock(&index->lock);
    return result;
}

/*
 * Memory can have been freed and used for another assembly: the name must still stand there in
 * the copy. (What a file holds at a name's place needs no such check.)
 */
static const struct clr_assembly *memory_at(const struct clr_index *index, const char *address)
{
    for (const struct memory_range *range = index->memory_ranges; range; range = range->next) {
        const struct clr_metadata *metadata = &range->assembly->metadata;
        size_t offset = (uintptr_t)address - range->start;

        if (offset >= range->assembly->size_bytes)
            continue;
        offset -= (size_t)(metadata->strings.data - metadata->pe.data);
        if (offset < metadata->strings.size &&
            !strcmp(clr_string(metadata, (uint32_t)offset), address))
            return range->assembly;
    }
    return NULL;
}

static const struct clr_assembly *assembly_at(const struct clr_index *index, const char *address)
{
    size_t low = 0, high = index->range_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if ((uintptr_t)address < index->ranges[middle].start)
            high = middle;
        else if ((uintptr_t)address >= index->ranges[middle].end)
            low = middle + 1;
        else
            return index->ranges[middle].assembly;
    }
    return memory_at(index, address);
}

static void add_memory(struct clr_index *index, const char *address)
{
    struct memory_range *range = clr_arena_alloc(&index->arena, sizeof(*range));
    struct clr_assembly *assembly;
    struct memory_image image;

    if (!range || memory_find_image(address, &image) < 0 ||
        clr_assembly_new("assembly in memory", image.copy, image.size, &assembly) < 0)
        return;
    assembly->file_name = clr_name(&assembly->metadata, CLR_ASSEMBLY, 1, CLR_ASSEMBLY_NAME);
    *range = (struct memory_range){index->memory_ranges, image.start, assembly};
    index->memory_ranges = range;
    add_assembly(index, assembly);
}

/* ---- look-ups --------------------------------------------------------------------------- */

struct question {
    const char *module; /* a key; NULL: any */
    const char *entry;
    const struct clr_assembly *assembly; /* NULL: any */
    const struct clr_pinvoke **found;
    size_t room;
};

static size_t collect(const struct clr_index *index, const struct question *question)
{
    uint32_t hash = hash_of(question->entry);
    const struct clr_pinvoke *pinvoke =
        index->bucket_count ? index->buckets[hash & (index->bucket_count - 1)] : NULL;
    size_t count = 0;

    for (; pinvoke; pinvoke = pinvoke->next) {
        if (pinvoke->hash != hash || strcmp(pinvoke->entry, question->entry) ||
            (question->module && strcmp(pinvoke->module, question->module)) ||
            (question->assembly && pinvoke->assembly != question->assembly))
            continue;
        if (count < question->room)
            question->found[count] = pinvoke;
        count++;
    }
    return count;
}

/*
 * The asking assembly's own declarations come first, and there the module's name need not fit:
 * an import resolver or a dllmap may have led from any name to this module.
 */
static size_t answer(const struct clr_index *index, struct question question, const char *asker)
{
    const char *module = question.module;
    size_t count = 0;

    question.assembly = asker ? assembly_at(index, asker) : NULL;
    if (question.assembly) {
        count = collect(index, &question);
        question.module = NULL;
        if (count == 0)
            count = collect(index, &question);
        question.module = module;
        question.assembly = NULL;
    }
    return count ? count : collect(index, &question);
}

static void add_program_folder(struct clr_index *index)
{
    char folder[4096];

    index->folder_added = true;
    if (folder_of_program(folder, sizeof(folder)) == 0)
        folder_walk(folder, add_folder_entry, index);
}

static void look_again(struct clr_index *index, const char *asker)
{
    add_maps_locked(index, "/proc/self/maps");
    if (asker && managed_runtime() == MANAGED_CORECLR && !assembly_at(index, asker))
        add_memory(index, asker);
}

size_t clr_index_find(struct clr_index *index, const char *module, const char *entry,
                      const char *asker, const struct clr_pinvoke **ret_found, size_t room)
{
    char key[256];
    struct question question = {key, entry, NULL, ret_found, room};
    size_t count;

    clr_module_key(module, key, sizeof(key));
    pthread_mutex_lock(&index->lock);
    count = answer(index, question, asker);
    if (index->of_process && managed_runtime() != MANAGED_NONE &&
        (count == 0 || (asker && !assembly_at(index, asker)))) {
        look_again(index, asker);
        count = answer(index, question, asker);
        if (count == 0 && !index->folder_added) {
            add_program_folder(index);
            count = answer(index, question, asker);
        }
    }
    pthread_mutex_unlock(&index->lock);
    TRACE(clr, DEBUG, "%s!%s is declared %zu times", key, entry, count);
    return count;
}

size_t clr_find_pinvoke(const char *module, const char *entry, const char *asker,
                        const struct clr_pinvoke **ret_found, size_t room)
{
    struct clr_index *index = clr_index_process();

    return index ? clr_index_find(index, module, entry, asker, ret_found, room) : 0;
}

bool clr_index_knows(struct clr_index *index, const char *asker)
{
    bool known;

    pthread_mutex_lock(&index->lock);
    known = assembly_at(index, asker) != NULL;
    pthread_mutex_unlock(&index->lock);
    return known;
}

const struct clr_assembly *clr_index_assemblies(struct clr_index *index)
{
    const struct clr_assembly *first;

    pthread_mutex_lock(&index->lock);
    first = index->assemblies;
    pthread_mutex_unlock(&index->lock);
    return first;
}

const struct clr_assembly *clr_index_assembly(struct clr_index *index, const char *name)
{
    const struct clr_assembly *assembly = clr_index_assemblies(index);

    while (assembly &&
           strcasecmp(clr_name(&assembly->metadata, CLR_ASSEMBLY, 1, CLR_ASSEMBLY_NAME), name))
        assembly = assembly->next;
    return assembly;
}

/* ---- lifetime --------------------------------------------------------------------------- */

struct clr_index *clr_index_new(void)
{
    struct clr_index *index = calloc(1, sizeof(*index));

    if (index)
        pthread_mutex_init(&index->lock, NULL);
    return index;
}

void clr_index_free(struct clr_index *index)
{
    if (!index)
        return;
    while (index->assemblies) {
        struct clr_assembly *assembly = index->assemblies;

        index->assemblies = assembly->next;
        clr_assembly_free(assembly);
    }
    for (size_t i = 0; i < FILE_BUCKETS; i++)
        while (index->files[i]) {
            struct file *file = index->files[i];

            index->files[i] = file->next;
            free(file->path);
            free(file);
        }
    clr_arena_finish(&index->arena);
    free(index->buckets);
    free(index->ranges);
    pthread_mutex_destroy(&index->lock);
    free(index);
}

static struct clr_index *process_index;

static void make_process_index(void)
{
    process_index = clr_index_new();
    if (process_index)
        process_index->of_process = true;
}

struct clr_index *clr_index_process(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_process_index);
    return process_index;
}
