/* SPDX-License-Identifier: MIT */
/*
 * seh.c - structured exceptions of C, built by clang for the MSVC ABI without any runtime
 *
 * The program's exit code is 0 when all holds, else the number of the check that failed.
 */
typedef unsigned long DWORD;
typedef unsigned long long ULONG_PTR;
typedef long LONG;
struct record {
    DWORD code, flags;
    struct record *next;
    void *address;
    DWORD count;
    ULONG_PTR arguments[15];
};
struct pointers {
    struct record *record;
    void *context;
};

__declspec(dllimport) void RaiseException(DWORD, DWORD, DWORD, const ULONG_PTR *);
__declspec(dllimport) void ExitProcess(DWORD);
__declspec(dllimport) void *AddVectoredExceptionHandler(DWORD, LONG (*)(struct pointers *));
__declspec(dllimport) DWORD RemoveVectoredExceptionHandler(void *);
__declspec(dllimport) void RtlCaptureContext(void *);
__declspec(dllimport) void *RtlLookupFunctionEntry(ULONG_PTR, ULONG_PTR *, void *);
__declspec(dllimport) void *RtlVirtualUnwind(DWORD, ULONG_PTR, ULONG_PTR, void *, void *, void **,
                                             ULONG_PTR *, void *);
__declspec(dllimport) void RtlUnwind(void *, void *, void *, void *);
__declspec(dllimport) void RtlUnwindEx(void *, void *, void *, void *, void *, void *);
unsigned long _exception_code(void);
void *_exception_info(void);
int _fltused = 1;

/* What compilers call for structures. */
void *memcpy(void *to, const void *from, ULONG_PTR bytes)
{
    volatile char *out = to;

    for (ULONG_PTR i = 0; i < bytes; i++)
        out[i] = ((const char *)from)[i];
    return to;
}

static volatile int steps[16];
static volatile int step_count;

static void note(int what)
{
    steps[step_count++] = what;
}

static int noted(int count, int a, int b, int c)
{
    int ok = step_count == count && (count < 1 || steps[0] == a) && (count < 2 || steps[1] == b) &&
             (count < 3 || steps[2] == c);

    step_count = 0;
    return ok;
}

static __declspec(noinline) void thrower(DWORD code)
{
    ULONG_PTR arguments[2] = {11, 22};

    RaiseException(code, 0, 2, arguments);
}

static int catches(void)
{
    __try {
        thrower(0xe0000001);
        note(99);
    } __except (_exception_code() == 0xe0000001) {
        note(1);
    }
    return noted(1, 1, 0, 0);
}

static __declspec(noinline) void with_finally(void)
{
    __try {
        thrower(0xe0000002);
    } __finally {
        note(2);
    }
}

static int finally_runs_before_except(void)
{
    __try {
        with_finally();
    } __except (note(1), 1) {
        note(3);
    }
    return noted(3, 1, 2, 3);
}

static __declspec(noinline) void store(volatile int *at)
{
    *at = 5;
}

static int reads_null(void)
{
    __try {
        store(0);
        note(99);
    } __except (_exception_code() == 0xc0000005 &&
                ((struct pointers *)_exception_info())->record->arguments[0] == 1) {
        note(1);
    }
    return noted(1, 1, 0, 0);
}

static __declspec(noinline) int divide(int a, volatile int *b)
{
    return a / *b;
}

static int divides_by_zero(void)
{
    volatile int zero = 0;

    __try {
        note(divide(7, &zero));
    } __except (_exception_code() == 0xc0000094) {
        note(1);
    }
    return noted(1, 1, 0, 0);
}

static int filter_continues(struct pointers *pointers)
{
    note(1);
    (void)pointers;
    return -1;
}

static int continues(void)
{
    __try {
        thrower(0xe0000003);
        note(2);
    } __except (filter_continues(_exception_info())) {
        note(99);
    }
    return noted(2, 1, 2, 0);
}

static int nested(void)
{
    __try {
        __try {
            thrower(0xe0000004);
        } __except (0) {
            note(99);
        }
    } __except (1) {
        note(1);
    }
    return noted(1, 1, 0, 0);
}

static int throws_in_except(void)
{
    __try {
        __try {
            thrower(0xe0000005);
        } __except (1) {
            note(1);
            thrower(0xe0000006);
        }
    } __except (_exception_code() == 0xe0000006) {
        note(2);
    }
    return noted(2, 1, 2, 0);
}

