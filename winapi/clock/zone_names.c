/* SPDX-License-Identifier: MIT */
/* zone_names.c - the table behind zone_windows_name() */
#include <stdlib.h>
#include <string.h>

#include "shim/abi.h"
#include "zone_names.h"

static const struct {
    const char *iana, *windows;
} names[] = {
    {"Africa/Cairo", "Egypt"},
    {"Africa/Casablanca", "Morocco"},
    {"Africa/Johannesburg", "South Africa"},
    {"Africa/Lagos", "W. Central Africa"},
    {"Africa/Nairobi", "E. Africa"},
    {"America/Anchorage", "Alaskan"},
    {"America/Argentina/Buenos_Aires", "Argentina"},
    {"America/Bogota", "SA Pacific"},
    {"America/Caracas", "Venezuela"},
    {"America/Chicago", "Central"},
    {"America/Denver", "Mountain"},
    {"America/Halifax", "Atlantic"},
    {"America/Los_Angeles", "Pacific"},
    {"America/New_York", "Eastern"},
    {"America/Phoenix", "US Mountain"},
    {"America/Santiago", "Pacific SA"},
    {"America/Sao_Paulo", "E. South America"},
    {"America/St_Johns", "Newfoundland"},
    {"America/Toronto", "Eastern"},
    {"America/Vancouver", "Pacific"},
    {"Asia/Baghdad", "Arabic"},
    {"Asia/Bangkok", "SE Asia"},
    {"Asia/Calcutta", "India"},
    {"Asia/Dhaka", "Bangladesh"},
    {"Asia/Dubai", "Arabian"},
    {"Asia/Hong_Kong", "China"},
    {"Asia/Jakarta", "SE Asia"},
    {"Asia/Jerusalem", "Israel"},
    {"Asia/Karachi", "Pakistan"},
    {"Asia/Kathmandu", "Nepal"},
    {"Asia/Kolkata", "India"},
    {"Asia/Riyadh", "Arab"},
    {"Asia/Seoul", "Korea"},
    {"Asia/Shanghai", "China"},
    {"Asia/Singapore", "Singapore"},
    {"Asia/Taipei", "Taipei"},
    {"Asia/Tehran", "Iran"},
    {"Asia/Tokyo", "Tokyo"},
    {"Atlantic/Reykjavik", "Greenwich"},
    {"Australia/Adelaide", "Cen. Australia"},
    {"Australia/Brisbane", "E. Australia"},
    {"Australia/Darwin", "AUS Central"},
    {"Australia/Hobart", "Tasmania"},
    {"Australia/Perth", "W. Australia"},
    {"Australia/Sydney", "AUS Eastern"},
    {"Etc/GMT", "UTC"},
    {"Etc/UTC", "UTC"},
    {"Europe/Amsterdam", "W. Europe"},
    {"Europe/Athens", "GTB"},
    {"Europe/Belgrade", "Central Europe"},
    {"Europe/Berlin", "W. Europe"},
    {"Europe/Brussels", "Romance"},
    {"Europe/Bucharest", "GTB"},
    {"Europe/Budapest", "Central Europe"},
    {"Europe/Copenhagen", "Romance"},
    {"Europe/Dublin", "GMT"},
    {"Europe/Helsinki", "FLE"},
    {"Europe/Istanbul", "Turkey"},
    {"Europe/Kiev", "FLE"},
    {"Europe/Kyiv", "FLE"},
    {"Europe/Lisbon", "GMT"},
    {"Europe/London", "GMT"},
    {"Europe/Madrid", "Romance"},
    {"Europe/Moscow", "Russian"},
    {"Europe/Oslo", "W. Europe"},
    {"Europe/Paris", "Romance"},
    {"Europe/Prague", "Central Europe"},
    {"Europe/Rome", "W. Europe"},
    {"Europe/Sofia", "FLE"},
    {"Europe/Stockholm", "W. Europe"},
    {"Europe/Vienna", "W. Europe"},
    {"Europe/Warsaw", "Central European"},
    {"Europe/Zurich", "W. Europe"},
    {"GMT", "UTC"},
    {"Pacific/Auckland", "New Zealand"},
    {"Pacific/Honolulu", "Hawaiian"},
    {"UTC", "UTC"},
};

static int compare(const void *iana, const void *entry)
{
    return strcmp(iana, *(const char *const *)entry);
}

const char *zone_windows_name(const char *iana)
{
    const char *const *found = bsearch(iana, names, ARRAY_LENGTH(names), sizeof(names[0]), compare);

    return found ? found[1] : NULL;
}
