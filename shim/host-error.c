/* SPDX-License-Identifier: MIT */
/*
 * host-error.c - one text for each thread, see host-error.h
 *
 * On the heap, because a library that is opened late gets hardly any thread-local
 * room of the initial-exec model.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "host-error.h"

#define TEXT_BYTES 1024

static pthread_key_t text_key;
static pthread_once_t text_once = PTHREAD_ONCE_INIT;
static bool text_key_made; /* written under text_once */

static void text_init_once(void)
{
    text_key_made = !pthread_key_create(&text_key, free);
}

static char *text_of_thread(void)
{
    char *text;

    pthread_once(&text_once, text_init_once);
    text = text_key_made ? pthread_getspecific(text_key) : NULL;
    if (text || !text_key_made)
        return text;
    text = malloc(TEXT_BYTES);
    if (text && pthread_setspecific(text_key, text)) {
        free(text);
        return NULL;
    }
    return text;
}

const char *host_error(const char *format, ...)
{
    char *text = text_of_thread();
    va_list list;

    if (!text)
        return "winshim: no memory for an error text";
    va_start(list, format);
    vsnprintf(text, TEXT_BYTES, format, list);
    va_end(list);
    return text;
}
