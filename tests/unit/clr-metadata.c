/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "assembly.h"
#include "shim/clr/metadata.h"
#include "shim/clr/signature.h"
#include "unit.h"

/* static int M(string, ref double) */
#define SIGNATURE "\x00\x02\x08\x0e\x10\x0d"

static const struct made_pinvoke two[] = {
    {"winmm.dll", "PlaySound", "Play", 0x0104, SIGNATURE, 6},
    {"user32", NULL, "Beep", 0x0141, "\x00\x00\x01", 3},
};

static struct made made;
static struct clr_metadata metadata;

static int open_made(void)
{
    return clr_metadata_open(&metadata, "Made.dll", made.bytes, made.size);
}

static void poke(size_t offset, uint32_t value)
{
    memcpy(made.bytes + offset, &value, sizeof(value));
}

START_TEST(rows_of_a_made_assembly_read_back)
{
    for (int pointers = 0; pointers < 2; pointers++) {
        made_assembly(&made, two, 2, pointers);
        ck_assert_int_eq(open_made(), 0);
        ck_assert_str_eq(metadata.version, "v4.0.30319");
        ck_assert_uint_eq(clr_rows(&metadata, CLR_IMPL_MAP), 2);
        ck_assert_uint_eq(clr_rows(&metadata, CLR_FIELD), 0);
        ck_assert_uint_eq(clr_cell(&metadata, CLR_IMPL_MAP, 1, CLR_IMPL_MAP_FLAGS), 0x0104);
        ck_assert_str_eq(clr_name(&metadata, CLR_IMPL_MAP, 1, CLR_IMPL_MAP_NAME), "PlaySound");
        ck_assert_str_eq(clr_name(&metadata, CLR_MODULE_REF, 2, 0), "user32");
        ck_assert_uint_eq(clr_token(&metadata, CLR_IMPL_MAP, 2, CLR_IMPL_MAP_MEMBER),
                          CLR_TOKEN(CLR_METHOD_DEF, 2));
        ck_assert_uint_eq(clr_method_type(&metadata, 1), 2);
        ck_assert_uint_eq(clr_method_type(&metadata, 2), 2);
        ck_assert_uint_eq(clr_method_type(&metadata, 3), 0);
        ck_assert_uint_eq(clr_cell(&metadata, CLR_IMPL_MAP, 3, 0), 0);
        ck_assert_uint_eq(clr_cell(&metadata, CLR_IMPL_MAP, 0, 0), 0);
    }
}
END_TEST

START_TEST(a_declaration_decodes_with_its_signature)
{
    struct clr_arena arena = {NULL};
    struct clr_method method;

    made_assembly(&made, two, 2, false);
    ck_assert_int_eq(open_made(), 0);
    ck_assert_int_eq(clr_method_decode(&metadata, &arena, 1, &method), 0);
    ck_assert_str_eq(method.module, "winmm.dll");
    ck_assert_str_eq(method.entry, "PlaySound");
    ck_assert_str_eq(method.name, "Play");
    ck_assert_str_eq(method.type_name, "Native");
    ck_assert_str_eq(method.type_namespace, "Tests");
    ck_assert_int_eq(method.charset, CLR_CHARSET_UNICODE);
    ck_assert_int_eq(method.callconv, CLR_CALLCONV_WINAPI);
    ck_assert(method.preserve_sig && method.is_static && !method.exact_spelling);
    ck_assert_uint_eq(method.param_count, 2);
    ck_assert_int_eq(method.result.type->element, CLR_I4);
    ck_assert_int_eq(method.params[0].type->element, CLR_STRING);
    ck_assert_int_eq(method.params[1].type->element, CLR_BYREF);
    ck_assert_int_eq(method.params[1].type->inner->element, CLR_R8);

    ck_assert_int_eq(clr_method_decode(&metadata, &arena, 2, &method), 0);
    ck_assert_str_eq(method.entry, "Beep");
    ck_assert(method.set_last_error && method.exact_spelling);
    ck_assert_int_eq(clr_method_decode(&metadata, &arena, 3, &method), -ENOENT);
    ck_assert_int_eq(clr_method_decode(&metadata, &arena, 0, &method), -ENOENT);
    clr_arena_finish(&arena);
}
END_TEST

