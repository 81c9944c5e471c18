/* SPDX-License-Identifier: MIT */
#include <pthread.h>

#include "shim/error.h"
#include "shim/wstr.h"
#include "unit.h"
#include "winapi/useratom/useratom.h"

static void *register_many(void *seen)
{
    UINT *atoms = seen;

    for (WCHAR i = 0; i < 500; i++) {
        WCHAR name[] = {'n', (WCHAR)(0x4e00 + i), 0};

        useratom_register(name, &atoms[i]);
    }
    return NULL;
}

START_TEST(threads_agree_on_every_number)
{
    static UINT seen[4][500];
    pthread_t threads[4];

    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, register_many, seen[i]);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    for (int i = 1; i < 4; i++)
        ck_assert_mem_eq(seen[i], seen[0], sizeof(seen[0]));
    ck_assert_uint_eq(*useratom_name(seen[0][7]), 'n');
}
END_TEST

START_TEST(numbers_run_out_and_known_names_still_work)
{
    UINT first = 0, atom = 0;
    int result = 0;

    ck_assert_int_eq(useratom_register(u"first", &first), 0);
    for (unsigned i = 0; !result && i < 0x5000; i++) {
        WCHAR name[] = {'m', (WCHAR)(1 + i / 0x100), (WCHAR)(0x4e00 + i % 0x100), 0};

        result = useratom_register(name, &atom);
    }
    ck_assert_int_eq(result, -ENOMEM);
    ck_assert_uint_eq(atom, 0xffff);
    atom = 0;
    ck_assert_int_eq(useratom_register(u"FIRST", &atom), 0);
    ck_assert_uint_eq(atom, first);
    ck_assert_ptr_null(useratom_name(0x10000));
    ck_assert_ptr_null(useratom_name(USERATOM_FIRST - 1));
}
END_TEST

UNIT_MAIN("useratom", threads_agree_on_every_number, numbers_run_out_and_known_names_still_work)
