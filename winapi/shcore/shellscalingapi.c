/* SPDX-License-Identifier: MIT */
/* shellscalingapi.c - shcore: DPI awareness of processes, DPI of monitors */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/handle.h"
#include "winapi/desktop/dpi.h"
#include "winapi/desktop/metrics.h"

#include <shellscalingapi.h>

/**
 * SetProcessDpiAwareness() - choose the process's awareness, once
 * @awareness: PROCESS_*
 *
 * Return: S_OK; E_INVALIDARG for another value; E_ACCESSDENIED when it was chosen before.
 * Source: learn.microsoft.com, shellscalingapi/nf-shellscalingapi-setprocessdpiawareness
 */
HRESULT WINAPI API(SetProcessDpiAwareness)(PROCESS_DPI_AWARENESS awareness)
{
    DPI_AWARENESS_CONTEXT context = dpi_context_of_awareness((int)awareness);

    if (!context)
        return E_INVALIDARG;
    return dpi_process_choose(context) ? E_ACCESSDENIED : S_OK;
}
EXPORT(shcore, SetProcessDpiAwareness);

/* NULL and the pseudo-handle are the process itself; of others only that they are open counts. */
static bool is_process(HANDLE process)
{
    struct object *object;

    if (!process || process == (HANDLE)(intptr_t)-1)
        return true;
    if (handle_ref(process, NULL, 0, &object))
        return false;
    object_unref(object);
    return true;
}

/**
 * GetProcessDpiAwareness() - what a process chose
 * @process: NULL is the calling process
 * @ret_awareness: written on success
 *
 * Return: S_OK; E_INVALIDARG for a handle that is not open or no output.
 * Differs: any open handle counts as the calling process.
 * Source: learn.microsoft.com, shellscalingapi/nf-shellscalingapi-getprocessdpiawareness
 */
HRESULT WINAPI API(GetProcessDpiAwareness)(HANDLE process, PROCESS_DPI_AWARENESS *ret_awareness)
{
    if (!ret_awareness || !is_process(process))
        return E_INVALIDARG;
    *ret_awareness = (PROCESS_DPI_AWARENESS)dpi_awareness(dpi_process_context());
    return S_OK;
}
EXPORT(shcore, GetProcessDpiAwareness);

/**
 * GetDpiForMonitor() - the DPI of a monitor
 * @monitor: a monitor
 * @type: MDT_*
 * @ret_x, @ret_y: get 96
 *
 * Return: S_OK; E_INVALIDARG for no monitor, another @type or no output.
 * Source: learn.microsoft.com, shellscalingapi/nf-shellscalingapi-getdpiformonitor
 */
HRESULT WINAPI API(GetDpiForMonitor)(HMONITOR monitor, MONITOR_DPI_TYPE type, UINT *ret_x,
                                     UINT *ret_y)
{
    if (monitor != METRICS_MONITOR || (unsigned)type > MDT_RAW_DPI || !ret_x || !ret_y)
        return E_INVALIDARG;
    *ret_x = *ret_y = METRICS_DPI;
    return S_OK;
}
EXPORT(shcore, GetDpiForMonitor);

/**
 * GetScaleFactorForMonitor() - how much larger than at 96 DPI things are on a monitor
 * @monitor: a monitor
 * @ret_scale: gets SCALE_100_PERCENT
 *
 * Return: S_OK; E_INVALIDARG for no monitor or no output.
 * Source: learn.microsoft.com, shellscalingapi/nf-shellscalingapi-getscalefactorformonitor
 */
HRESULT WINAPI API(GetScaleFactorForMonitor)(HMONITOR monitor, DEVICE_SCALE_FACTOR *ret_scale)
{
    if (monitor != METRICS_MONITOR || !ret_scale)
        return E_INVALIDARG;
    *ret_scale = SCALE_100_PERCENT;
    return S_OK;
}
EXPORT(shcore, GetScaleFactorForMonitor);