START_TEST(every_shortened_file_is_rejected_or_read_within_bounds)
{
    struct clr_arena arena = {NULL};
    struct clr_method method;

    made_assembly(&made, two, 2, false);
    for (size_t size = 0; size < 0x800; size++) {
        uint8_t *copy = malloc(size + 1);

        memcpy(copy, made.bytes, size);
        if (clr_metadata_open(&metadata, "Made.dll", copy, size) == 0)
            clr_method_decode(&metadata, &arena, 1, &method);
        else
            ck_assert(!strncmp(metadata.error, "Made.dll: ", 10) && metadata.error[10]);
        free(copy);
    }
    clr_arena_finish(&arena);
}
END_TEST

START_TEST(absurd_row_counts_are_rejected_with_file_and_reason)
{
    static const uint32_t counts[] = {0x00ffffff, 0x01000000, 0xffffffff, 5000};

    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        made_assembly(&made, two, 2, false);
        poke(made.tables + 24 + 8, counts[i]); /* MethodDef */
        ck_assert_int_eq(open_made(), -EINVAL);
        ck_assert_ptr_nonnull(strstr(metadata.error, "Made.dll: table 0x06"));
    }
}
END_TEST

START_TEST(streams_and_metadata_outside_the_file_are_rejected)
{
    size_t first_stream = MADE_SECTION_OFFSET + MADE_CLI_BYTES + 32;

    made_assembly(&made, two, 2, false);
    poke(first_stream, 0xfffffff0);
    ck_assert_int_eq(open_made(), -EINVAL);
    ck_assert_str_eq(metadata.error, "Made.dll: its stream #~ lies outside the metadata");
    made_assembly(&made, two, 2, false);
    poke(first_stream + 4, 0xffffffff);
    ck_assert_int_eq(open_made(), -EINVAL);
    made_assembly(&made, two, 2, false);
    poke(MADE_SECTION_OFFSET + 8, 0x7fffffff);
    ck_assert_int_eq(open_made(), -EINVAL);
    ck_assert_str_eq(metadata.error, "Made.dll: its metadata lies outside the file");
    made_assembly(&made, two, 2, false);
    poke(made.root, 0x12345678);
    ck_assert_int_eq(open_made(), -EINVAL);
    ck_assert_str_eq(metadata.error, "Made.dll: its metadata has no BSJB signature");
}
END_TEST

START_TEST(a_file_without_cli_header_is_no_assembly)
{
    made_assembly(&made, two, 2, false);
    poke(0x98 + 96 + 14 * 8, 0);
    ck_assert_int_eq(open_made(), -ENOEXEC);
    ck_assert_int_eq(clr_metadata_open(&metadata, "x",
                                       "\x7f"
                                       "ELF",
                                       4),
                     -ENOEXEC);
    ck_assert_int_eq(clr_metadata_open(&metadata, "x", NULL, 0), -ENOEXEC);
}
END_TEST

START_TEST(indexes_that_point_outside_give_nothing)
{
    struct cursor blob;

    made_assembly(&made, two, 2, false);
    ck_assert_int_eq(open_made(), 0);
    ck_assert_str_eq(clr_string(&metadata, 0xffff), "");
    ck_assert_str_eq(clr_string(&metadata, 0xffffffff), "");
    ck_assert_int_eq(clr_blob(&metadata, metadata.blobs.size, &blob), -EINVAL);
    ck_assert_int_eq(clr_blob(&metadata, 0xffffffff, &blob), -EINVAL);
    ck_assert_uint_eq(clr_type_token(&metadata, 3), 0);          /* tag 3 is no table */
    ck_assert_uint_eq(clr_type_token(&metadata, 0x7fffffff), 0); /* no such row */
    ck_assert_uint_eq(clr_type_token(&metadata, 0), 0);          /* row 0 */
    ck_assert_uint_eq(clr_type_token(&metadata, 2 << 2), CLR_TOKEN(CLR_TYPE_DEF, 2));
}
END_TEST

