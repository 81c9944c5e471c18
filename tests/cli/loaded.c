/* SPDX-License-Identifier: MIT */
/*
 * loaded.c - a program that does with the dynamic loader what the words of its
 * command line say, and prints the results one a line
 *
 *     open NAME [FLAGS]   dlopen; "handle" or "none"
 *     sym NAME            dlsym on the last handle, call nothing
 *     close               dlclose on the last handle
 *     error               dlerror
 *     where               dladdr of the last symbol, or of the last handle
 *     next NAME           dlsym(RTLD_NEXT)
 *     default NAME        dlsym(RTLD_DEFAULT)
 *     marker              call the last handle's marker()
 *     maps PART           whether a mapped file's name has PART in it
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *handle, *symbol;

static int flags_of(const char *word)
{
    int flags = 0;

    flags |= strstr(word, "noload") ? RTLD_NOLOAD : 0;
    flags |= strstr(word, "global") ? RTLD_GLOBAL : 0;
    return flags | (strstr(word, "now") ? RTLD_NOW : RTLD_LAZY);
}

static void print_error(void)
{
    const char *text = dlerror();

    printf("%s\n", text ? text : "no error");
}

static void print_where(void)
{
    Dl_info info;

    if (!dladdr(symbol ? symbol : handle, &info))
        printf("nowhere\n");
    else
        printf("%s %s%s%s\n", info.dli_fname, info.dli_sname ? info.dli_sname : "-",
               info.dli_fbase == handle ? " base" : "",
               symbol && info.dli_saddr == symbol ? " start" : "");
}

static void print_maps(const char *part)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[4096];
    int found = 0;

    while (maps && fgets(line, sizeof(line), maps))
        found |= strstr(line, part) != NULL;
    if (maps)
        fclose(maps);
    printf("%s\n", found ? "mapped" : "not mapped");
}

static void call_marker(void)
{
    const char *(*marker)(void) = (const char *(*)(void))dlsym(handle, "marker");

    printf("%s\n", marker ? marker() : "no marker");
}

static void print_found(const void *found)
{
    printf("%s\n", found ? "found" : "none");
}

/* Words of one argument; returns how many words were used. */
static int with_argument(const char *word, char **rest)
{
    int flags = RTLD_LAZY, used = 2;

    if (!strcmp(word, "open")) {
        if (rest[1] && !strncmp(rest[1], "flags:", 6))
            flags = flags_of(rest[1]), used = 3;
        symbol = NULL;
        handle = dlopen(strcmp(rest[0], "NULL") ? rest[0] : NULL, flags);
        printf("%s\n", handle ? "handle" : "none");
    } else if (!strcmp(word, "sym")) {
        print_found(symbol = dlsym(handle, rest[0]));
    } else if (!strcmp(word, "vsym")) {
        print_found(symbol = dlvsym(handle, rest[0], "WINSHIM_1"));
    } else if (!strcmp(word, "next")) {
        print_found(symbol = dlsym(RTLD_NEXT, rest[0]));
    } else if (!strcmp(word, "default")) {
        print_found(symbol = dlsym(RTLD_DEFAULT, rest[0]));
    } else if (!strcmp(word, "maps")) {
        print_maps(rest[0]);
    } else {
        used = 0;
    }
    return used;
}

int main(int argc, char **argv)
{
    for (char **word = argv + 1; *word;) {
        int used = word[1] ? with_argument(*word, word + 1) : 0;

        if (!used && !strcmp(*word, "close"))
            printf("%d\n", dlclose(handle));
        else if (!used && !strcmp(*word, "error"))
            print_error();
        else if (!used && !strcmp(*word, "where"))
            print_where();
        else if (!used && !strcmp(*word, "marker"))
            call_marker();
        else if (!used)
            return 2;
        word += used ? used : 1;
    }
    return argc < 2;
}
