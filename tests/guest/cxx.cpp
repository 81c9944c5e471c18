/* SPDX-License-Identifier: MIT */
/*
 * cxx.cpp - C++ exceptions, compiled by clang for the MSVC ABI and by mingw's g++
 *
 * Exit code: 0 when all holds, else the number of the check that failed, which is
 * printed as well. With UNCAUGHT it ends in an exception that nobody catches.
 */
extern "C" {
int __cdecl puts(const char *text);
void __cdecl exit(int code);
void __cdecl qsort(void *base, unsigned long long count, unsigned long long size,
                   int(__cdecl *compare)(const void *, const void *));
}

static int live, order[16], order_count;

static void note(int what)
{
    order[order_count++] = what;
}

static bool noted(int count, int a = 0, int b = 0, int c = 0, int d = 0)
{
    bool ok = order_count == count && (count < 1 || order[0] == a) && (count < 2 || order[1] == b) &&
              (count < 3 || order[2] == c) && (count < 4 || order[3] == d);

    order_count = 0;
    return ok;
}

struct Counted {
    int value;
    explicit Counted(int v) : value(v) { live++; }
    Counted(const Counted &other) : value(other.value) { live++; }
    ~Counted() { live--; }
};

struct Noter {
    int what;
    explicit Noter(int w) : what(w) {}
    ~Noter() { note(what); }
};

struct Left {
    int left = 1;
    virtual ~Left() {}
    virtual int who() { return 1; }
};
struct Right {
    int right = 2;
    virtual ~Right() {}
    virtual int which() { return 2; }
};
struct Both : Left, Right {
    int who() override { return 11; }
    int which() override { return 22; }
};
struct Virtual : virtual Right {
    int which() override { return 33; }
};

template <class T> __attribute__((noinline)) static void toss(T what)
{
    Noter here(90);
    throw what;
}

static bool catches_by_type()
{
    try {
        toss(5);
    } catch (const char *) {
        return false;
    } catch (int value) {
        return value == 5 && noted(1, 90);
    }
    return false;
}

static bool catches_base_class()
{
    try {
        toss(Both());
    } catch (Right &right) {
        return right.which() == 22 && right.right == 2 && noted(1, 90);
    }
    return false;
}

static bool catches_virtual_base()
{
    try {
        toss(Virtual());
    } catch (Right &right) {
        return right.which() == 33 && noted(1, 90);
    }
    return false;
}

static bool catches_pointer_to_base()
{
    Both both;

    try {
        toss(&both);
    } catch (Right *right) {
        return right == &both && noted(1, 90);
    }
    return false;
}

static bool catches_by_value_and_destroys()
{
    bool ok = false;

    live = 0;
    try {
        toss(Counted(7));
    } catch (Counted copy) {
        ok = copy.value == 7 && live == 2; /* the object and its copy */
    }
    return ok && live == 0 && noted(1, 90);
}

static bool catches_all()
{
    try {
        toss(1.5);
    } catch (int) {
        return false;
    } catch (...) {
        return noted(1, 90);
    }
    return false;
}

__attribute__((noinline)) static void rethrower()
{
    Noter here(1);

    try {
        toss(Counted(9));
    } catch (Counted &) {
        Noter inside(2);
        throw;
    }
}

static bool rethrows_the_same_object()
{
    int value = 0, while_caught = 0;

    live = 0;
    try {
        rethrower();
    } catch (Counted &counted) {
        value = counted.value;
        while_caught = live;
    }
    return value == 9 && while_caught == 1 && live == 0 && noted(3, 90, 2, 1);
}

static bool throws_another_out_of_a_catch()
{
    live = 0;
    try {
        try {
            Noter first(1);
            throw Counted(1);
        } catch (Counted &) {
            Noter second(2);
            throw 4;
        }
    } catch (int value) {
        return value == 4 && live == 0 && noted(2, 1, 2);
    }
    return false;
}

static bool same_type_out_of_its_catch_goes_out()
{
    try {
        try {
            throw 1;
        } catch (int value) {
            throw value + 1;
        }
    } catch (int value) {
        return value == 2;
    }
    return false;
}

static bool nests_in_a_catch()
{
    live = 0;
    try {
        throw Counted(1);
    } catch (Counted &outer) {
        Noter inside(1);
        try {
            Noter deep(2);
            throw Counted(2);
        } catch (Counted &inner) {
            note(outer.value * 10 + inner.value);
        }
        note(3);
    }
    return live == 0 && noted(4, 2, 12, 3, 1);
}

static bool leaves_two_catches()
{
    live = 0;
    try {
        try {
            throw Counted(1);
        } catch (Counted &) {
            Noter one(1);
            try {
                throw Counted(2);
            } catch (Counted &) {
                Noter two(2);
                throw 3.0;
            }
        }
    } catch (double) {
        return live == 0 && noted(2, 2, 1);
    }
    return false;
}

static int __cdecl compare(const void *, const void *)
{
    throw 77;
}

static bool passes_through_qsort()
{
    int values[4] = {4, 3, 2, 1};

    try {
        qsort(values, 4, sizeof(int), compare);
    } catch (int value) {
        return value == 77;
    }
    return false;
}

static bool loops()
{
    int sum = 0;

    for (int i = 0; i < 1000; i++) {
        try {
            Noter here(i);
            order_count = 0;
            throw i;
        } catch (int value) {
            if (value & 1)
                continue;
            sum += value;
        }
    }
    order_count = 0;
    return sum == 249500;
}

static bool casts()
{
    Both both;
    Left *left = &both;
    Virtual other;
    Right *right = &other;

    return dynamic_cast<Both *>(left) == &both && dynamic_cast<Right *>(left) == &both &&
           dynamic_cast<Virtual *>(right) == &other && !dynamic_cast<Both *>(right) &&
           dynamic_cast<void *>(static_cast<Right *>(&both)) == &both;
}

static bool (*const checks[])() = {
    catches_by_type,
    catches_base_class,
    catches_virtual_base,
    catches_pointer_to_base,
    catches_by_value_and_destroys,
    catches_all,
    rethrows_the_same_object,
    throws_another_out_of_a_catch,
    same_type_out_of_its_catch_goes_out,
    nests_in_a_catch,
    leaves_two_catches,
    passes_through_qsort,
    loops,
    casts,
};

static int run()
{
    int number = 1;

#ifdef UNCAUGHT
    throw Counted(1);
#endif

    for (auto check : checks) {
        order_count = 0;
        if (!check()) {
            puts("C++ check failed");
            return number;
        }
        number++;
    }
    puts("C++ checks passed");
    return 0;
}

#ifdef _MSC_VER
/* What the compiler's runtime library has besides the DLLs. */
extern "C" const void *const type_info_vftable __asm__("??_7type_info@@6B@") = nullptr;
int _fltused_here __asm__("_fltused") = 1;
void __cdecl operator delete(void *) noexcept {}
void __cdecl operator delete(void *, unsigned long long) noexcept {}

extern "C" void cxx_entry()
{
    exit(run());
}
#else
int main()
{
    return run();
}
#endif
