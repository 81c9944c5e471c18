/* SPDX-License-Identifier: MIT */
/* system.c - memory, processors and names of this machine, see system.h */
#include <ctype.h>
#include <errno.h>
#include <pwd.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shim/wstr.h"
#include "system.h"

/* User space of 64-bit Windows, without the 64 KiB at each end. */
#define LOWEST_ADDRESS  0x10000ull
#define HIGHEST_ADDRESS 0x7ffffffeffffull
#define ALLOCATION_STEP 0x10000u

/* Value of "Key:  123 kB" in a /proc file, in bytes; 0 when it isn't there. */
static uint64_t field_bytes(const char *text, const char *key)
{
    const char *at = strstr(text, key);

    return at ? strtoull(at + strlen(key), NULL, 10) * 1024 : 0;
}

static int read_text(const char *path, char *ret_text, size_t size)
{
    FILE *file = fopen(path, "re");
    size_t bytes;

    if (!file)
        return -errno;
    bytes = fread(ret_text, 1, size - 1, file);
    ret_text[bytes] = '\0';
    fclose(file);
    return 0;
}

int system_get_memory(struct system_memory *ret_memory)
{
    char text[8192];
    uint64_t used;
    int result = read_text("/proc/meminfo", text, sizeof(text));

    if (result < 0)
        return result;
    ret_memory->total_bytes = field_bytes(text, "MemTotal:");
    ret_memory->available_bytes = field_bytes(text, "MemAvailable:");
    ret_memory->commit_limit_bytes = ret_memory->total_bytes + field_bytes(text, "SwapTotal:");
    ret_memory->commit_available_bytes =
        ret_memory->available_bytes + field_bytes(text, "SwapFree:");
    ret_memory->virtual_total_bytes = HIGHEST_ADDRESS + 1 - LOWEST_ADDRESS;
    used = read_text("/proc/self/status", text, sizeof(text)) ? 0 : field_bytes(text, "VmSize:");
    if (used > ret_memory->virtual_total_bytes)
        used = ret_memory->virtual_total_bytes;
    ret_memory->virtual_available_bytes = ret_memory->virtual_total_bytes - used;
    return 0;
}

static unsigned cpuid_signature(void)
{
    unsigned a = 1, b, c = 0, d;

    __asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
    return a;
}

static DWORD_PTR affinity_mask(void)
{
    cpu_set_t set;
    DWORD_PTR mask = 0;

    if (sched_getaffinity(0, sizeof(set), &set))
        return 1;
    for (int i = 0; i < 64; i++)
        if (CPU_ISSET(i, &set))
            mask |= (DWORD_PTR)1 << i;
    return mask ? mask : 1;
}

void system_get_processors(SYSTEM_INFO *ret_info)
{
    unsigned signature = cpuid_signature();
    unsigned family = signature >> 8 & 15, model = signature >> 4 & 15;

    /* Extended fields as the processor manuals add them up. */
    if (family == 6 || family == 15)
        model |= signature >> 12 & 0xf0;
    if (family == 15)
        family += signature >> 20 & 0xff;
    memset(ret_info, 0, sizeof(*ret_info));
    ret_info->wProcessorArchitecture = PROCESSOR_ARCHITECTURE_AMD64;
    ret_info->dwPageSize = (DWORD)sysconf(_SC_PAGESIZE);
    ret_info->lpMinimumApplicationAddress = (void *)LOWEST_ADDRESS;
    ret_info->lpMaximumApplicationAddress = (void *)HIGHEST_ADDRESS;
    ret_info->dwActiveProcessorMask = affinity_mask();
    ret_info->dwNumberOfProcessors = (DWORD)__builtin_popcountll(ret_info->dwActiveProcessorMask);
    ret_info->dwProcessorType = PROCESSOR_AMD_X8664;
    ret_info->dwAllocationGranularity = ALLOCATION_STEP;
    ret_info->wProcessorLevel = (WORD)family;
    ret_info->wProcessorRevision = (WORD)(model << 8 | (signature & 15));
}

/* ---- names ------------------------------------------------------------------------------ */

