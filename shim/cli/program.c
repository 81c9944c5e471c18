/* SPDX-License-Identifier: MIT */
/* program.c - finds programs and reads their first bytes, see program.h */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "program.h"

#define MACHINE_AMD64 0x8664

/* The first bytes of a file; what lies behind them reads as 0. */
struct head {
    unsigned char bytes[4096];
    size_t length;
};

static uint32_t number_at(const struct head *head, size_t offset, size_t bytes)
{
    uint32_t number = 0;

    if (offset > head->length || bytes > head->length - offset)
        return 0;
    while (bytes--)
        number = number << 8 | head->bytes[offset + bytes];
    return number;
}

/*
 * PE/COFF: "MS-DOS Stub", "COFF File Header", "Optional Header Data Directories"; entry 14 is the
 * CLI header of ECMA-335 II.25.3.3.
 */
static void classify_pe(const struct head *head, struct program *program)
{
    size_t pe = number_at(head, 0x3c, 4), optional = pe + 24;
    uint32_t magic = number_at(head, optional, 2);
    size_t directories = optional + (magic == 0x20b ? 112 : 96);

    program->kind = PROGRAM_DAMAGED;
    if (number_at(head, pe, 4) != 0x4550 || (magic != 0x10b && magic != 0x20b))
        return;
    program->machine = number_at(head, pe + 4, 2);
    if (number_at(head, directories - 4, 4) > 14 && number_at(head, directories + 14 * 8, 4))
        program->kind = PROGRAM_MANAGED;
    else if (program->machine != MACHINE_AMD64)
        program->kind = PROGRAM_FOREIGN;
    else
        program->kind = number_at(head, pe + 22, 2) & 0x2000 ? PROGRAM_LIBRARY : PROGRAM_IMAGE;
}

static void classify(struct program *program)
{
    int fd = open(program->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct head head;
    ssize_t length = fd < 0 ? 0 : read(fd, head.bytes, sizeof(head.bytes));

    if (fd >= 0)
        close(fd);
    head.length = length < 0 ? 0 : (size_t)length;
    program->kind = PROGRAM_NATIVE;
    if (number_at(&head, 0, 2) == 0x5a4d)
        classify_pe(&head, program);
}

/* Replaces the extension of the program's path; false when the result is no file. */
static bool sibling(const struct program *program, const char *extension, char path[PATH_MAX])
{
    const char *slash = strrchr(program->path, '/');
    const char *dot = strrchr(slash ? slash : program->path, '.');
    size_t stem = dot ? (size_t)(dot - program->path) : strlen(program->path);

    return snprintf(path, PATH_MAX, "%.*s%s", (int)stem, program->path, extension) < PATH_MAX &&
           !access(path, R_OK);
}

static void find_runtime(struct program *program)
{
    char config[PATH_MAX];
    struct program assembly = *program;

    program->needs_dotnet = sibling(program, ".runtimeconfig.json", config);
    if (program->kind == PROGRAM_MANAGED || !program->needs_dotnet)
        return;
    if (sibling(program, ".dll", assembly.path)) {
        classify(&assembly);
        if (assembly.kind == PROGRAM_MANAGED) {
            assembly.needs_dotnet = true;
            *program = assembly;
        }
    }
}

/* Fills kind and checks what exec would refuse. */
static int examine(struct program *program)
{
    struct stat status;

    if (stat(program->path, &status))
        return -errno;
    if (S_ISDIR(status.st_mode))
        return -EISDIR;
    classify(program);
    if (program->kind == PROGRAM_NATIVE)
        return access(program->path, X_OK) ? -errno : 0;
    find_runtime(program);
    return 0;
}

static int try_folder(const char *folder, size_t length, const char *name, struct program *program)
{
    int bytes = snprintf(program->path, sizeof(program->path), "%.*s%s%s", (int)length, folder,
                         length ? "/" : "./", name);

    return bytes < (int)sizeof(program->path) ? examine(program) : -ENAMETOOLONG;
}

static int search_path(const char *name, struct program *program)
{
    const char *at = getenv("PATH");
    int refused = -ENOENT;

    for (at = at ? at : "/bin:/usr/bin";; at++) {
        size_t length = strcspn(at, ":");
        int result = try_folder(at, length, name, program);

        if (!result)
            return 0;
        if (result == -EACCES)
            refused = result;
        at += length;
        if (!*at)
            return refused;
    }
}

static int search(const char *name, struct program *program)
{
    int result = search_path(name, program);

    /* `mono App.exe` takes a file of the current folder too. */
    if (result && !try_folder("", 0, name, program) && program->kind != PROGRAM_NATIVE)
        return 0;
    return result;
}

int program_find(const char *name, struct program *ret_program)
{
    struct program program = {.kind = PROGRAM_NATIVE};
    int result = -ENOENT;

    if (strlen(name) >= sizeof(program.path))
        return -ENAMETOOLONG;
    if (strchr(name, '/')) {
        strcpy(program.path, name);
        result = examine(&program);
    } else if (*name) {
        result = search(name, &program);
    }
    if (!result)
        *ret_program = program;
    return result;
}
