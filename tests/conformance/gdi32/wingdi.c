/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define NO_DC ((HDC)(ULONG_PTR)0x999)

CASE(a_device_context_tells_the_screens_measures)
{
    HDC dc = GetDC(NULL);

    EXPECT_EQ(GetDeviceCaps(dc, HORZRES), GetSystemMetrics(SM_CXSCREEN));
    EXPECT_EQ(GetDeviceCaps(dc, VERTRES), GetSystemMetrics(SM_CYSCREEN));
    EXPECT_EQ(GetDeviceCaps(dc, LOGPIXELSX), 96);
    EXPECT_EQ(GetDeviceCaps(dc, LOGPIXELSY), 96);
    EXPECT_EQ(GetDeviceCaps(dc, BITSPIXEL), 32);
    EXPECT_EQ(GetDeviceCaps(dc, PLANES), 1);
    EXPECT_EQ(GetDeviceCaps(dc, TECHNOLOGY), DT_RASDISPLAY);
    EXPECT(GetDeviceCaps(dc, HORZSIZE) > 0);
    EXPECT_EQ(GetDeviceCaps(dc, 9999), 0);
    EXPECT_EQ(GetObjectType(dc), OBJ_DC);
    ReleaseDC(NULL, dc);
    EXPECT_FAILS(GetDeviceCaps(NO_DC, HORZRES), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetDeviceCaps(NULL, HORZRES), ERROR_INVALID_HANDLE);
}

CASE(device_contexts_are_made_and_deleted)
{
    HDC memory = CreateCompatibleDC(NULL), screen = CreateDCA("DISPLAY", NULL, NULL, NULL);
    HDC info = CreateICA("DISPLAY", NULL, NULL, NULL);

    EXPECT(memory && screen && info);
    EXPECT_EQ(GetObjectType(memory), OBJ_MEMDC);
    EXPECT_EQ(GetDeviceCaps(memory, HORZRES), GetSystemMetrics(SM_CXSCREEN));
    EXPECT_EQ(GetDeviceCaps(screen, BITSPIXEL), 32);
    EXPECT_EQ(ReleaseDC(NULL, screen), 0);
    EXPECT(DeleteDC(screen));
    EXPECT(DeleteDC(info));
    EXPECT(DeleteDC(memory));
    EXPECT_FAILS(DeleteDC(memory), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetObjectType(memory), ERROR_INVALID_HANDLE);
    screen = CreateDCW(L"DISPLAY", NULL, NULL, NULL);
    info = CreateICW(L"DISPLAY", NULL, NULL, NULL);
    EXPECT(DeleteDC(screen));
    EXPECT(DeleteDC(info));
    EXPECT(!CreateCompatibleDC(NO_DC));
}

CASE(devices_that_are_not_there_have_no_context)
{
    EXPECT_FAILS(CreateDCA("winshim", NULL, NULL, NULL), ERROR_MOD_NOT_FOUND);
    EXPECT(!CreateDCW(NULL, NULL, NULL, NULL));
    EXPECT(!CreateICW(L"winshim", NULL, NULL, NULL));
    EXPECT(!CreateICA("winshim", NULL, NULL, NULL));
}

CASE(stock_objects_stay)
{
    HGDIOBJ brush = GetStockObject(WHITE_BRUSH);

    EXPECT_EQ(GetObjectType(brush), OBJ_BRUSH);
    EXPECT_EQ(GetObjectType(GetStockObject(BLACK_PEN)), OBJ_PEN);
    EXPECT_EQ(GetObjectType(GetStockObject(DEFAULT_GUI_FONT)), OBJ_FONT);
    EXPECT_EQ(GetObjectType(GetStockObject(DEFAULT_PALETTE)), OBJ_PAL);
    EXPECT(DeleteObject(brush));
    EXPECT(GetStockObject(WHITE_BRUSH) == brush);
    EXPECT_EQ(GetObjectType(brush), OBJ_BRUSH);
    EXPECT(!GetStockObject(9));
    EXPECT(!GetStockObject(99));
    EXPECT(!GetStockObject(-1));
    EXPECT(!DeleteObject(NULL));
    EXPECT(!DeleteObject((HGDIOBJ)(ULONG_PTR)0x999));
    EXPECT_FAILS(GetObjectType(NULL), ERROR_INVALID_HANDLE);
}
