/* SPDX-License-Identifier: MIT */
/* clr-layout.c - reads the compiled clr-layout.cs; see there */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "shim/abi.h"
#include "shim/clr/index.h"
#include "shim/clr/layout.h"
#include "unit.h"

static struct clr_index *test_index;
static const struct clr_metadata *metadata;
static struct clr_arena arena;

static const struct clr_metadata *find(void *context, const char *name)
{
    const struct clr_assembly *found = clr_index_assembly(test_index, name);

    return found ? &found->metadata : NULL;
}

static const struct clr_resolver resolver = {find, NULL};

/* What the runtime printed, behind the line that names its corlib. */
static FILE *open_expected(char corlib[512])
{
    FILE *file = fopen(getenv("CLR_EXPECTED"), "r");

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fscanf(file, "corlib %511[^\n]", corlib), 1);
    return file;
}

static void open_fixture(void)
{
    char corlib[512];

    if (metadata)
        return;
    fclose(open_expected(corlib));
    test_index = clr_index_new();
    ck_assert_int_eq(clr_index_add_file(test_index, getenv("CLR_FIXTURE")), 0);
    metadata = &clr_index_assemblies(test_index)->metadata;
    ck_assert_int_eq(clr_index_add_file(test_index, corlib), 0);
}

static uint32_t type_row(const char *name)
{
    open_fixture();
    for (uint32_t row = 1; row <= clr_rows(metadata, CLR_TYPE_DEF); row++)
        if (!strcmp(clr_name(metadata, CLR_TYPE_DEF, row, CLR_TYPE_DEF_NAME), name))
            return row;
    ck_abort_msg("no type %s", name);
    return 0;
}

static struct clr_method method_of(const char *name)
{
    struct clr_method method;

    open_fixture();
    for (uint32_t row = 1; row <= clr_rows(metadata, CLR_METHOD_DEF); row++)
        if (!strcmp(clr_name(metadata, CLR_METHOD_DEF, row, CLR_METHOD_NAME), name)) {
            ck_assert_int_eq(clr_method_decode(metadata, &arena, row, &method), 0);
            return method;
        }
    ck_abort_msg("no method %s", name);
}

static struct clr_layout layout_of(const char *type)
{
    struct clr_layout layout = {0};
    int result = clr_layout_of_type_def(metadata, &arena, &resolver, type_row(type), &layout);

    ck_assert_msg(result == 0, "%s: %d", type, result);
    return layout;
}

static bool has_leaf_at(const struct clr_layout *layout, uint32_t offset)
{
    for (uint32_t i = 0; i < layout->leaf_count; i++)
        if (layout->leaves[i].offset == offset)
            return true;
    return false;
}

START_TEST(sizes_and_offsets_are_those_of_the_runtime)
{
    char name[64], corlib[512], *dot;
    FILE *file = open_expected(corlib);
    unsigned number, count = 0;
    struct clr_layout layout = {0};

    while (fscanf(file, "%63s %u", name, &number) == 2) {
        dot = strchr(name, '.');
        count++;
        if (dot) {
            ck_assert_msg(has_leaf_at(&layout, number), "%s is not at %u", name, number);
            continue;
        }
        layout = layout_of(name);
        if (!strcmp(name, "Sized"))
            number = 37; /* Mono rounds a given Size up to the alignment; .NET takes it */
        if (!strcmp(name, "ArrayOfBools"))
            number = 20; /* Mono ignores the ArraySubType of bool arrays; .NET obeys it */
        ck_assert_msg(layout.size == number, "%s has %u bytes, not %u", name, layout.size, number);
    }
    fclose(file);
    ck_assert_uint_ge(count, 100);
}
END_TEST

static void check_sysv(const char *type, unsigned count, enum clr_register first,
                       enum clr_register second)
{
    enum clr_register classes[2] = {CLR_REGISTER_NONE, CLR_REGISTER_NONE};
    struct clr_layout layout = layout_of(type);

    ck_assert_msg(clr_layout_sysv(&layout, classes) == count, "%s", type);
    ck_assert_msg(classes[0] == first && classes[1] == second, "%s", type);
}

START_TEST(system_v_registers_follow_from_the_scalars)
{
    check_sysv("Floats2", 1, CLR_REGISTER_SSE, CLR_REGISTER_NONE);
    check_sysv("Floats4", 2, CLR_REGISTER_SSE, CLR_REGISTER_SSE);
    check_sysv("IntAndDouble", 2, CLR_REGISTER_INTEGER, CLR_REGISTER_SSE);
    check_sysv("Rect", 2, CLR_REGISTER_INTEGER, CLR_REGISTER_INTEGER);
    check_sysv("One", 1, CLR_REGISTER_SSE, CLR_REGISTER_NONE);
    check_sysv("Union", 2, CLR_REGISTER_INTEGER, CLR_REGISTER_INTEGER);
    check_sysv("Mixed", 0, CLR_REGISTER_NONE, CLR_REGISTER_NONE);   /* 32 bytes */
    check_sysv("Packed1", 0, CLR_REGISTER_NONE, CLR_REGISTER_NONE); /* an int at 1 */
}
END_TEST

START_TEST(microsoft_registers_follow_from_the_size)
{
    struct clr_layout layout = layout_of("One");

    ck_assert_int_eq(clr_layout_microsoft(&layout), CLR_REGISTER_INTEGER);
    layout = layout_of("Floats2");
    ck_assert_int_eq(clr_layout_microsoft(&layout), CLR_REGISTER_INTEGER);
    layout = layout_of("CharsAnsi"); /* 3 bytes */
    ck_assert_int_eq(clr_layout_microsoft(&layout), CLR_REGISTER_NONE);
    layout = layout_of("Rect");
    ck_assert_int_eq(clr_layout_microsoft(&layout), CLR_REGISTER_NONE);
}
END_TEST