/* NetBIOS names are upper case and end at 15 characters. */
static void make_netbios(char *name)
{
    name[strcspn(name, ".")] = '\0';
    if (strlen(name) > SYSTEM_NETBIOS_WCHARS)
        name[SYSTEM_NETBIOS_WCHARS] = '\0';
    for (; *name; name++)
        *name = (char)toupper((unsigned char)*name);
}

static void domain_name(const char *host, char *ret_domain, size_t size)
{
    const char *dot = strchr(host, '.');
    char domain[256] = "";

    if (!dot && !getdomainname(domain, sizeof(domain)) && strcmp(domain, "(none)"))
        dot = domain - 1;
    snprintf(ret_domain, size, "%s", dot ? dot + 1 : "");
}

int system_get_name(COMPUTER_NAME_FORMAT format, WCHAR **ret_name)
{
    char host[256] = "", domain[256], full[516];
    WCHAR *name;

    if ((unsigned)format >= ComputerNameMax)
        return -EINVAL;
    gethostname(host, sizeof(host) - 1);
    domain_name(host, domain, sizeof(domain));
    switch (format % ComputerNamePhysicalNetBIOS) {
    case ComputerNameNetBIOS:
        make_netbios(host);
        break;
    case ComputerNameDnsHostname:
        host[strcspn(host, ".")] = '\0';
        break;
    case ComputerNameDnsDomain:
        strcpy(host, domain);
        break;
    default:
        host[strcspn(host, ".")] = '\0';
        snprintf(full, sizeof(full), "%s%s%s", host, *domain ? "." : "", domain);
        name = utf8_dup_wide(full);
        goto made;
    }
    name = utf8_dup_wide(host);
made:
    if (!name)
        return -ENOMEM;
    *ret_name = name;
    return 0;
}

int system_get_user(WCHAR **ret_name)
{
    struct passwd entry, *found = NULL;
    char buffer[4096], number[16];
    const char *text;

    getpwuid_r(geteuid(), &entry, buffer, sizeof(buffer), &found);
    /* A container's user may have no entry. */
    snprintf(number, sizeof(number), "%u", (unsigned)geteuid());
    text = found && *found->pw_name ? found->pw_name : number;
    *ret_name = utf8_dup_wide(text);
    return *ret_name ? 0 : -ENOMEM;
}

/* ---- power ------------------------------------------------------------------------------ */

static int supply_number(const char *supply, const char *attribute)
{
    char path[128], text[32];

    snprintf(path, sizeof(path), "/sys/class/power_supply/%s/%s", supply, attribute);
    return read_text(path, text, sizeof(text)) ? -1 : atoi(text);
}

void system_get_battery(SYSTEM_POWER_STATUS *ret_status)
{
    static const char *const mains[] = {"AC", "ACAD", "ADP0", "ADP1"};
    static const char *const batteries[] = {"BAT0", "BAT1"};
    int online = -1, charge = -1;

    for (size_t i = 0; i < ARRAY_LENGTH(mains) && online < 0; i++)
        online = supply_number(mains[i], "online");
    for (size_t i = 0; i < ARRAY_LENGTH(batteries) && charge < 0; i++)
        charge = supply_number(batteries[i], "capacity");
    memset(ret_status, 0, sizeof(*ret_status));
    /* A machine without supplies in /sys, such as a container, runs from the mains. */
    ret_status->ACLineStatus = online < 0 ? charge < 0 : online != 0;
    ret_status->BatteryLifeTime = ret_status->BatteryFullLifeTime = (DWORD)-1;
    if (charge < 0) {
        ret_status->BatteryFlag = BATTERY_FLAG_NO_BATTERY;
        ret_status->BatteryLifePercent = BATTERY_PERCENTAGE_UNKNOWN;
        return;
    }
    ret_status->BatteryLifePercent = (BYTE)(charge > 100 ? 100 : charge);
    ret_status->BatteryFlag = charge > 66   ? BATTERY_FLAG_HIGH
                              : charge < 5  ? BATTERY_FLAG_CRITICAL
                              : charge < 33 ? BATTERY_FLAG_LOW
                                            : 0;
}
