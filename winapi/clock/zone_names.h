/* SPDX-License-Identifier: MIT */
/* zone_names.h - Windows' names of zones in the IANA database */
#ifndef WINSHIM_ZONE_NAMES_H
#define WINSHIM_ZONE_NAMES_H

/**
 * zone_windows_name() - what Windows calls a zone, without " Standard Time"
 * @iana: "Europe/Berlin"
 *
 * Return: static; "UTC" for the zones without an offset; NULL when it isn't in the table.
 * Source: observed names of the registry's Time Zones key; Unicode CLDR, windowsZones
 */
const char *zone_windows_name(const char *iana);

#endif
