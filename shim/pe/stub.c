/* SPDX-License-Identifier: MIT */
/*
 * stub.c - pages of tiny functions, each of which reports its own record
 *
 * A page's code is complete when it is made, so that it never is writable and
 * executable at once; the records that it points to are filled in one by one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "shim/message.h"
#include "shim/pe/stub.h"

#define STUB_BYTES     24u
#define STUBS_PER_PAGE (PE_PAGE / STUB_BYTES)

struct stub_record {
    const char *dll;
    const char *name;
    unsigned ordinal;
};

struct stub_page {
    struct stub_page *next;
    unsigned used;
    unsigned char *code;
    struct stub_record records[STUBS_PER_PAGE];
};

/* r10: the record. The guest's return address tells who called. */
void stub_entry(void) HIDDEN;
__asm__(".text\n"
        ".type stub_entry, @function\n"
        "stub_entry:\n"
        "    movq %r10, %rdi\n"
        "    movq (%rsp), %rsi\n"
        "    andq $-16, %rsp\n"
        "    call stub_called\n"
        "    ud2\n"
        ".size stub_entry, .-stub_entry\n");

_Noreturn void stub_called(const struct stub_record *record, const void *caller) HIDDEN;

static void describe_caller(char *text, size_t size, const void *caller)
{
    struct module *module = module_of_address(caller);
    struct image *image = image_of(module);
    size_t offset = 0;
    const char *nearest = image ? image_nearest_export(image, caller, &offset) : NULL;
    size_t from_base = module ? (size_t)((const char *)caller - (const char *)module->base) : 0;

    if (nearest)
        snprintf(text, size, "%s+0x%zx (%s+0x%zx)", module->name, from_base, nearest, offset);
    else if (module)
        snprintf(text, size, "%s+0x%zx", module->name, from_base);
    else
        snprintf(text, size, "address %p", caller);
}

_Noreturn void stub_called(const struct stub_record *record, const void *caller)
{
    char who[300], what[300];

    describe_caller(who, sizeof(who), caller);
    if (record->name)
        snprintf(what, sizeof(what), "%s!%s", record->dll, record->name);
    else
        snprintf(what, sizeof(what), "%s!#%u", record->dll, record->ordinal);
    message_fatal("WS0221", "%s was called by %s, but no module provides it", what, who);
}

static void write_stub(unsigned char *code, const struct stub_record *record)
{
    void (*entry)(void) = stub_entry;

    memcpy(code, "\x49\xba", 2); /* mov $record, %r10 */
    memcpy(code + 2, &record, 8);
    memcpy(code + 10, "\x49\xbb", 2); /* mov $stub_entry, %r11 */
    memcpy(code + 12, &entry, 8);
    memcpy(code + 20, "\x41\xff\xe3\xcc", 4); /* jmp *%r11; int3 */
}

static struct stub_page *page_new(void)
{
    struct stub_page *page = calloc(1, sizeof(*page));
    void *code;

    if (!page)
        return NULL;
    code = mmap(NULL, PE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (code == MAP_FAILED) {
        free(page);
        return NULL;
    }
    page->code = code;
    for (unsigned i = 0; i < STUBS_PER_PAGE; i++)
        write_stub(page->code + i * STUB_BYTES, &page->records[i]);
    if (!mprotect(code, PE_PAGE, PROT_READ | PROT_EXEC))
        return page;
    munmap(code, PE_PAGE);
    free(page);
    return NULL;
}

void *stub_new(struct image *importer, const char *dll, const char *name, unsigned ordinal)
{
    struct stub_page *page = importer->stubs;

    if (!page || page->used == STUBS_PER_PAGE) {
        page = page_new();
        if (!page)
            return NULL;
        page->next = importer->stubs;
        importer->stubs = page;
    }
    page->records[page->used] = (struct stub_record){dll, name, ordinal};
    return page->code + page->used++ * STUB_BYTES;
}

void stub_free_all(struct image *importer)
{
    while (importer->stubs) {
        struct stub_page *page = importer->stubs;

        importer->stubs = page->next;
        munmap(page->code, PE_PAGE);
        free(page);
    }
}
