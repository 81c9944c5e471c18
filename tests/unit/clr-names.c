/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "assembly.h"
#include "shim/clr/index.h"
#include "shim/clr/memory.h"
#include "shim/clr/names.h"
#include "shim/clr/signature.h"
#include "unit.h"

#define UNICODE CLR_CHARSET_UNICODE
#define ANSI    CLR_CHARSET_ANSI
#define AUTO    CLR_CHARSET_AUTO
#define EXACT   CLR_PINVOKE_NO_MANGLE

static const char no_text[] = "\x00\x00\x08", text[] = "\x00\x01\x08\x0e";

#define WITH_TEXT    text, 4
#define WITHOUT_TEXT no_text, 3

/* Addresses stand for functions; PlaySound is PlaySoundA's alias. Sorted by name. */
static struct builtin_export exports[] = {
    {.name = "AnsiAlias", .entry = {NULL, (void *)8}, .ordinal = 8},
    {.name = "AnsiAliasA", .entry = {NULL, (void *)8}, .ordinal = 9},
    {.name = "BeepA", .entry = {NULL, (void *)1}, .ordinal = 1},
    {.name = "BeepW", .entry = {NULL, (void *)2}, .ordinal = 2},
    {.name = "OnlyW", .entry = {NULL, (void *)3}, .ordinal = 3},
    {.name = "PlaySound", .entry = {NULL, (void *)4}, .ordinal = 4},
    {.name = "PlaySoundA", .entry = {NULL, (void *)4}, .ordinal = 5},
    {.name = "PlaySoundW", .entry = {NULL, (void *)5}, .ordinal = 6},
    {.name = "Sleep", .entry = {NULL, (void *)6}, .ordinal = 7},
};

static struct module module = {
    .kind = MODULE_BUILTIN,
    .name = (char *)"winmm.dll",
    .exports = exports,
    .export_count = ARRAY_LENGTH(exports),
};

static struct made made;
static char path[] = "/tmp/winshim-names-XXXXXX.dll";

static void write_assembly(const struct made_pinvoke *pinvokes, unsigned count)
{
    int fd;

    made_assembly(&made, pinvokes, count, false);
    strcpy(path, "/tmp/winshim-names-XXXXXX.dll");
    fd = mkstemps(path, 4);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, made.bytes, made.size), (ssize_t)made.size);
    close(fd);
}

static struct clr_index *index_of(const struct made_pinvoke *pinvokes, unsigned count)
{
    struct clr_index *index = clr_index_new();

    write_assembly(pinvokes, count);
    ck_assert_int_eq(clr_index_add_file(index, path), 0);
    ck_assert_int_eq(unlink(path), 0);
    return index;
}

/* What an assembly with these declarations gets for @name; -1: nothing. */
static int chosen(const char *name, const struct made_pinvoke *pinvokes, unsigned count)
{
    struct clr_index *index = index_of(pinvokes, count);
    const struct clr_pinvoke *found[8];
    size_t got = clr_index_find(index, "WINMM", name, NULL, found, 8);
    void *entry;

    ck_assert_uint_eq(got, count);
    entry = names_choose(&module, name, found, got);
    clr_index_free(index);
    return entry ? (int)(intptr_t)entry : -1;
}

static int chosen_one(const char *name, uint16_t flags)
{
    return chosen(name, &(struct made_pinvoke){"winmm.dll", name, "M", flags, WITH_TEXT}, 1);
}

START_TEST(character_set_decides_between_a_and_w)
{
    ck_assert_int_eq(chosen_one("Beep", UNICODE), 2);
    ck_assert_int_eq(chosen_one("Beep", ANSI), 1);
    ck_assert_int_eq(chosen_one("Beep", AUTO), 1);
    ck_assert_int_eq(chosen_one("Beep", 0), 1);
    ck_assert_int_eq(chosen_one("Beep", UNICODE | EXACT), -1);
    ck_assert_int_eq(chosen_one("Beep", ANSI | EXACT), -1);
}
END_TEST

