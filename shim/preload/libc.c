/* SPDX-License-Identifier: MIT */
/* libc.c - finds functions in libc's symbol table, see libc.h */
#include <elf.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "libc.h"

struct symbols {
    const ElfW(Sym) * table;
    const char *strings;
    const uint32_t *hash; /* DT_GNU_HASH */
};

static uint32_t gnu_hash(const char *name)
{
    uint32_t hash = 5381;

    while (*name)
        hash = hash * 33 + (unsigned char)*name++;
    return hash;
}

static struct symbols read_dynamic(const ElfW(Dyn) * dynamic)
{
    struct symbols symbols = {0};

    for (; dynamic->d_tag != DT_NULL; dynamic++) {
        if (dynamic->d_tag == DT_SYMTAB)
            symbols.table = (const void *)dynamic->d_un.d_ptr;
        else if (dynamic->d_tag == DT_STRTAB)
            symbols.strings = (const void *)dynamic->d_un.d_ptr;
        else if (dynamic->d_tag == DT_GNU_HASH)
            symbols.hash = (const void *)dynamic->d_un.d_ptr;
    }
    return symbols;
}

static const ElfW(Sym) * find_symbol(const struct symbols *symbols, const char *name)
{
    uint32_t buckets = symbols->hash[0], first = symbols->hash[1], bloom = symbols->hash[2];
    const uint32_t *bucket = symbols->hash + 4 + bloom * (sizeof(ElfW(Addr)) / 4);
    const uint32_t *chain = bucket + buckets;
    uint32_t hash = gnu_hash(name), index = bucket[hash % buckets];

    if (index < first)
        return NULL;
    for (;; index++) {
        uint32_t value = chain[index - first];

        if ((value | 1) == (hash | 1) &&
            !strcmp(symbols->strings + symbols->table[index].st_name, name))
            return &symbols->table[index];
        if (value & 1)
            return NULL;
    }
}

struct request {
    const char *name;
    void *function;
};

static int search_libc(struct dl_phdr_info *info, size_t size, void *context)
{
    struct request *request = context;
    const char *name = strrchr(info->dlpi_name, '/');

    (void)size;
    if (!name || strcmp(name, "/libc.so.6"))
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        struct symbols symbols;
        const ElfW(Sym) * symbol;

        if (info->dlpi_phdr[i].p_type != PT_DYNAMIC)
            continue;
        symbols = read_dynamic((const void *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr));
        symbol = symbols.hash ? find_symbol(&symbols, request->name) : NULL;
        if (symbol)
            request->function = (char *)info->dlpi_addr + symbol->st_value;
    }
    return 1;
}

void *libc_function(const char *name)
{
    struct request request = {name, NULL};

    dl_iterate_phdr(search_libc, &request);
    return request.function;
}
