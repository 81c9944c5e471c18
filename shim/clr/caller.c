/* SPDX-License-Identifier: MIT */
/* caller.c - looks on the stack for the method descriptor that CoreCLR binds, see caller.h */
#include <stdbool.h>
#include <stdint.h>
#include <sys/uio.h>
#include <unistd.h>

#include "caller.h"
#include "index.h"
#include "shim/trace.h"

#define STACK_WORDS      2048 /* the nearest was seen 82 to 100 words up */
#define CHUNK_WORDS      512
#define DESCRIPTOR_WORDS 8
#define ROW_MASK         0xfffu

static size_t read_words(uintptr_t address, uintptr_t *words, size_t count)
{
    struct iovec local = {words, count * sizeof(*words)};
    struct iovec remote = {(void *)address, count * sizeof(*words)};
    ssize_t got = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);

    return got < 0 ? 0 : (size_t)got / sizeof(*words);
}

static bool is_pointer(uintptr_t word)
{
    return word >= 0x10000 && word < (uintptr_t)1 << 47 && word % sizeof(void *) == 0;
}

/* The declaration of the descriptor at @address; NULL when that is none, or of no declaration. */
static const struct clr_pinvoke *described(uintptr_t address, const char *name,
                                           const struct clr_pinvoke *const *found, size_t count)
{
    uintptr_t words[DESCRIPTOR_WORDS];
    size_t have = read_words(address, words, DESCRIPTOR_WORDS), at = 1;
    const struct clr_pinvoke *one = NULL;

    while (at < have && words[at] != (uintptr_t)name)
        at++;
    if (at >= have)
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (((words[0] ^ found[i]->method) & ROW_MASK) == 0) {
            if (one)
                return NULL;
            one = found[i];
        }
    return one;
}

const struct clr_pinvoke *caller_declaration(const char *name,
                                             const struct clr_pinvoke *const *found, size_t count)
{
    uintptr_t stack[CHUNK_WORDS], at = (uintptr_t)__builtin_frame_address(0);
    const struct clr_pinvoke *one = NULL;
    size_t words = CHUNK_WORDS;

    for (size_t done = 0; done < STACK_WORDS && words == CHUNK_WORDS && !one; done += words) {
        words = read_words(at + done * sizeof(*stack), stack, CHUNK_WORDS);
        for (size_t i = 0; i < words && !one; i++)
            if (is_pointer(stack[i]))
                one = described(stack[i], name, found, count);
    }
    TRACE(clr, DEBUG, "%s: the stack %s", name, one ? "tells the declaration" : "does not tell");
    return one;
}
