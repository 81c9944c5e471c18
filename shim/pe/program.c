/* SPDX-License-Identifier: MIT */
/* program.c - the first thread of a Windows program, see program.h */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shim/guest-thread.h"
#include "shim/message.h"
#include "shim/pe/loader.h"
#include "shim/pe/program.h"
#include "shim/process.h"
#include "shim/teb.h"

typedef DWORD(GUEST_CALL *entry_function)(void *peb);

_Noreturn void program_exit(DWORD code)
{
    loader_process_detach();
    exit((int)code);
}

static int load(const char *path, struct image **ret_image)
{
    struct pe_reason reason = {.code = "WS0227", .text = "memory is out"};
    char real[PATH_MAX];
    int result = realpath(path, real) ? 0 : -errno;

    if (result)
        pe_refuse(&reason, "WS0218", "%s", strerror(-result));
    else
        result = loader_load_program(real, ret_image, &reason);
    if (!result)
        return 0;
    message_warn(reason.code, "cannot run %s: %s", path, reason.text);
    return result == -ENOENT ? 127 : 126;
}

#define STACK_LEAST (1024u * 1024u)

struct start {
    const char *path;
    int failure; /* Linux exit code when the program can't be loaded */
};

/* On the program's own stack: load, attach, enter. */
static DWORD start_program(void *argument)
{
    struct start *start = argument;
    struct image *image = NULL;
    entry_function entry;

    guest_thread_enter();
    start->failure = load(start->path, &image);
    if (start->failure)
        return 0;
    if (!image->header.pe.entry_rva) {
        message_warn("WS0228", "cannot run %s: it has no entry point", start->path);
        start->failure = 126;
        return 0;
    }
    entry = (entry_function)((char *)image->module.base + image->header.pe.entry_rva);
    program_exit(entry(teb_current()->Peb));
}

int winshim_run_program(const char *path, int argc, char **argv)
{
    struct start start = {.path = path};

    process_set_arguments(argc, argv);
    guest_thread_run_on_stack(8 * STACK_LEAST, start_program, &start);
    return start.failure;
}
