/* SPDX-License-Identifier: MIT */
/* math.c - the C runtime: floating-point functions (header math.h), by libm */
#include <math.h>

#include "winapi/crt/crt.h"

#define REAL(name)                                                                                 \
    double CDECL API(name)(double x)                                                               \
    {                                                                                              \
        return (name)(x);                                                                          \
    }                                                                                              \
    EXPORT_CRT_AS(#name, name);                                                                    \
    float CDECL API(name##f)(float x)                                                              \
    {                                                                                              \
        return (name##f)(x);                                                                       \
    }                                                                                              \
    EXPORT_CRT_AS(#name "f", name##f)

#define REAL2(name)                                                                                \
    double CDECL API(name)(double x, double y)                                                     \
    {                                                                                              \
        return (name)(x, y);                                                                       \
    }                                                                                              \
    EXPORT_CRT_AS(#name, name);                                                                    \
    float CDECL API(name##f)(float x, float y)                                                     \
    {                                                                                              \
        return (name##f)(x, y);                                                                    \
    }                                                                                              \
    EXPORT_CRT_AS(#name "f", name##f)

#define WHOLE(type, name, call)                                                                    \
    type CDECL API(name)(double x)                                                                 \
    {                                                                                              \
        return (type)call(x);                                                                      \
    }                                                                                              \
    EXPORT_CRT_AS(#name, name);                                                                    \
    type CDECL API(name##f)(float x)                                                               \
    {                                                                                              \
        return (type)call##f(x);                                                                   \
    }                                                                                              \
    EXPORT_CRT_AS(#name "f", name##f)

/**
 * acos(), acosf(), asin(), asinf(), atan(), atanf(), cos(), cosf(), sin(), sinf(), tan(), tanf(),
 * cosh(), coshf(), sinh(), sinhf(), tanh(), tanhf(), acosh(), acoshf(), asinh(), asinhf(), atanh(),
 * atanhf(), exp(), expf(), exp2(), exp2f(), expm1(), expm1f(), log(), logf(), log10(), log10f(),
 * log2(), log2f(), log1p(), log1pf(), sqrt(), sqrtf(), cbrt(), cbrtf(), ceil(), ceilf(), floor(),
 * floorf(), round(), roundf(), trunc(), truncf(), rint(), rintf(), nearbyint(), nearbyintf(),
 * fabs(), fabsf(), erf(), erff(), erfc(), erfcf(), tgamma(), tgammaf(), lgamma(), lgammaf(),
 * logb(), logbf(), atan2(), atan2f(), fmod(), fmodf(), pow(), powf(), hypot(), hypotf(), fmax(),
 * fmaxf(), fmin(), fminf(), fdim(), fdimf(), copysign(), copysignf(), remainder(), remainderf(),
 * nextafter(), nextafterf(), lround(), lroundf(), llround(), llroundf(), lrint(), lrintf(),
 * llrint(), llrintf(), ilogb(), ilogbf(), _hypot(), _hypotf(), _copysign(), _nextafter(), _logb(),
 * fma(), fmaf() - functions of C's math.h
 *
 * Source: learn.microsoft.com, c-runtime-library/math-and-floating-point-support
 */
REAL(acos);
REAL(asin);
REAL(atan);
REAL(cos);
REAL(sin);
REAL(tan);
REAL(cosh);
REAL(sinh);
REAL(tanh);
REAL(acosh);
REAL(asinh);
REAL(atanh);
REAL(exp);
REAL(exp2);
REAL(expm1);
REAL(log);
REAL(log10);
REAL(log2);
REAL(log1p);
REAL(sqrt);
REAL(cbrt);
REAL(ceil);
REAL(floor);
REAL(round);
REAL(trunc);
REAL(rint);
REAL(nearbyint);
REAL(fabs);
REAL(erf);
REAL(erfc);
REAL(tgamma);
REAL(lgamma);
REAL(logb);
REAL2(atan2);
REAL2(fmod);
REAL2(pow);
REAL2(hypot);
REAL2(fmax);
REAL2(fmin);
REAL2(fdim);
REAL2(copysign);
REAL2(remainder);
REAL2(nextafter);
WHOLE(int32_t, lround, lround);
WHOLE(int64_t, llround, llround);
WHOLE(int32_t, lrint, lrint);
WHOLE(int64_t, llrint, llrint);
WHOLE(int, ilogb, ilogb);
EXPORT_CRT_AS("_hypot", hypot);
EXPORT_CRT_AS("_hypotf", hypotf);
EXPORT_CRT_AS("_copysign", copysign);
EXPORT_CRT_AS("_nextafter", nextafter);
EXPORT_CRT_AS("_logb", logb);

double CDECL API(fma)(double x, double y, double z)
{
    return fma(x, y, z);
}
EXPORT_CRT(fma);

float CDECL API(fmaf)(float x, float y, float z)
{
    return fmaf(x, y, z);
}
EXPORT_CRT(fmaf);

/**
 * frexp(), ldexp(), modf(), modff(), scalbn(), scalbnf(), _scalb() - parts of a number
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/frexp
 */
double CDECL API(frexp)(double x, int *ret_exponent)
{
    return frexp(x, ret_exponent);
}
EXPORT_CRT(frexp);

double CDECL API(ldexp)(double x, int exponent)
{
    return ldexp(x, exponent);
}
EXPORT_CRT(ldexp);
EXPORT_CRT_AS("scalbn", ldexp);

float CDECL API(scalbnf)(float x, int exponent)
{
    return scalbnf(x, exponent);
}
EXPORT_CRT(scalbnf);

double CDECL API(_scalb)(double x, LONG exponent)
{
    return ldexp(x, exponent);
}
EXPORT_CRT(_scalb);

double CDECL API(modf)(double x, double *ret_whole)
{
    return modf(x, ret_whole);
}
EXPORT_CRT(modf);

float CDECL API(modff)(float x, float *ret_whole)
{
    return modff(x, ret_whole);
}
EXPORT_CRT(modff);

/**
 * _isnan(), _finite(), _fpclass(), _dclass(), _fdclass(), _ldclass(), _dsign(), _fdsign(),
 * _ldsign(), _chgsign() - kind and sign of a number
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/fpclassify
 */
int CDECL API(_isnan)(double x)
{
    return isnan(x);
}
EXPORT_CRT(_isnan);

int CDECL API(_finite)(double x)
{
    return isfinite(x);
}
EXPORT_CRT(_finite);

short CDECL API(_dclass)(double x)
{
    switch (fpclassify(x)) {
    case FP_NAN:
        return 2;
    case FP_INFINITE:
        return 1;
    case FP_ZERO:
        return 0;
    case FP_SUBNORMAL:
        return -2;
    default:
        return -1;
    }
}
EXPORT_GUEST(ucrtbase, _dclass);
EXPORT_GUEST_AS(ucrtbase, "_ldclass", _dclass);

short CDECL API(_fdclass)(float x)
{
    return isnormal(x) || !isnormal((double)x) ? API(_dclass)(x) : -2;
}
EXPORT_GUEST(ucrtbase, _fdclass);

int CDECL API(_dsign)(double x)
{
    return signbit(x) ? 0x8000 : 0;
}
EXPORT_GUEST(ucrtbase, _dsign);
EXPORT_GUEST_AS(ucrtbase, "_ldsign", _dsign);

int CDECL API(_fdsign)(float x)
{
    return signbit(x) ? 0x8000 : 0;
}
EXPORT_GUEST(ucrtbase, _fdsign);

double CDECL API(_chgsign)(double x)
{
    return -x;
}
EXPORT_CRT(_chgsign);

int CDECL API(_fpclass)(double x)
{
    short kind = API(_dclass)(x);

    if (kind == 2)
        return 2;
    if (kind == -1)
        return signbit(x) ? 0x8 : 0x100;
    if (kind == -2)
        return signbit(x) ? 0x10 : 0x80;
    return kind == 1 ? (signbit(x) ? 0x4 : 0x200) : (signbit(x) ? 0x20 : 0x40);
}
EXPORT_CRT(_fpclass);