START_TEST(unicode_takes_w_before_the_exact_name_and_ansi_after_it)
{
    ck_assert_int_eq(chosen_one("PlaySound", UNICODE), 5);
    ck_assert_int_eq(chosen_one("PlaySound", ANSI), 4);
    ck_assert_int_eq(chosen_one("PlaySound", AUTO), 4);
    ck_assert_int_eq(chosen_one("PlaySound", UNICODE | EXACT), 4);
    ck_assert_int_eq(chosen_one("Sleep", UNICODE), 6);
    ck_assert_int_eq(chosen_one("PlaySoundA", UNICODE), 4);
}
END_TEST

START_TEST(a_missing_function_is_missing)
{
    ck_assert_int_eq(chosen_one("Nothing", UNICODE), -1);
    ck_assert_int_eq(chosen_one("Only", ANSI), -1);
    ck_assert_int_eq(chosen_one("OnlyW", UNICODE), 3);
    ck_assert_int_eq(chosen_one("Only", UNICODE), 3);
    ck_assert_int_eq(chosen_one("AnsiAlias", UNICODE), -1);
    ck_assert_int_eq(chosen_one("AnsiAlias", ANSI), 8);
}
END_TEST

START_TEST(without_metadata_the_exact_name_then_a_then_w)
{
    ck_assert_ptr_eq(names_choose(&module, "PlaySound", NULL, 0), (void *)4);
    ck_assert_ptr_eq(names_choose(&module, "Beep", NULL, 0), (void *)1);
    ck_assert_ptr_eq(names_choose(&module, "Only", NULL, 0), (void *)3);
    ck_assert_ptr_null(names_choose(&module, "Nothing", NULL, 0));
}
END_TEST

START_TEST(declarations_with_text_outvote_those_without)
{
    static const struct made_pinvoke pinvokes[] = {
        {"winmm.dll", "Beep", "Plain", ANSI, WITHOUT_TEXT},
        {"winmm.dll", "Beep", "Wide", UNICODE, WITH_TEXT},
    };

    ck_assert_int_eq(chosen("Beep", pinvokes, 2), 2);
}
END_TEST

/* What @action prints on standard error. */
static int warned(const struct made_pinvoke *pinvokes, char *ret_text, size_t size)
{
    int saved = dup(STDERR_FILENO), memory = memfd_create("stderr", 0), entry;
    ssize_t length;

    dup2(memory, STDERR_FILENO);
    entry = chosen("Beep", pinvokes, 2);
    dup2(saved, STDERR_FILENO);
    close(saved);
    length = pread(memory, ret_text, size - 1, 0);
    close(memory);
    ret_text[length > 0 ? length : 0] = '\0';
    return entry;
}

START_TEST(conflicting_declarations_get_the_wide_function_and_a_warning)
{
    static const struct made_pinvoke conflict[] = {
        {"winmm.dll", "Beep", "Narrow", ANSI, WITH_TEXT},
        {"winmm.dll", "Beep", "Wide", UNICODE, WITH_TEXT},
    };
    static const struct made_pinvoke same[] = {
        {"winmm.dll", "Beep", "Narrow", ANSI, WITH_TEXT},
        {"winmm.dll", "Beep", "Automatic", AUTO, WITH_TEXT},
    };
    char message[1024];

    ck_assert_int_eq(warned(conflict, message, sizeof(message)), 2);
    ck_assert_ptr_nonnull(strstr(message, "WS0170: winmm.dll!Beep"));
    ck_assert_ptr_nonnull(strstr(message, "Tests.Native::Narrow"));
    ck_assert_ptr_nonnull(strstr(message, "Tests.Native::Wide"));
    ck_assert_int_eq(warned(same, message, sizeof(message)), 1);
    ck_assert_str_eq(message, "");
}
END_TEST

