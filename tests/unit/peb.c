/* SPDX-License-Identifier: MIT */
/* What guest code finds without calling anything: TEB through GS, PEB, the shared data page. */
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shim/guest-thread.h"
#include "shim/peb.h"
#include "shim/teb.h"
#include "unit.h"
#include "winapi/environment/command_line.h"
#include "winapi/thread/tls.h"

#define SHARED_DATA ((const volatile unsigned char *)0x7ffe0000)

static uint32_t shared32(unsigned offset)
{
    return *(const volatile uint32_t *)(SHARED_DATA + offset);
}

static TEB *teb_by_gs(void)
{
    TEB *teb;

    __asm__ volatile("movq %%gs:0x30, %0" : "=r"(teb));
    return teb;
}

START_TEST(gs_leads_to_the_teb_and_the_peb)
{
    guest_thread_enter();
    ck_assert_ptr_eq(teb_by_gs(), teb_current());
    ck_assert_ptr_eq(teb_current()->Peb, peb_get());
    ck_assert_uint_eq((uintptr_t)teb_current()->ClientId.UniqueProcess, (uintptr_t)getpid());
    ck_assert_uint_eq(peb_get()->OSMajorVersion, 10);
    ck_assert_ptr_eq(peb_get()->LdrData->InLoadOrderModuleList.Flink->Flink->Blink,
                     peb_get()->LdrData->InLoadOrderModuleList.Flink);
}
END_TEST

START_TEST(process_parameters_hold_the_command_line)
{
    RTL_USER_PROCESS_PARAMETERS *parameters;

    guest_thread_enter();
    parameters = peb_get()->ProcessParameters;
    ck_assert_ptr_nonnull(parameters);
    ck_assert_ptr_eq(parameters->CommandLine.Buffer, command_line());
    ck_assert_uint_gt(parameters->ImagePathName.Length, 6);
    ck_assert_uint_eq(parameters->ImagePathName.Buffer[1], ':');
    ck_assert_ptr_nonnull(parameters->Environment);
    ck_assert_uint_ne(parameters->Environment[0], 0);
    ck_assert_uint_eq(parameters->CurrentDirectory.DosPath
                          .Buffer[parameters->CurrentDirectory.DosPath.Length / sizeof(WCHAR) - 1],
                      '\\');
}
END_TEST

START_TEST(shared_data_page_tells_version_and_time)
{
    struct timespec since_boot;
    uint64_t ticks_ms, boot_ms;

    guest_thread_enter();
    ck_assert_uint_eq(shared32(0x26c), 10);
    ck_assert_uint_eq(shared32(0x260), 19045);
    ck_assert_uint_eq(SHARED_DATA[0x274 + PF_XMMI64_INSTRUCTIONS_AVAILABLE], 1);
    ticks_ms = (uint64_t)shared32(0x320) * shared32(0x004) >> 24;
    clock_gettime(CLOCK_BOOTTIME, &since_boot);
    boot_ms = (uint64_t)since_boot.tv_sec * 1000 + (uint64_t)since_boot.tv_nsec / 1000000;
    ck_assert_uint_le(ticks_ms, boot_ms);
    ck_assert_uint_lt(boot_ms - ticks_ms, 60000);
    ck_assert_uint_eq(shared32(0x018), shared32(0x01c)); /* both upper halves of the time */
    ck_assert_uint_gt(shared32(0x018), 0x01d00000);
}
END_TEST

START_TEST(clock_of_the_shared_data_page_goes_on)
{
    struct timespec moment = {0, 5000000};
    uint32_t before;

    guest_thread_enter();
    before = shared32(0x320);
    for (int i = 0; i < 2000 && shared32(0x320) == before; i++)
        nanosleep(&moment, NULL);
    ck_assert_uint_ne(shared32(0x320), before);
}
END_TEST

START_TEST(thread_local_indexes_show_in_the_peb_and_values_in_the_teb)
{
    uint32_t index;

    ck_assert_int_eq(tls_alloc(&index), 0);
    ck_assert_uint_lt(index, TLS_DIRECT);
    ck_assert(peb_get()->TlsBitmapBits[index / 32] >> index % 32 & 1);
    ck_assert_int_eq(tls_set(index, &index), 0);
    ck_assert_ptr_eq(teb_current()->TlsSlots[index], &index);
    ck_assert_int_eq(tls_free(index), 0);
    ck_assert_ptr_null(teb_current()->TlsSlots[index]);
    ck_assert(!(peb_get()->TlsBitmapBits[index / 32] >> index % 32 & 1));
}
END_TEST

UNIT_MAIN("peb", gs_leads_to_the_teb_and_the_peb, process_parameters_hold_the_command_line,
          shared_data_page_tells_version_and_time, clock_of_the_shared_data_page_goes_on,
          thread_local_indexes_show_in_the_peb_and_values_in_the_teb)
