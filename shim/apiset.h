/* SPDX-License-Identifier: MIT */
/* apiset.h - API set names (api-ms-win-*, ext-ms-*) and their host modules */
#ifndef WINSHIM_APISET_H
#define WINSHIM_APISET_H

#include <stddef.h>

/**
 * apiset_host() - the module that implements an API set contract
 * @name: with or without ".dll", any case, any version
 *
 * Return: a module name without ".dll", static; NULL when @name is no contract that we know.
 * Source: learn.microsoft.com, apiindex/windows-apisets
 */
const char *apiset_host(const char *name);

#endif