START_TEST(compressed_integers_are_those_of_the_standard)
{
    static const struct {
        const char *bytes;
        uint32_t value;
        int32_t as_signed;
    } cases[] = {
        /* II.23.2, the examples there */
        {"\x03", 0x03, -0x40 + 1},
        {"\x7f", 0x7f, -1},
        {"\x80\x80", 0x80, 64},
        {"\xae\x57", 0x2e57, 0},
        {"\xbf\xff", 0x3fff, -1},
        {"\xc0\x00\x40\x00", 0x4000, 8192},
        {"\x06", 6, 3},
        {"\x7b", 0x7b, -3},
        {"\x01", 1, -64},
        {"\x80\x01", 1, -8192},
        {"\xdf\xff\xff\xff", 0x1fffffff, -1},
        {"\xc0\x00\x00\x01", 1, -268435456},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct cursor cursor = cursor_init(cases[i].bytes, 4);

        if ((unsigned char)cases[i].bytes[0] < 0xc0)
            cursor.size = (unsigned char)cases[i].bytes[0] < 0x80 ? 1 : 2;
        ck_assert_uint_eq(cursor_compressed(&cursor), cases[i].value);
        ck_assert(!cursor.failed && cursor_left(&cursor) == 0);
        if (i == 0 || i == 3)
            continue;
        cursor_seek(&cursor, 0);
        ck_assert_int_eq(cursor_compressed_signed(&cursor), cases[i].as_signed);
    }
}
END_TEST

static int decode(const char *bytes, size_t length)
{
    struct clr_arena arena = {NULL};
    const struct clr_signature *signature;
    int result = clr_signature_decode(&metadata, &arena, cursor_init(bytes, length), &signature);

    clr_arena_finish(&arena);
    return result;
}

START_TEST(broken_signatures_are_rejected)
{
    char deep[200];

    made_assembly(&made, two, 2, false);
    ck_assert_int_eq(open_made(), 0);
    ck_assert_int_eq(decode("\x00\x00\x01", 3), 0);
    ck_assert_int_eq(decode("", 0), -EINVAL);
    ck_assert_int_eq(decode("\x00\x01\x01", 3), -EINVAL);                 /* parameter missing */
    ck_assert_int_eq(decode("\x00\xdf\xff\xff\xff\x01", 6), -EINVAL);     /* 500 million of them */
    ck_assert_int_eq(decode("\x00\x00\x99", 3), -EINVAL);                 /* no such type */
    ck_assert_int_eq(decode("\x06\x00\x01", 3), -EINVAL);                 /* a field's */
    ck_assert_int_eq(decode("\x00\x00\x11\x7c", 4), -EINVAL);             /* no such TypeDef */
    ck_assert_int_eq(decode("\x00\x00\x15\x08\x01\x08", 6), -EINVAL);     /* int<int> */
    ck_assert_int_eq(decode("\x00\x00\x14\x08\x00\x00\x00", 7), -EINVAL); /* rank 0 */
    memset(deep, CLR_PTR, sizeof(deep));
    deep[0] = deep[1] = 0;
    ck_assert_int_eq(decode(deep, sizeof(deep)), -EINVAL);
}
END_TEST

