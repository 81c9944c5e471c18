/* SPDX-License-Identifier: MIT */
/* program.c - the first thread of a Windows program, see program.h */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shim/message.h"
#include "shim/pe/loader.h"
#include "shim/pe/program.h"
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

int winshim_run_program(const char *path, int argc, char **argv)
{
    struct image *image = NULL;
    entry_function entry;
    int result = load(path, &image);

    (void)argc, (void)argv;
    if (result)
        return result;
    if (!image->header.pe.entry_rva) {
        message_warn("WS0228", "cannot run %s: it has no entry point", path);
        return 126;
    }
    entry = (entry_function)((char *)image->module.base + image->header.pe.entry_rva);
    teb_enter_guest();
    program_exit(entry(teb_current()->Peb));
}
