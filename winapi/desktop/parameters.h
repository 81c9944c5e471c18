/* SPDX-License-Identifier: MIT */
/*
 * parameters.h - system parameters (SystemParametersInfo) that are one number
 *
 * A value that was set is told back for as long as the process lives; nothing
 * acts on it and nobody else sees it.
 */
#ifndef WINSHIM_DESKTOP_PARAMETERS_H
#define WINSHIM_DESKTOP_PARAMETERS_H

#include "shim/abi.h"

/**
 * parameter_get() - the value behind an SPI_GET* action
 * @ret_value: written on success
 *
 * Return: 0; ENGINE_WIN32(ERROR_INVALID_SPI_VALUE) when @action is no such action.
 */
int parameter_get(UINT action, int *ret_value);

/**
 * parameter_set() - set the value behind an SPI_SET* action
 * @number: uiParam of SystemParametersInfo
 * @pointer: pvParam; which of the two holds the value is up to @action
 *
 * Return: 0; ENGINE_WIN32(ERROR_INVALID_SPI_VALUE) when @action is no such action.
 */
int parameter_set(UINT action, UINT number, const void *pointer);

#endif
