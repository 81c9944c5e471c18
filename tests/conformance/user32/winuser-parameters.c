/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(numbers_are_told)
{
    static const UINT actions[] = {
        SPI_GETBEEP,          SPI_GETKEYBOARDSPEED,    SPI_GETKEYBOARDDELAY,
        SPI_GETICONTITLEWRAP, SPI_GETWHEELSCROLLLINES, SPI_GETMOUSEHOVERTIME,
        SPI_GETMENUSHOWDELAY, SPI_GETMOUSESPEED,       SPI_GETFONTSMOOTHING,
        SPI_GETUIEFFECTS,     SPI_GETCARETWIDTH,       SPI_GETCLEARTYPE,
        SPI_GETSCREENREADER,  SPI_GETDRAGFULLWINDOWS,  SPI_GETBORDER,
        SPI_GETSHOWSOUNDS};
    unsigned i;

    for (i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
        int value[2];

        POISON(value);
        EXPECT_TRUE_KEEPING_ERROR(SystemParametersInfoW(actions[i], 0, value, 0));
        EXPECT(value[0] >= 0 && value[0] < 100000);
        EXPECT_EQ(value[1], (int)0xa5a5a5a5);
        EXPECT(SystemParametersInfoA(actions[i], 0, value, 0));
    }
}

CASE(what_was_set_is_told_back)
{
    int before = 0, now = 0;

    EXPECT(SystemParametersInfoA(SPI_GETMOUSEHOVERTIME, 0, &before, 0));
    EXPECT(SystemParametersInfoA(SPI_SETMOUSEHOVERTIME, 123, NULL, 0));
    EXPECT(SystemParametersInfoW(SPI_GETMOUSEHOVERTIME, 0, &now, 0));
    EXPECT_EQ(now, 123);
    EXPECT(SystemParametersInfoW(SPI_SETMOUSEHOVERTIME, before, NULL, 0));
    EXPECT(SystemParametersInfoA(SPI_GETCARETWIDTH, 0, &before, 0));
    EXPECT(SystemParametersInfoA(SPI_SETCARETWIDTH, 0, (void *)(ULONG_PTR)7, 0));
    EXPECT(SystemParametersInfoA(SPI_GETCARETWIDTH, 0, &now, 0));
    EXPECT_EQ(now, 7);
    EXPECT(SystemParametersInfoA(SPI_SETCARETWIDTH, 0, (void *)(ULONG_PTR)before, 0));
}

CASE(the_work_area_lies_on_the_screen)
{
    RECT area;

    POISON(area);
    EXPECT(SystemParametersInfoW(SPI_GETWORKAREA, 0, &area, 0));
    EXPECT(area.left >= 0 && area.right <= GetSystemMetrics(SM_CXSCREEN));
    EXPECT(area.top >= 0 && area.bottom <= GetSystemMetrics(SM_CYSCREEN));
    EXPECT(!SystemParametersInfoW(SPI_GETWORKAREA, 0, NULL, 0));
}

CASE(structures_are_filled)
{
    NONCLIENTMETRICSA a;
    NONCLIENTMETRICSW w;
    LOGFONTW font;
    ANIMATIONINFO animation;
    int mouse[4];

    POISON(a);
    POISON(w);
    POISON(mouse);
    a.cbSize = sizeof(a);
    w.cbSize = sizeof(w);
    EXPECT(SystemParametersInfoA(SPI_GETNONCLIENTMETRICS, sizeof(a), &a, 0));
    EXPECT(a.iMenuHeight > 0 && a.iScrollWidth > 0 && a.lfMessageFont.lfFaceName[0]);
    EXPECT(SystemParametersInfoW(SPI_GETNONCLIENTMETRICS, sizeof(w), &w, 0));
    EXPECT(w.iCaptionHeight > 0 && w.lfMessageFont.lfHeight < 0 && w.lfStatusFont.lfFaceName[0]);
    EXPECT(SystemParametersInfoW(SPI_GETICONTITLELOGFONT, sizeof(font), &font, 0));
    EXPECT(font.lfFaceName[0]);
    animation.cbSize = sizeof(animation);
    EXPECT(SystemParametersInfoA(SPI_GETANIMATION, sizeof(animation), &animation, 0));
    EXPECT(SystemParametersInfoA(SPI_GETMOUSE, 0, mouse, 0));
    EXPECT_EQ(mouse[3], (int)0xa5a5a5a5);
}

CASE(the_older_structure_has_no_padding)
{
    NONCLIENTMETRICSW w;

    POISON(w);
    w.cbSize = (UINT)((char *)&w.iPaddedBorderWidth - (char *)&w);
    EXPECT(SystemParametersInfoW(SPI_GETNONCLIENTMETRICS, w.cbSize, &w, 0));
    EXPECT(IS_POISONED(w.iPaddedBorderWidth));
}

CASE(a_wrong_structure_size_is_refused)
{
    NONCLIENTMETRICSW w;

    POISON(w);
    w.cbSize = 3;
    TODO_ON(ON_WINE, "fills it all the same");
    EXPECT(!SystemParametersInfoW(SPI_GETNONCLIENTMETRICS, 3, &w, 0));
    EXPECT(IS_POISONED(w.iMenuHeight));
}

CASE(unknown_actions_are_refused)
{
    EXPECT_FAILS(SystemParametersInfoA(0x9999, 0, NULL, 0), ERROR_INVALID_SPI_VALUE);
    EXPECT_FAILS(SystemParametersInfoW(0x9999, 0, NULL, 0), ERROR_INVALID_SPI_VALUE);
    EXPECT_FAILS(SystemParametersInfoW(0, 0, NULL, 0), ERROR_INVALID_SPI_VALUE);
}
