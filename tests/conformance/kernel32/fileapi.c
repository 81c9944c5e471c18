/* SPDX-License-Identifier: MIT */
/* Reads and writes of standard handles, whatever they are. */
#include "../conformance.h"

#define FORGED ((HANDLE)0x1234560)

CASE(types_of_handles)
{
    HANDLE output = GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD type = GetFileType(output);

    EXPECT(type == FILE_TYPE_PIPE || type == FILE_TYPE_CHAR || type == FILE_TYPE_DISK);
    EXPECT_TRUE_KEEPING_ERROR(GetFileType(output));
    EXPECT_FAILS(GetFileType(FORGED), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetFileType(NULL), ERROR_INVALID_HANDLE);
}

CASE(write_reports_what_it_wrote)
{
    HANDLE output = GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD done;

    fflush(stdout);
    POISON(done);
    EXPECT_TRUE_KEEPING_ERROR(WriteFile(output, "# by WriteFile\n", 15, &done, NULL));
    EXPECT_EQ(done, 15);
    POISON(done);
    EXPECT_EQ(WriteFile(output, "", 0, &done, NULL), TRUE);
    EXPECT_EQ(done, 0);
    EXPECT_FAILS(WriteFile(FORGED, "x", 1, &done, NULL), ERROR_INVALID_HANDLE);
    EXPECT_EQ(done, 0);
}

CASE(read_needs_read_access)
{
    HANDLE output = GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD done;
    char byte;

    SKIP_IF(GetFileType(output) == FILE_TYPE_CHAR, "a terminal can be read");
    EXPECT_FAILS(ReadFile(output, &byte, 1, &done, NULL), ERROR_ACCESS_DENIED);
    EXPECT_EQ(done, 0);
    EXPECT_FAILS(ReadFile(FORGED, &byte, 1, &done, NULL), ERROR_INVALID_HANDLE);
    EXPECT_EQ(done, 0);
}

CASE(flush_checks_its_handle)
{
    EXPECT_FAILS(FlushFileBuffers(FORGED), ERROR_INVALID_HANDLE);
}
