/* SPDX-License-Identifier: MIT */
/* version.c - compares the Windows version that winshim reports with wanted ones, see system.h */
#include "shim/error.h"
#include "system.h"

#define ALL_TYPES      0xffu
#define CONDITION_BITS 3
#define CONDITION_MASK 7u

DWORDLONG system_condition_mask(DWORDLONG mask, DWORD types, BYTE condition)
{
    unsigned bit;

    types &= ALL_TYPES;
    condition &= CONDITION_MASK;
    if (!types || !condition)
        return mask;
    bit = 31 - (unsigned)__builtin_clz(types);
    return mask | (DWORDLONG)condition << (bit * CONDITION_BITS);
}

/* The condition that a mask holds for one type bit. */
static unsigned condition_of(DWORDLONG mask, DWORD type)
{
    return (unsigned)(mask >> (__builtin_ctz(type) * CONDITION_BITS)) & CONDITION_MASK;
}

static bool relation_holds(int compared, unsigned condition)
{
    switch (condition) {
    case VER_EQUAL:
        return compared == 0;
    case VER_GREATER:
        return compared > 0;
    case VER_GREATER_EQUAL:
        return compared >= 0;
    case VER_LESS:
        return compared < 0;
    default:
        return compared <= 0;
    }
}

static int compare(DWORD a, DWORD b)
{
    return a < b ? -1 : a > b;
}

/*
 * Major, minor and service pack count as one number: the first part that differs decides. The
 * condition of the highest part stands for those below it too.
 */
static bool version_fits(const OSVERSIONINFOEXW *wanted, DWORD types, DWORDLONG conditions)
{
    const struct {
        DWORD type, ours, theirs;
    } parts[] = {
        {VER_MAJORVERSION, SYSTEM_MAJOR, wanted->dwMajorVersion},
        {VER_MINORVERSION, SYSTEM_MINOR, wanted->dwMinorVersion},
        {VER_SERVICEPACKMAJOR, 0, wanted->wServicePackMajor},
        {VER_SERVICEPACKMINOR, 0, wanted->wServicePackMinor},
    };
    int compared = 0;
    unsigned condition = 0;

    for (size_t i = 0; i < ARRAY_LENGTH(parts) && compared == 0; i++) {
        if (!(types & parts[i].type))
            continue;
        if (!condition)
            condition = condition_of(conditions, parts[i].type);
        compared = compare(parts[i].ours, parts[i].theirs);
    }
    return !condition || relation_holds(compared, condition);
}

static bool suites_fit(WORD wanted, unsigned condition)
{
    if (condition == VER_AND)
        return (SYSTEM_SUITE_MASK & wanted) == wanted;
    return (SYSTEM_SUITE_MASK & wanted) != 0 || !wanted;
}

static bool conditions_valid(DWORD types, DWORDLONG conditions)
{
    for (DWORD rest = types & ALL_TYPES; rest; rest &= rest - 1) {
        DWORD type = rest & -rest;
        unsigned condition = condition_of(conditions, type);

        if (type == VER_SUITENAME ? condition != VER_AND && condition != VER_OR
                                  : condition < VER_EQUAL || condition > VER_LESS_EQUAL)
            return false;
    }
    return true;
}

int system_verify_version(const OSVERSIONINFOEXW *wanted, DWORD types, DWORDLONG conditions)
{
    bool fits = true;

    if (!(types & ALL_TYPES) || !conditions || !conditions_valid(types, conditions))
        return ENGINE_WIN32(ERROR_BAD_ARGUMENTS);
    if (types & VER_PRODUCT_TYPE)
        fits &= relation_holds(compare(SYSTEM_PRODUCT_TYPE, wanted->wProductType),
                               condition_of(conditions, VER_PRODUCT_TYPE));
    if (types & VER_SUITENAME)
        fits &= suites_fit(wanted->wSuiteMask, condition_of(conditions, VER_SUITENAME));
    if (types & VER_PLATFORMID)
        fits &= relation_holds(compare(VER_PLATFORM_WIN32_NT, wanted->dwPlatformId),
                               condition_of(conditions, VER_PLATFORMID));
    if (types & VER_BUILDNUMBER)
        fits &= relation_holds(compare(SYSTEM_BUILD, wanted->dwBuildNumber),
                               condition_of(conditions, VER_BUILDNUMBER));
    fits &= version_fits(wanted, types, conditions);
    return fits ? 0 : ENGINE_WIN32(ERROR_OLD_WIN_VERSION);
}
