/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shim/dll-directory.h"
#include "shim/error.h"
#include "shim/library.h"
#include "shim/program-path.h"
#include "shim/wstr.h"
#include "unit.h"

START_TEST(the_program_of_a_runtime_is_the_assembly_that_it_runs)
{
    char name[] = "/tmp/winshim-program-XXXXXX.dll", arguments[200];
    AUTOFREE char *dotnet = NULL, *mono = NULL, *other = NULL, *missing = NULL;
    size_t bytes;

    close(mkstemps(name, 4));
    bytes = (size_t)snprintf(arguments, sizeof(arguments), "x%cexec%c--roll-forward%cMajor%c%s", 0,
                             0, 0, 0, name) +
            1;
    dotnet = program_path_choose("/usr/lib/dotnet/dotnet", arguments, bytes);
    mono = program_path_choose("/usr/bin/mono-sgen", arguments, bytes);
    other = program_path_choose("/opt/App", arguments, bytes);
    unlink(name);
    missing = program_path_choose("/usr/bin/dotnet", arguments, bytes);
    ck_assert_str_eq(dotnet, name);
    ck_assert_str_eq(mono, name);
    ck_assert_str_eq(other, "/opt/App");
    ck_assert_str_eq(missing, "/usr/bin/dotnet");
    free(program_path_choose("/usr/bin/mono", "", 0));
    free(program_path_choose("/usr/bin/mono", "mono\0x.exe", 10));
}
END_TEST

START_TEST(the_program_has_a_module_that_is_no_builtin_of_the_system)
{
    struct module *program = library_program();
    AUTOFREE WCHAR *path = NULL;

    ck_assert_ptr_nonnull(program);
    ck_assert_ptr_eq(library_find(NULL), program);
    ck_assert_ptr_eq(library_of_handle(program->base), program);
    ck_assert_str_eq(program->name, "unit-library");
    ck_assert_int_eq(library_file_name(program, &path), 0);
    ck_assert_uint_eq(path[0], 'Z');
}
END_TEST

static bool count(void *context, const char *folder, size_t length)
{
    (*(unsigned *)context)++;
    return length == 4 && !memcmp(folder, "/tmp", 4);
}

START_TEST(added_folders_are_visited_until_one_will_do)
{
    void *first, *second;
    unsigned visits = 0;

    ck_assert_int_eq(dll_directory_add(u"/tmp", &first), 0);
    ck_assert_int_eq(dll_directory_add(u"Z:\\", &second), 0);
    ck_assert(dll_directory_visit(count, &visits));
    ck_assert_uint_eq(visits, 2);
    ck_assert_int_eq(dll_directory_remove(first), 0);
    ck_assert_int_eq(dll_directory_remove(first), -EINVAL);
    ck_assert(!dll_directory_visit(count, &visits));
    ck_assert_int_eq(dll_directory_remove(second), 0);
    ck_assert_int_eq(dll_directory_remove(NULL), -EINVAL);
}
END_TEST

START_TEST(search_flags_limit_the_search)
{
    struct module *module = NULL;

    ck_assert_uint_eq(
        win32_error(library_open(u"no-such-module", LOAD_LIBRARY_SEARCH_DEFAULT_DIRS, &module)),
        ERROR_MOD_NOT_FOUND);
    ck_assert_uint_eq(win32_error(library_open(u"..", 0, &module)), ERROR_MOD_NOT_FOUND);
    ck_assert_uint_eq(win32_error(library_open(u"C:\\", 0, &module)), ERROR_MOD_NOT_FOUND);
    ck_assert_ptr_null(module);
}
END_TEST

UNIT_MAIN("library", the_program_of_a_runtime_is_the_assembly_that_it_runs,
          the_program_has_a_module_that_is_no_builtin_of_the_system,
          added_folders_are_visited_until_one_will_do, search_flags_limit_the_search)
