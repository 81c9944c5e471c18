/* SPDX-License-Identifier: MIT */
/* Loads the fixtures of tests/guest; GUEST_DIR names their folder. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shim/error.h"
#include "shim/guest-thread.h"
#include "shim/pe/loader.h"
#include "unit.h"

#pragma GCC diagnostic ignored "-Wstrict-prototypes"

static struct pe_reason reason;

static struct module *open_fixture(const char *name)
{
    struct module *module = NULL;
    char path[4096];

    snprintf(path, sizeof(path), "%s/%s", getenv("GUEST_DIR"), name);
    guest_thread_enter();
    ck_assert_msg(!loader_open(path, NULL, 0, &module, &reason), "%s: %s", name, reason.text);
    return module;
}

#define CALL(type, module, name, ...)                                                              \
    ((type(GUEST_CALL *)())loader_symbol(image_of(module), name, 0, 0))(__VA_ARGS__)

static const char *leaf_log(struct module *leaf)
{
    return CALL(const char *, leaf, "leaf_log");
}

START_TEST(dependencies_attach_first_and_detach_last_also_in_a_circle)
{
    struct module *leaf = open_fixture("leaf.dll");
    struct module *middle;

    CALL(void, leaf, "leaf_clear");
    middle = open_fixture("middle.dll");
    ck_assert_str_eq(leaf_log(leaf), "OM");
    ck_assert_int_eq(CALL(int, middle, "middle_sum"), 7 + 42);
    loader_close(middle);
    ck_assert_ptr_null(module_find_image("middle"));
    loader_close(leaf);
}
END_TEST

START_TEST(second_open_is_the_same_module_and_closes_twice)
{
    struct module *leaf = open_fixture("leaf.dll"), *again = open_fixture("LEAF.dll");

    ck_assert_ptr_eq(leaf, again);
    loader_close(again);
    ck_assert_ptr_eq(module_find_image("leaf"), leaf);
    loader_close(leaf);
    ck_assert_ptr_null(module_find_image("leaf"));
}
END_TEST

START_TEST(refusing_dll_main_is_an_init_failure_and_leaves_nothing)
{
    struct module *leaf = open_fixture("leaf.dll"), *module = (void *)0x5555;
    char path[4096];

    snprintf(path, sizeof(path), "%s/failing.dll", getenv("GUEST_DIR"));
    CALL(void, leaf, "leaf_clear");
    ck_assert_int_eq(loader_open(path, NULL, 0, &module, &reason),
                     ENGINE_WIN32(ERROR_DLL_INIT_FAILED));
    ck_assert_ptr_eq(module, (void *)0x5555);
    ck_assert_str_eq(reason.code, "WS0223");
    ck_assert_str_eq(leaf_log(leaf), "Ff");
    ck_assert_ptr_null(module_find_image("failing"));
    loader_close(leaf);
}
END_TEST

START_TEST(forwarders_reach_images_builtins_and_api_sets)
{
    struct module *forward = open_fixture("forward.dll");
    struct module *leaf = module_find_image("leaf"), *kernel32 = module_find("kernel32");
    struct image *image = image_of(forward);

    ck_assert_ptr_null(leaf);
    ck_assert_ptr_eq(loader_symbol(image, "to_builtin", 0, 0),
                     module_symbol(kernel32, "GetLastError", WORLD_GUEST));
    ck_assert_ptr_eq(loader_symbol(image, "to_api_set", 0, 0),
                     module_symbol(kernel32, "SetLastError", WORLD_GUEST));
    ck_assert_ptr_nonnull(loader_symbol(image, "by_name", 0, 0));
    leaf = module_find_image("leaf");
    ck_assert_ptr_nonnull(leaf);
    ck_assert_ptr_eq(loader_symbol(image, "by_name", 0, 0),
                     loader_symbol(image_of(leaf), "leaf_log", 0, 0));
    ck_assert_ptr_eq(loader_symbol(image, "by_ordinal", 0, 0),
                     loader_symbol(image_of(leaf), NULL, 1, 0));
    ck_assert_ptr_null(loader_symbol(image, "to_nowhere", 0, 0));
    ck_assert_ptr_null(loader_symbol(image, "to_itself", 0, 0));
    ck_assert_ptr_null(loader_symbol(image, "absent", 0, 0));
    ck_assert_ptr_null(loader_symbol(image, NULL, 9999, 0));
    loader_close(forward);
}
END_TEST

START_TEST(missing_import_loads_and_its_neighbour_works)
{
    struct module *leaf = open_fixture("leaf.dll"), *missing = open_fixture("missing.dll");

    CALL(void, leaf, "leaf_clear");
    CALL(void, missing, "missing_note");
    ck_assert_str_eq(leaf_log(leaf), "x");
    loader_close(missing);
    loader_close(leaf);
}
END_TEST

static void *other_thread(void *module)
{
    char *block, *result;

    guest_thread_enter();
    block = CALL(char *, (struct module *)module, "tls_block");
    result = malloc(16);
    memcpy(result, block, 16);
    memcpy(block, "changed!", 8);
    return result;
}

START_TEST(tls_block_of_each_thread_is_its_own_copy_of_the_template)
{
    static const char expected[16] = "template";
    struct module *tls = open_fixture("tls.dll");
    void *block = CALL(void *, tls, "tls_block"), *theirs;
    pthread_t thread;

    ck_assert_mem_eq(block, expected, 16);
    ck_assert_int_eq(CALL(LONG, tls, "tls_notices", DLL_PROCESS_ATTACH), 1);
    pthread_create(&thread, NULL, other_thread, tls);
    pthread_join(thread, &theirs);
    ck_assert_mem_eq(theirs, expected, 16);
    ck_assert_mem_eq(block, expected, 16);
    ck_assert_int_eq(CALL(LONG, tls, "tls_notices", DLL_THREAD_ATTACH), 1);
    ck_assert_int_eq(CALL(LONG, tls, "tls_notices", DLL_THREAD_DETACH), 1);
    free(theirs);
    loader_close(tls);
}
END_TEST

/* Every mapping of the fixture's: none may be writable and executable. */
START_TEST(sections_have_their_protection_and_the_file_its_name_in_maps)
{
    struct module *leaf = open_fixture("leaf.dll");
    FILE *maps = fopen("/proc/self/maps", "r");
    bool named = false, code = false;
    char line[512];

    while (fgets(line, sizeof(line), maps)) {
        unsigned long start = strtoul(line, NULL, 16);

        if (start - (uintptr_t)leaf->base >= leaf->size_bytes)
            continue;
        ck_assert_msg(!strstr(line, "rwx") && !strstr(line, "-wx"), "%s", line);
        named |= strstr(line, "/leaf.dll") != NULL;
        code |= strstr(line, "r-xp") != NULL;
    }
    fclose(maps);
    ck_assert(named);
    ck_assert(code);
    loader_close(leaf);
}
END_TEST