START_TEST(function_pointers_modifiers_and_arrays_decode)
{
    /* delegate* unmanaged[Cdecl]<int[,], void> modopt(TypeDef 2)* M(pinned char[]) */
    static const char bytes[] = "\x00\x01\x20\x08\x0f\x1b\x01\x01\x01\x14\x08\x02\x00\x00"
                                "\x45\x1d\x03";
    struct clr_arena arena = {NULL};
    const struct clr_signature *signature;
    const struct clr_type *type;

    made_assembly(&made, two, 2, false);
    ck_assert_int_eq(open_made(), 0);
    ck_assert_int_eq(
        clr_signature_decode(&metadata, &arena, cursor_init(bytes, sizeof(bytes) - 1), &signature),
        0);
    type = signature->result;
    ck_assert_uint_eq(type->modifiers->type, CLR_TOKEN(CLR_TYPE_DEF, 2));
    ck_assert(!type->modifiers->required && !type->modifiers->next);
    ck_assert_int_eq(type->element, CLR_PTR);
    ck_assert_int_eq(type->inner->element, CLR_FNPTR);
    ck_assert_int_eq(type->inner->function->convention, CLR_CONVENTION_C);
    ck_assert_int_eq(type->inner->function->params[0]->element, CLR_ARRAY);
    ck_assert_uint_eq(type->inner->function->params[0]->number, 2);
    ck_assert_int_eq(signature->params[0]->element, CLR_PINNED);
    ck_assert_int_eq(signature->params[0]->inner->inner->element, CLR_CHAR);
    clr_arena_finish(&arena);
}
END_TEST

static struct clr_marshal marshal_of(const char *bytes, size_t length)
{
    static struct clr_arena arena;
    struct clr_marshal marshal = {.native = CLR_NATIVE_MAX};

    ck_assert_int_eq(clr_marshal_decode(&arena, cursor_init(bytes, length), &marshal), 0);
    return marshal;
}

START_TEST(marshalling_descriptors_decode)
{
    struct clr_marshal marshal = marshal_of("\x17\x81\x04", 3);
    struct clr_arena arena = {NULL};

    ck_assert_int_eq(marshal.native, CLR_NATIVE_BYVAL_TSTR);
    ck_assert_uint_eq(marshal.size, 260);
    marshal = marshal_of("\x1e\x08\x09", 3);
    ck_assert(marshal.native == CLR_NATIVE_BYVAL_ARRAY && marshal.size == 8);
    ck_assert_int_eq(marshal.element, CLR_NATIVE_I8);
    marshal = marshal_of("\x2a\x50\x02", 3); /* SizeParamIndex = 2 */
    ck_assert(marshal.has_param && marshal.size_param == 2 && !marshal.has_size);
    marshal = marshal_of("\x2a\x50\x00\x10\x00", 5); /* SizeConst = 16 */
    ck_assert(!marshal.has_param && marshal.has_size && marshal.size == 16);
    marshal = marshal_of("\x2c\x00\x00\x03"
                         "A.B"
                         "\x02"
                         "ck",
                         10);
    ck_assert_str_eq(marshal.type_name, "A.B");
    ck_assert_str_eq(marshal.cookie, "ck");
    marshal = marshal_of("\x19\x00", 2); /* IidParameterIndex = 0 */
    ck_assert_uint_eq(marshal.iid_param, 1);
    marshal = marshal_of("", 0);
    ck_assert_int_eq(marshal.native, CLR_NATIVE_NONE);
    marshal.size = 77;
    ck_assert_int_eq(clr_marshal_decode(&arena, cursor_init("\x17", 1), &marshal), -EINVAL);
    ck_assert_int_eq(clr_marshal_decode(&arena, cursor_init("\x2c\x00\x00\x7f", 4), &marshal),
                     -EINVAL);
    ck_assert_uint_eq(marshal.size, 77);
    clr_arena_finish(&arena);
}
END_TEST

UNIT_MAIN("clr-metadata", rows_of_a_made_assembly_read_back,
          a_declaration_decodes_with_its_signature,
          every_shortened_file_is_rejected_or_read_within_bounds,
          absurd_row_counts_are_rejected_with_file_and_reason,
          streams_and_metadata_outside_the_file_are_rejected,
          a_file_without_cli_header_is_no_assembly, indexes_that_point_outside_give_nothing,
          compressed_integers_are_those_of_the_standard, broken_signatures_are_rejected,
          function_pointers_modifiers_and_arrays_decode, marshalling_descriptors_decode)
