/* SPDX-License-Identifier: MIT */
/*
 * apiset.c - contract names to host modules
 *
 * A contract is matched by its longest prefix here; versions are ignored, since
 * later versions of a contract only add functions.
 */
#include <string.h>
#include <strings.h>

#include "abi.h"
#include "apiset.h"

static const struct {
    const char *prefix;
    const char *host;
} contracts[] = {
    {"api-ms-win-crt-", "ucrtbase"},
    {"api-ms-win-core-com-", "ole32"},
    {"api-ms-win-core-winrt-", "combase"},
    {"api-ms-win-core-registry-", "advapi32"},
    {"api-ms-win-core-registryuserspecific-", "shlwapi"},
    {"api-ms-win-core-shlwapi-", "shlwapi"},
    {"api-ms-win-core-path-", "kernelbase"},
    {"api-ms-win-core-url-", "shlwapi"},
    {"api-ms-win-core-version-", "version"},
    {"api-ms-win-core-rtlsupport-", "ntdll"},
    {"api-ms-win-core-crt-", "ntdll"},
    {"api-ms-win-core-", "kernel32"},
    {"api-ms-win-downlevel-advapi32-", "advapi32"},
    {"api-ms-win-downlevel-kernel32-", "kernel32"},
    {"api-ms-win-downlevel-normaliz-", "normaliz"},
    {"api-ms-win-downlevel-ole32-", "ole32"},
    {"api-ms-win-downlevel-shell32-", "shell32"},
    {"api-ms-win-downlevel-shlwapi-", "shlwapi"},
    {"api-ms-win-downlevel-user32-", "user32"},
    {"api-ms-win-downlevel-version-", "version"},
    {"api-ms-win-eventing-", "advapi32"},
    {"api-ms-win-mm-joystick-", "winmm"},
    {"api-ms-win-mm-misc-", "winmm"},
    {"api-ms-win-mm-mme-", "winmm"},
    {"api-ms-win-mm-playsound-", "winmm"},
    {"api-ms-win-mm-time-", "winmm"},
    {"api-ms-win-ntuser-", "user32"},
    {"api-ms-win-rtcore-ntuser-", "user32"},
    {"api-ms-win-security-credentials-", "advapi32"},
    {"api-ms-win-security-cryptoapi-", "advapi32"},
    {"api-ms-win-security-sddl-", "advapi32"},
    {"api-ms-win-security-", "advapi32"},
    {"api-ms-win-service-", "advapi32"},
    {"api-ms-win-shcore-", "shcore"},
    {"api-ms-win-shell-", "shell32"},
    {"ext-ms-win-gdi-", "gdi32"},
    {"ext-ms-win-ntuser-", "user32"},
    {"ext-ms-win-kernel32-", "kernel32"},
    {"ext-ms-win-advapi32-", "advapi32"},
    {"ext-ms-win-rtcore-ntuser-", "user32"},
    {"ext-ms-win-shell-shell32-", "shell32"},
    {"ext-ms-win-shell-shlwapi-", "shlwapi"},
    {"ext-ms-win-oleaut32-", "oleaut32"},
};

const char *apiset_host(const char *name)
{
    const char *host = NULL;
    size_t best = 0;

    for (size_t i = 0; i < ARRAY_LENGTH(contracts); i++) {
        size_t length = strlen(contracts[i].prefix);

        if (length > best && !strncasecmp(name, contracts[i].prefix, length)) {
            best = length;
            host = contracts[i].host;
        }
    }
    return host;
}