START_TEST(absent_module_is_named_with_who_wants_it_and_where_it_was_searched)
{
    struct module *module = NULL;

    ck_assert_int_eq(loader_open("no-such-module.dll", NULL, 0, &module, &reason), -ENOENT);
    ck_assert_str_eq(reason.code, "WS0224");
    ck_assert_ptr_nonnull(strstr(reason.text, "no-such-module.dll"));
    ck_assert_ptr_nonnull(strstr(reason.text, "system32"));
    ck_assert_ptr_null(module);
}
END_TEST

START_TEST(builtin_wins_over_a_file_unless_overridden)
{
    struct module *module = NULL;

    ck_assert_int_eq(loader_open("KERNEL32.dll", NULL, 0, &module, &reason), 0);
    ck_assert_int_eq(module->kind, MODULE_BUILTIN);
    setenv("WINSHIM_OVERRIDES", "leaf,kernel32=n", 1);
    ck_assert_int_eq(loader_open("kernel32", NULL, 0, &module, &reason), -ENOENT);
    unsetenv("WINSHIM_OVERRIDES");
}
END_TEST

UNIT_MAIN("loader", dependencies_attach_first_and_detach_last_also_in_a_circle,
          second_open_is_the_same_module_and_closes_twice,
          refusing_dll_main_is_an_init_failure_and_leaves_nothing,
          forwarders_reach_images_builtins_and_api_sets,
          missing_import_loads_and_its_neighbour_works,
          tls_block_of_each_thread_is_its_own_copy_of_the_template,
          sections_have_their_protection_and_the_file_its_name_in_maps,
          absent_module_is_named_with_who_wants_it_and_where_it_was_searched,
          builtin_wins_over_a_file_unless_overridden)