START_TEST(the_address_of_the_name_tells_which_assembly_asks)
{
    static const struct made_pinvoke wide[] = {
        {"winmm.dll", "Beep", "Wide", UNICODE, WITH_TEXT},
        {"other.dll", "Redirected", "Moved", UNICODE, WITH_TEXT},
    };
    static const struct made_pinvoke narrow = {"WinMM", "Beep", "Narrow", ANSI, WITH_TEXT};
    struct clr_index *index = index_of(&narrow, 1);
    const struct clr_pinvoke *found[4];
    char maps[] = "/tmp/winshim-maps-XXXXXX", line[256];
    const char *mapping;
    int fd, length;

    write_assembly(wide, 2);
    fd = open(path, O_RDONLY);
    mapping = mmap(NULL, MADE_BYTES, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    ck_assert_ptr_ne(mapping, MAP_FAILED);
    fd = mkstemp(maps);
    length = snprintf(line, sizeof(line), "%lx-%lx r--s 00000000 fe:00 1    %s\n1-2 x\n",
                      (long)mapping, (long)mapping + MADE_BYTES, path);
    ck_assert_int_eq(write(fd, line, (size_t)length), length);
    close(fd);
    ck_assert_int_eq(clr_index_add_maps(index, maps), 0);
    unlink(maps);
    unlink(path);

    ck_assert_uint_eq(clr_index_find(index, "winmm.dll", "Beep", NULL, found, 4), 2);
    ck_assert_uint_eq(clr_index_find(index, "winmm.dll", "Beep", mapping + 100, found, 4), 1);
    ck_assert_uint_eq(found[0]->flags, UNICODE);
    /* The asker may have been led here by a resolver; nobody else may. */
    ck_assert_uint_eq(clr_index_find(index, "winmm", "Redirected", mapping, found, 4), 1);
    ck_assert_uint_eq(clr_index_find(index, "winmm", "Redirected", NULL, found, 4), 0);
    munmap((void *)mapping, MADE_BYTES);
    clr_index_free(index);
}
END_TEST

START_TEST(an_assembly_in_memory_is_found_from_a_name_inside)
{
    static const struct made_pinvoke one = {"winmm.dll", "Beep", "M", UNICODE, WITH_TEXT};
    uint8_t *block = aligned_alloc(4096, 16 * MADE_BYTES), *copy = block + 8 * MADE_BYTES;
    struct memory_image image = {.size = 77};
    struct clr_metadata metadata;
    const char *name;

    memset(block, 'M', 16 * MADE_BYTES);
    made_assembly(&made, &one, 1, false);
    memcpy(copy, made.bytes, made.size);
    name = memmem(copy, made.size, "Beep", 5);
    ck_assert_int_eq(memory_find_image(name, &image), 0);
    ck_assert_uint_eq(image.start, (uintptr_t)copy);
    ck_assert_uint_eq(image.size, MADE_BYTES);
    ck_assert_int_eq(clr_metadata_open(&metadata, "copy", image.copy, image.size), 0);
    munmap(image.copy, image.size);

    image.size = 77;
    ck_assert_int_eq(memory_find_image(copy + 4, &image), -ENOENT); /* not in #Strings */
    ck_assert_int_eq(memory_find_image(copy - 10, &image), -ENOENT);
    ck_assert_int_eq(memory_find_image((void *)16, &image), -ENOENT);
    ck_assert_int_eq(memory_find_image(NULL, &image), -ENOENT);
    ck_assert_uint_eq(image.size, 77);
    free(block);
}
END_TEST

START_TEST(broken_assemblies_are_reported_once_and_others_quietly_left_out)
{
    static const struct made_pinvoke one = {"winmm.dll", "Beep", "M", 0, WITH_TEXT};
    struct clr_index *index = clr_index_new();
    int saved = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY), fd;

    write_assembly(&one, 1);
    fd = open(path, O_WRONLY);
    ck_assert_int_eq(pwrite(fd, "\xff\xff\xff\xff", 4, (off_t)made.tables + 24), 4);
    close(fd);
    dup2(null, STDERR_FILENO);
    ck_assert_int_eq(clr_index_add_file(index, path), -EINVAL);
    ck_assert_int_eq(clr_index_add_file(index, path), -ENOEXEC);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(null);
    unlink(path);
    ck_assert_int_eq(clr_index_add_file(index, "/proc/self/exe"), -ENOEXEC);
    ck_assert_int_eq(clr_index_add_file(index, "/nowhere/x.dll"), -ENOENT);
    ck_assert_int_eq(clr_index_add_file(index, "/"), -ENOEXEC);
    ck_assert_ptr_null(clr_index_assemblies(index));
    clr_index_free(index);
}
END_TEST

