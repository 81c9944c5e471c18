/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "shim/module.h"
#include "unit.h"

START_TEST(every_spelling_of_a_builtin_is_the_same_module)
{
    struct module *module = module_find("kernel32.dll");

    ck_assert_ptr_nonnull(module);
    ck_assert_ptr_eq(module_find("kernel32"), module);
    ck_assert_ptr_eq(module_find("KERNEL32.DLL"), module);
    ck_assert_ptr_eq(module_find("api-ms-win-core-file-l1-1-0.dll"), module);
    ck_assert_ptr_eq(module_of_handle(module->base), module);
    ck_assert_ptr_null(module_find("kernel32.dll.dll"));
    ck_assert_ptr_null(module_find("kernel"));
}
END_TEST

START_TEST(both_worlds_get_their_own_entry_of_one_function)
{
    struct module *module = module_find("kernel32");
    DWORD(HOST_CALL * host_get)(void) = module_symbol(module, "GetLastError", WORLD_HOST);
    void(HOST_CALL * host_set)(DWORD) = module_symbol(module, "SetLastError", WORLD_HOST);
    DWORD(GUEST_CALL * guest_get)(void) = module_symbol(module, "GetLastError", WORLD_GUEST);

    ck_assert_ptr_ne((void *)host_get, (void *)guest_get);
    host_set(1234);
    ck_assert_uint_eq(host_get(), 1234);
    ck_assert_uint_eq(guest_get(), 1234);
}
END_TEST

/* Walk the export directory as guests do. */
static void *walk_exports(char *base, const char *name)
{
    IMAGE_DOS_HEADER *dos = (void *)base;
    IMAGE_NT_HEADERS64 *nt = (void *)(base + dos->e_lfanew);
    IMAGE_EXPORT_DIRECTORY *directory =
        (void *)(base + nt->OptionalHeader.DataDirectory[0].VirtualAddress);
    DWORD *names = (void *)(base + directory->AddressOfNames);
    WORD *indexes = (void *)(base + directory->AddressOfNameOrdinals);
    DWORD *functions = (void *)(base + directory->AddressOfFunctions);

    ck_assert_uint_eq(dos->e_magic, IMAGE_DOS_SIGNATURE);
    ck_assert_uint_eq(nt->Signature, IMAGE_NT_SIGNATURE);
    for (DWORD i = 0; i < directory->NumberOfNames; i++)
        if (!strcmp(base + names[i], name))
            return base + functions[indexes[i]];
    return NULL;
}

START_TEST(walking_the_export_directory_gives_what_a_look_up_gives)
{
    struct module *module = module_find("kernel32");

    ck_assert_ptr_eq(walk_exports(module->base, "SetLastError"),
                     module_symbol(module, "SetLastError", WORLD_GUEST));
    ck_assert_ptr_eq(module_of_address(walk_exports(module->base, "SetLastError")), module);
}
END_TEST

UNIT_MAIN("module", every_spelling_of_a_builtin_is_the_same_module,
          both_worlds_get_their_own_entry_of_one_function,
          walking_the_export_directory_gives_what_a_look_up_gives)
