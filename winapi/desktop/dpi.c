/* SPDX-License-Identifier: MIT */
/* dpi.c - DPI awareness of the process and of each thread, see dpi.h */
#include <stdatomic.h>

#include "dpi.h"
#include "shim/error.h"

#define VALUE(number) ((DPI_AWARENESS_CONTEXT)(uintptr_t)(number))

static const struct {
    DPI_AWARENESS_CONTEXT pseudo;
    DPI_AWARENESS_CONTEXT value; /* observed: what Windows 10 returns */
    DPI_AWARENESS awareness;
} contexts[] = {
    {DPI_AWARENESS_CONTEXT_UNAWARE, VALUE(0x6010), DPI_AWARENESS_UNAWARE},
    {DPI_AWARENESS_CONTEXT_SYSTEM_AWARE, VALUE(0x6011), DPI_AWARENESS_SYSTEM_AWARE},
    {DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE, VALUE(0x12), DPI_AWARENESS_PER_MONITOR_AWARE},
    {DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2, VALUE(0x22), DPI_AWARENESS_PER_MONITOR_AWARE},
    {DPI_AWARENESS_CONTEXT_UNAWARE_GDISCALED, VALUE(0x40006010), DPI_AWARENESS_UNAWARE},
};

static _Atomic(DPI_AWARENESS_CONTEXT) process_context; /* NULL: no choice yet */
static __thread DPI_AWARENESS_CONTEXT thread_context;

static int index_of(DPI_AWARENESS_CONTEXT any)
{
    for (size_t i = 0; i < ARRAY_LENGTH(contexts); i++)
        if (any == contexts[i].pseudo || any == contexts[i].value)
            return (int)i;
    return -EINVAL;
}

DPI_AWARENESS_CONTEXT dpi_context(DPI_AWARENESS_CONTEXT any)
{
    int index = index_of(any);

    return index < 0 ? NULL : contexts[index].value;
}

DPI_AWARENESS dpi_awareness(DPI_AWARENESS_CONTEXT any)
{
    int index = index_of(any);

    return index < 0 ? DPI_AWARENESS_INVALID : contexts[index].awareness;
}

DPI_AWARENESS_CONTEXT dpi_context_of_awareness(int awareness)
{
    return awareness >= DPI_AWARENESS_UNAWARE && awareness <= DPI_AWARENESS_PER_MONITOR_AWARE
               ? contexts[awareness].value
               : NULL;
}

DPI_AWARENESS_CONTEXT dpi_process_context(void)
{
    DPI_AWARENESS_CONTEXT chosen = atomic_load(&process_context);

    return chosen ? chosen : contexts[0].value;
}

int dpi_process_choose(DPI_AWARENESS_CONTEXT any)
{
    DPI_AWARENESS_CONTEXT none = NULL;
    int index = index_of(any);

    if (index < 0)
        return index;
    return atomic_compare_exchange_strong(&process_context, &none, contexts[index].value) ? 0
                                                                                          : -EACCES;
}

DPI_AWARENESS_CONTEXT dpi_thread_context(void)
{
    return thread_context ? thread_context : dpi_process_context();
}

int dpi_thread_choose(DPI_AWARENESS_CONTEXT any, DPI_AWARENESS_CONTEXT *ret_previous)
{
    int index = index_of(any);

    if (index < 0)
        return index;
    *ret_previous = dpi_thread_context();
    thread_context = contexts[index].value;
    return 0;
}