START_TEST(fixed_buffers_and_arrays_are_runs_of_scalars)
{
    struct clr_layout layout = layout_of("Fixed");

    ck_assert_uint_eq(layout.leaf_count, 3);
    ck_assert_uint_eq(layout.leaves[1].count, 3);
    ck_assert_int_eq(layout.leaves[1].kind, CLR_LEAF_FLOAT);
    ck_assert_uint_eq(layout.leaves[2].count, 5);
    layout = layout_of("Pointers");
    ck_assert_int_eq(layout.leaves[3].kind, CLR_LEAF_FUNCTION);
    ck_assert_uint_eq(layout.leaves[3].delegate, CLR_TOKEN(CLR_TYPE_DEF, type_row("Callback")));
}
END_TEST

static struct clr_layout param_layout(const struct clr_method *method, unsigned index)
{
    struct clr_layout layout = {0};

    ck_assert_int_eq(clr_layout_of_param(method,
                                         index == ~0u ? &method->result : &method->params[index],
                                         &arena, &resolver, &layout),
                     0);
    return layout;
}

START_TEST(scalar_parameters_have_their_default_native_forms)
{
    static const struct {
        uint32_t size;
        enum clr_leaf_kind kind;
    } expected[] = {
        {4, CLR_LEAF_INTEGER},  {1, CLR_LEAF_INTEGER},  {8, CLR_LEAF_POINTER},
        {8, CLR_LEAF_POINTER},  {8, CLR_LEAF_FUNCTION}, {4, CLR_LEAF_FLOAT},
        {1, CLR_LEAF_INTEGER},  {8, CLR_LEAF_POINTER},  {8, CLR_LEAF_POINTER},
        {24, CLR_LEAF_INTEGER},
    };
    struct clr_method method = method_of("Scalars");
    struct clr_layout layout;

    ck_assert_uint_eq(method.param_count, ARRAY_LENGTH(expected));
    for (unsigned i = 0; i < ARRAY_LENGTH(expected); i++) {
        layout = param_layout(&method, i);
        ck_assert_uint_eq(layout.size, expected[i].size);
        ck_assert_int_eq(layout.leaves[0].kind, expected[i].kind);
    }
    layout = param_layout(&method, ~0u);
    ck_assert_uint_eq(layout.size, 4);
    ck_assert_str_eq(method.params[1].name, "b");
}
END_TEST

START_TEST(declarations_of_a_compiler_decode_whole)
{
    static const uint32_t sizes[] = {16, 16, 32, 8, 8, 8, 16, 16, 8};
    struct clr_method method = method_of("Structs");

    ck_assert_str_eq(method.entry, "Other");
    ck_assert(method.set_last_error && method.exact_spelling && method.preserve_sig);
    ck_assert_int_eq(method.charset, CLR_CHARSET_UNICODE);
    ck_assert_int_eq(method.callconv, CLR_CALLCONV_CDECL);
    for (unsigned i = 0; i < ARRAY_LENGTH(sizes); i++) {
        struct clr_layout layout = param_layout(&method, i);

        ck_assert_msg(layout.size == sizes[i], "parameter %u has %u bytes", i, layout.size);
    }
    ck_assert(method.params[4].in && method.params[4].out);
    ck_assert(!method.params[5].in && method.params[5].out);
    ck_assert_int_eq(method.params[5].marshal.native, CLR_NATIVE_ARRAY);
    ck_assert(method.params[5].marshal.has_param && method.params[5].marshal.size_param == 1);
    ck_assert_int_eq(method.params[8].type->element, CLR_GENERICINST);

    method = method_of("Throws");
    ck_assert(!method.preserve_sig);
    ck_assert_str_eq(method.module, "y");
    ck_assert(method.result.has_marshal && method.result.marshal.native == CLR_NATIVE_BOOLEAN);
    ck_assert_int_eq(method.params[0].marshal.native, CLR_NATIVE_CUSTOM);
    ck_assert(!strncmp(method.params[0].marshal.type_name, "Program", 7));
    ck_assert_str_eq(method.params[0].marshal.cookie, "cookie");
}
END_TEST

START_TEST(types_of_unknown_assemblies_are_missing_not_guessed)
{
    struct clr_layout layout = {.size = 77};

    ck_assert_int_eq(clr_layout_of_type_def(metadata, &arena, NULL, type_row("Dates"), &layout),
                     -ENOENT);
    ck_assert_uint_eq(layout.size, 77);
    ck_assert_int_eq(clr_layout_of_type_def(metadata, &arena, NULL, 0xffffff, &layout), -ENOENT);
    ck_assert_int_eq(
        clr_layout_of_type_def(metadata, &arena, NULL, type_row("KeyValue`2"), &layout), -ENOTSUP);
}
END_TEST

UNIT_MAIN("clr-layout", sizes_and_offsets_are_those_of_the_runtime,
          system_v_registers_follow_from_the_scalars, microsoft_registers_follow_from_the_size,
          fixed_buffers_and_arrays_are_runs_of_scalars,
          scalar_parameters_have_their_default_native_forms,
          declarations_of_a_compiler_decode_whole,
          types_of_unknown_assemblies_are_missing_not_guessed)
