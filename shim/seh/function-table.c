/* SPDX-License-Identifier: MIT */
/* function-table.c - look-ups in exception directories and dynamic tables, see function-table.h */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "shim/pe/image.h"
#include "shim/seh/function-table.h"

#define INDIRECT 1u /* the unwind data's low bit: it is another entry's address */

struct dynamic_table {
    struct dynamic_table *next;
    uintptr_t identifier;
    uintptr_t base;
    uintptr_t end; /* of the range, absolute */
    RUNTIME_FUNCTION *entries;
    unsigned count;
    function_table_callback callback; /* or NULL */
    void *context;
};

static pthread_rwlock_t dynamic_lock = PTHREAD_RWLOCK_INITIALIZER;
static struct dynamic_table *dynamic_tables; /* dynamic_lock */

static RUNTIME_FUNCTION *search(RUNTIME_FUNCTION *entries, unsigned count, uint32_t rva)
{
    unsigned low = 0, high = count;

    while (low < high) {
        unsigned middle = (low + high) / 2;

        if (rva < entries[middle].BeginAddress)
            high = middle;
        else if (rva >= entries[middle].EndAddress)
            low = middle + 1;
        else
            return &entries[middle];
    }
    return NULL;
}

static RUNTIME_FUNCTION *in_image(struct image *image, uint32_t rva)
{
    const struct pe_directory *directory = image_directory(image, IMAGE_DIRECTORY_ENTRY_EXCEPTION);
    RUNTIME_FUNCTION *entries = directory ? image_at(image, directory->rva, directory->size) : NULL,
                     *found;

    if (!entries)
        return NULL;
    found = search(entries, directory->size / sizeof(*entries), rva);
    if (found && found->UnwindData & INDIRECT)
        return image_at(image, found->UnwindData & ~INDIRECT, sizeof(*found));
    return found;
}

static struct dynamic_table *find_dynamic(uintptr_t pc)
{
    struct dynamic_table *table = dynamic_tables;

    while (table && (pc < table->base || pc >= table->end))
        table = table->next;
    return table;
}

static RUNTIME_FUNCTION *in_dynamic(uintptr_t pc, uintptr_t *ret_base)
{
    RUNTIME_FUNCTION *found = NULL;
    struct dynamic_table *table;

    pthread_rwlock_rdlock(&dynamic_lock);
    table = find_dynamic(pc);
    if (table) {
        *ret_base = table->base;
        found = table->callback
                    ? table->callback(pc, table->context)
                    : search(table->entries, table->count, (uint32_t)(pc - table->base));
    }
    pthread_rwlock_unlock(&dynamic_lock);
    return found;
}

RUNTIME_FUNCTION *function_table_lookup(uintptr_t pc, uintptr_t *ret_base)
{
    struct module *module = module_of_address((const void *)pc);
    struct image *image = image_of(module);

    if (module)
        *ret_base = (uintptr_t)module->base;
    if (image)
        return in_image(image, (uint32_t)(pc - *ret_base));
    return module ? NULL : in_dynamic(pc, ret_base);
}

bool function_table_covers(uintptr_t pc)
{
    bool covered;

    if (module_of_address((const void *)pc))
        return true;
    pthread_rwlock_rdlock(&dynamic_lock);
    covered = find_dynamic(pc) != NULL;
    pthread_rwlock_unlock(&dynamic_lock);
    return covered;
}

static int add(struct dynamic_table table)
{
    struct dynamic_table *copy = malloc(sizeof(*copy));

    if (!copy)
        return -ENOMEM;
    *copy = table;
    pthread_rwlock_wrlock(&dynamic_lock);
    copy->next = dynamic_tables;
    dynamic_tables = copy;
    pthread_rwlock_unlock(&dynamic_lock);
    return 0;
}

int function_table_add(RUNTIME_FUNCTION *entries, unsigned count, uintptr_t base)
{
    return add((struct dynamic_table){
        .identifier = (uintptr_t)entries,
        .base = base,
        .end = count ? base + entries[count - 1].EndAddress : base,
        .entries = entries,
        .count = count,
    });
}

int function_table_install_callback(uintptr_t identifier, uintptr_t base, size_t length_bytes,
                                    function_table_callback callback, void *context)
{
    return add((struct dynamic_table){
        .identifier = identifier,
        .base = base,
        .end = base + length_bytes,
        .callback = callback,
        .context = context,
    });
}

int function_table_remove(uintptr_t identifier)
{
    struct dynamic_table *found = NULL;

    pthread_rwlock_wrlock(&dynamic_lock);
    for (struct dynamic_table **at = &dynamic_tables; *at; at = &(*at)->next)
        if ((*at)->identifier == identifier) {
            found = *at;
            *at = found->next;
            break;
        }
    pthread_rwlock_unlock(&dynamic_lock);
    free(found);
    return found ? 0 : -ENOENT;
}
