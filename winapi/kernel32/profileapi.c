/* SPDX-License-Identifier: MIT */
/* profileapi.c - kernel32: the performance counter, 10 MHz as on current Windows */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/clock/clock.h"

/**
 * QueryPerformanceCounter(), RtlQueryPerformanceCounter() - a steady clock
 * @count: written, in units of 1/QueryPerformanceFrequency
 *
 * Return: TRUE; FALSE with ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, profileapi/nf-profileapi-queryperformancecounter
 */
BOOL WINAPI API(QueryPerformanceCounter)(LARGE_INTEGER *count)
{
    if (!count)
        return win32_fail(ERROR_NOACCESS, FALSE);
    count->QuadPart = clock_counter();
    return TRUE;
}
EXPORT(kernel32, QueryPerformanceCounter);
EXPORT_AS(kernelbase, "QueryPerformanceCounter", QueryPerformanceCounter);
EXPORT_AS(ntdll, "RtlQueryPerformanceCounter", QueryPerformanceCounter);

/**
 * QueryPerformanceFrequency(), RtlQueryPerformanceFrequency() - counts a second of the performance
 * counter
 * @frequency: written: 10,000,000
 *
 * Return: TRUE; FALSE with ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, profileapi/nf-profileapi-queryperformancefrequency
 */
BOOL WINAPI API(QueryPerformanceFrequency)(LARGE_INTEGER *frequency)
{
    if (!frequency)
        return win32_fail(ERROR_NOACCESS, FALSE);
    frequency->QuadPart = CLOCK_COUNTER_HZ;
    return TRUE;
}
EXPORT(kernel32, QueryPerformanceFrequency);
EXPORT_AS(kernelbase, "QueryPerformanceFrequency", QueryPerformanceFrequency);
EXPORT_AS(ntdll, "RtlQueryPerformanceFrequency", QueryPerformanceFrequency);
