/* SPDX-License-Identifier: MIT */
/* status.c - see status.h */
#include <stdlib.h>

#include "shim/error.h"
#include "status.h"

#define STATUS_CUSTOMER_BIT 0x20000000u

/* Facilities whose low word is a Win32 code: HRESULT_FROM_WIN32, NTSTATUS_FROM_WIN32, RPC. */
static bool wraps_win32(unsigned high)
{
    return high == 0x8007 || high == 0xc007 || high == 0xc001;
}

static const struct row {
    uint32_t status, code;
} table[] = {
#include "table.inc"
};

static int compare(const void *key, const void *row)
{
    uint32_t status = *(const uint32_t *)key, other = ((const struct row *)row)->status;

    return status < other ? -1 : status > other;
}

DWORD status_to_win32(NTSTATUS status)
{
    uint32_t code = (uint32_t)status;
    const struct row *row;

    if (code & STATUS_CUSTOMER_BIT)
        return code;
    /* 0xd…: an HRESULT of FACILITY_NT */
    if ((code & 0xf0000000) == 0xd0000000)
        code &= 0xcfffffff;
    if (wraps_win32(code >> 16))
        return code & 0xffff;
    row = bsearch(&code, table, ARRAY_LENGTH(table), sizeof(table[0]), compare);
    return row ? row->code : ERROR_MR_MID_NOT_FOUND;
}