static void *look_up_often(void *index)
{
    const struct clr_pinvoke *found[2];
    size_t most = 0;

    for (int i = 0; i < 20000; i++) {
        size_t got = clr_index_find(index, "winmm", "Beep", NULL, found, 2);

        if (got < most || (got && strcmp(found[0]->entry, "Beep")))
            return NULL;
        most = got;
    }
    return index;
}

START_TEST(threads_look_up_while_another_adds_assemblies)
{
    static const struct made_pinvoke one = {"winmm.dll", "Beep", "M", UNICODE, WITH_TEXT};
    struct clr_index *index = index_of(&one, 1);
    pthread_t threads[3];
    void *result;

    for (size_t i = 0; i < ARRAY_LENGTH(threads); i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, look_up_often, index), 0);
    for (int i = 0; i < 20; i++) {
        write_assembly(&one, 1);
        ck_assert_int_eq(clr_index_add_file(index, path), 0);
        unlink(path);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(threads); i++) {
        pthread_join(threads[i], &result);
        ck_assert_ptr_eq(result, index);
    }
    ck_assert_uint_eq(clr_index_find(index, "winmm", "Beep", NULL, NULL, 0), 21);
    clr_index_free(index);
}
END_TEST

START_TEST(module_names_have_one_key)
{
    static const char *const names[][2] = {
        {"winmm.dll", "winmm"},
        {"WINMM", "winmm"},
        {"C:\\Program Files\\x\\Foo.DLL", "foo"},
        {"../lib/foo.dll", "foo"},
        {"C:foo.dll", "foo"},
        {"foo.bar.dll", "foo.bar"},
        {"winspool.drv", "winspool.drv"},
        {".dll", ".dll"},
        {"", ""},
        {"api-ms-win-core-file-l1-1-0.dll", "kernel32"},
    };
    char key[64];

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        clr_module_key(names[i][0], key, sizeof(key));
        ck_assert_str_eq(key, names[i][1]);
    }
    clr_module_key("much-too-long.dll", key, 5);
    ck_assert_str_eq(key, "much");
}
END_TEST

START_TEST(ordinals_are_numbers_behind_a_hash)
{
    ck_assert_uint_eq(names_ordinal("#12"), 12);
    ck_assert_uint_eq(names_ordinal("#65535"), 65535);
    ck_assert_uint_eq(names_ordinal("#65536"), 0);
    ck_assert_uint_eq(names_ordinal("#12A"), 0);
    ck_assert_uint_eq(names_ordinal("#"), 0);
    ck_assert_uint_eq(names_ordinal("#-1"), 0);
    ck_assert_uint_eq(names_ordinal("12"), 0);
    ck_assert_ptr_eq(names_resolve(&module, "#2"), (void *)2);
    ck_assert_ptr_null(names_resolve(&module, "#2W"));
    ck_assert_ptr_null(names_resolve(&module, "#99"));
}
END_TEST

START_TEST(a_host_without_managed_code_gets_exact_names_only)
{
    ck_assert_ptr_eq(names_resolve(&module, "PlaySound"), (void *)4);
    ck_assert_ptr_eq(names_resolve(&module, "BeepW"), (void *)2);
    ck_assert_ptr_null(names_resolve(&module, "Beep"));
}
END_TEST

UNIT_MAIN("clr-names", character_set_decides_between_a_and_w,
          unicode_takes_w_before_the_exact_name_and_ansi_after_it, a_missing_function_is_missing,
          without_metadata_the_exact_name_then_a_then_w,
          declarations_with_text_outvote_those_without,
          conflicting_declarations_get_the_wide_function_and_a_warning,
          the_address_of_the_name_tells_which_assembly_asks,
          an_assembly_in_memory_is_found_from_a_name_inside,
          broken_assemblies_are_reported_once_and_others_quietly_left_out,
          threads_look_up_while_another_adds_assemblies, module_names_have_one_key,
          ordinals_are_numbers_behind_a_hash, a_host_without_managed_code_gets_exact_names_only)