static __declspec(noinline) void throws_in_finally(void)
{
    __try {
        thrower(0xe0000007);
    } __finally {
        note(1);
        thrower(0xe0000008);
    }
}

static __declspec(noinline) void around_it(void)
{
    __try {
        throws_in_finally();
    } __finally {
        note(2);
    }
}

static int collided(void)
{
    __try {
        around_it();
    } __except (1) {
        note(_exception_code() == 0xe0000008 ? 3 : 98);
    }
    return noted(3, 1, 2, 3);
}

static LONG on_vectored(struct pointers *pointers)
{
    note(1);
    return pointers->record->code == 0xe0000009 ? -1 : 0;
}

static int vectored(void)
{
    void *handle = AddVectoredExceptionHandler(1, on_vectored);

    thrower(0xe0000009);
    note(2);
    if (!RemoveVectoredExceptionHandler(handle) || RemoveVectoredExceptionHandler(handle))
        return 0;
    return noted(2, 1, 2, 0);
}

static int depth;

static __declspec(noinline) int recurse(int n)
{
    volatile char block[4096];

    block[0] = (char)n;
    depth = n;
    return n ? recurse(n + 1) + block[0] : 0;
}

static int overflows(void)
{
    __try {
        recurse(1);
        note(99);
    } __except (_exception_code() == 0xc00000fd) {
        note(1);
    }
    return depth > 100 && noted(1, 1, 0, 0);
}

static __declspec(noinline) double keeps_xmm(double a, double b)
{
    double x = a * 3, y = b * 5, z = a + b;

    __try {
        thrower(0xe000000a);
    } __except (1) {
        note(1);
    }
    return x + y + z;
}

static int restores_registers(void)
{
    return keeps_xmm(2, 3) == 6 + 15 + 5 && noted(1, 1, 0, 0);
}

/* A CONTEXT; rip is at 0xf8. */
struct registers {
    __declspec(align(16)) unsigned char bytes[1232];
};

static struct registers here;
static void *frame_here;
static int extended;

static ULONG_PTR rip_of(const struct registers *registers)
{
    return *(const ULONG_PTR *)(registers->bytes + 0xf8);
}

static LONG on_unwinding(struct pointers *pointers)
{
    static struct registers scratch;

    note(1);
    (void)pointers;
    if (extended)
        RtlUnwindEx(frame_here, (void *)rip_of(&here), 0, (void *)5, &scratch, 0);
    else
        RtlUnwind(frame_here, (void *)rip_of(&here), 0, (void *)5);
    note(99);
    return 0;
}

/* RtlCaptureContext() returns again when the unwinding arrives. */
static __declspec(noinline) int unwinds_here(int with_context)
{
    volatile int arrived = 0;
    static struct registers walker;
    ULONG_PTR base, frame;
    void *entry, *data;

    extended = with_context;
    RtlCaptureContext(&here);
    if (arrived++)
        return 1;
    walker = here;
    entry = RtlLookupFunctionEntry(rip_of(&here), &base, 0);
    if (!entry)
        return 0;
    RtlVirtualUnwind(0, base, rip_of(&here), entry, &walker, &data, &frame, 0);
    frame_here = (void *)frame;
    with_finally();
    return 0;
}

static int unwinds(int with_context)
{
    void *handler = AddVectoredExceptionHandler(1, on_unwinding);
    int arrived = unwinds_here(with_context);

    RemoveVectoredExceptionHandler(handler);
    return arrived && noted(2, 1, 2, 0);
}

void seh_entry(void)
{
    if (!catches())
        ExitProcess(1);
    if (!finally_runs_before_except())
        ExitProcess(2);
    if (!reads_null())
        ExitProcess(3);
    if (!divides_by_zero())
        ExitProcess(4);
    if (!continues())
        ExitProcess(5);
    if (!nested())
        ExitProcess(6);
    if (!throws_in_except())
        ExitProcess(7);
    if (!collided())
        ExitProcess(8);
    if (!vectored())
        ExitProcess(9);
    if (!restores_registers())
        ExitProcess(10);
    if (!overflows())
        ExitProcess(11);
    if (!unwinds(0))
        ExitProcess(12);
    if (!unwinds(1))
        ExitProcess(13);
    ExitProcess(0);
}
