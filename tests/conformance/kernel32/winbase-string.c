/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(length_of_null_is_zero)
{
    EXPECT_EQ(lstrlenA(NULL), 0);
    EXPECT_EQ(lstrlenW(NULL), 0);
    EXPECT_EQ(lstrlenA("four"), 4);
    EXPECT_EQ(lstrlenW(L"four"), 4);
}

CASE(copy_returns_its_target)
{
    char narrow[8];
    WCHAR wide[8];

    POISON(narrow);
    POISON(wide);
    EXPECT(lstrcpyA(narrow, "text") == narrow);
    EXPECT_STR(narrow, "text");
    EXPECT(lstrcpyW(wide, L"text") == wide);
    EXPECT_WSTR(wide, L"text");
    EXPECT(lstrcatA(narrow, "!") == narrow);
    EXPECT_STR(narrow, "text!");
    EXPECT(lstrcatW(wide, L"!") == wide);
    EXPECT_WSTR(wide, L"text!");
}

CASE(null_is_not_copied)
{
    char narrow[4] = "abc";
    WCHAR wide[4] = L"abc";

    EXPECT(lstrcpyA(narrow, NULL) == NULL);
    EXPECT(lstrcpyW(wide, NULL) == NULL);
    EXPECT(lstrcpyA(NULL, "x") == NULL);
    EXPECT(lstrcpyW(NULL, L"x") == NULL);
    EXPECT(lstrcpynA(narrow, NULL, 4) == NULL);
    EXPECT(lstrcpynW(wide, NULL, 4) == NULL);
    EXPECT(lstrcatA(narrow, NULL) == NULL);
    EXPECT(lstrcatW(NULL, L"x") == NULL);
    EXPECT_STR(narrow, "abc");
    EXPECT_WSTR(wide, L"abc");
}

CASE(bounded_copy_always_ends)
{
    char narrow[8];
    WCHAR wide[8];

    POISON(narrow);
    POISON(wide);
    EXPECT(lstrcpynA(narrow, "abcdef", 4) == narrow);
    EXPECT_STR(narrow, "abc");
    EXPECT(IS_POISONED(narrow[4]));
    EXPECT(lstrcpynW(wide, L"abcdef", 4) == wide);
    EXPECT_WSTR(wide, L"abc");
    EXPECT(IS_POISONED(wide[4]));
    POISON(narrow);
    EXPECT(lstrcpynA(narrow, "abc", 0) == narrow);
    EXPECT(IS_POISONED(narrow));
    EXPECT(lstrcpynA(narrow, "abc", 1) == narrow);
    EXPECT_STR(narrow, "");
}

CASE(words_sort_as_in_a_dictionary)
{
    static const struct {
        const char *a, *b;
        int order, order_without_case;
    } pairs[] = {
        {"a", "A", -1, 0},         {"A", "a", 1, 0},         {"co-op", "coop", 1, 1},
        {"coop", "co-op", -1, -1}, {"co-op", "cop", -1, -1}, {"a b", "ab", -1, -1},
        {"_a", "a", -1, -1},       {"1", "a", -1, -1},       {"a", "B", -1, -1},
        {"can't", "cant", 1, 1},   {"abc", "ABD", -1, -1},   {"a", "a-", -1, -1},
        {"", "-", -1, -1},         {"-a", "b", -1, -1},      {"a.b", "ab", -1, -1},
        {"2", "10", 1, 1},         {"Ab", "aB", 1, 0},       {"", "", 0, 0},
        {"a", "", 1, 1},
    };

    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        WCHAR a[16], b[16];

        for (int j = 0; j < 16 && (j == 0 || a[j - 1]); j++)
            a[j] = (unsigned char)pairs[i].a[j];
        for (int j = 0; j < 16 && (j == 0 || b[j - 1]); j++)
            b[j] = (unsigned char)pairs[i].b[j];
        EXPECT_EQ(lstrcmpA(pairs[i].a, pairs[i].b), pairs[i].order);
        EXPECT_EQ(lstrcmpW(a, b), pairs[i].order);
        EXPECT_EQ(lstrcmpiA(pairs[i].a, pairs[i].b), pairs[i].order_without_case);
        EXPECT_EQ(lstrcmpiW(a, b), pairs[i].order_without_case);
    }
}

CASE(null_sorts_before_every_string)
{
    EXPECT_EQ(lstrcmpA(NULL, NULL), 0);
    EXPECT_EQ(lstrcmpA(NULL, ""), -1);
    EXPECT_EQ(lstrcmpW(L"", NULL), 1);
    EXPECT_EQ(lstrcmpiA("", NULL), 1);
    EXPECT_EQ(lstrcmpiW(NULL, L""), -1);
}
