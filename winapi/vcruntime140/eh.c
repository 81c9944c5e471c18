/* SPDX-License-Identifier: MIT */
/* eh.c - vcruntime140: C++ exceptions (headers eh.h, vcruntime_exception.h, vcruntime_typeinfo.h)
 */
#include <stdlib.h>
#include <string.h>

#include "winapi/crt/cxx.h"
#include "winapi/crt/rtti.h"

/**
 * __CxxFrameHandler(), __CxxFrameHandler2(), __CxxFrameHandler3(), __CxxFrameHandler4() - the
 * language handlers of C++ functions
 *
 * Source: learn.microsoft.com, cpp/build/exception-handling-x64; observed: tests/guest/cxx.cpp
 */
EXCEPTION_DISPOSITION CDECL API(__CxxFrameHandler3)(EXCEPTION_RECORD *record, void *frame,
                                                    CONTEXT *context,
                                                    DISPATCHER_CONTEXT *dispatcher)
{
    return cxx_frame_handler(3, record, frame, context, dispatcher);
}
EXPORT_VCRT(__CxxFrameHandler3);
EXPORT_CRT_AS("__CxxFrameHandler2", __CxxFrameHandler3);
EXPORT_CRT_AS("__CxxFrameHandler", __CxxFrameHandler3);
EXPORT_GUEST_AS(vcruntime140, "__CxxFrameHandler2", __CxxFrameHandler3);
EXPORT_GUEST_AS(vcruntime140, "__CxxFrameHandler", __CxxFrameHandler3);

EXCEPTION_DISPOSITION CDECL API(__CxxFrameHandler4)(EXCEPTION_RECORD *record, void *frame,
                                                    CONTEXT *context,
                                                    DISPATCHER_CONTEXT *dispatcher)
{
    return cxx_frame_handler(4, record, frame, context, dispatcher);
}
EXPORT_GUEST(vcruntime140_1, __CxxFrameHandler4);
EXPORT_GUEST(ucrtbase, __CxxFrameHandler4);

/**
 * _CxxThrowException() - throw
 * @throw_info: NULL: throw again what is being handled
 *
 * Source: learn.microsoft.com, c-runtime-library/cxxthrowexception
 */
void CDECL API(_CxxThrowException)(void *object, const void *throw_info)
{
    cxx_throw(object, throw_info);
}
EXPORT_VCRT(_CxxThrowException);

/**
 * __current_exception(), __current_exception_context(), __processing_throw() - where the thread
 * keeps what it handles
 *
 * Source: observed: std::exception_ptr of Visual C++
 */
void **CDECL API(__current_exception)(void)
{
    return &crt_thread()->current_exception;
}
EXPORT_GUEST(vcruntime140, __current_exception);
EXPORT_GUEST(ucrtbase, __current_exception);

void **CDECL API(__current_exception_context)(void)
{
    return &crt_thread()->current_context;
}
EXPORT_GUEST(vcruntime140, __current_exception_context);
EXPORT_GUEST(ucrtbase, __current_exception_context);

int *CDECL API(__processing_throw)(void)
{
    return cxx_uncaught();
}
EXPORT_GUEST(vcruntime140, __processing_throw);
EXPORT_GUEST(ucrtbase, __processing_throw);

/**
 * __uncaught_exception(), __uncaught_exceptions() - whether, and how many, exceptions are thrown
 * and not caught yet
 *
 * Source: learn.microsoft.com, cpp-standard-library/exception-functions
 */
bool CDECL API(__uncaught_exception)(void)
{
    return *cxx_uncaught() > 0;
}
EXPORT_VCRT(__uncaught_exception);

int CDECL API(__uncaught_exceptions)(void)
{
    return *cxx_uncaught();
}
EXPORT_GUEST(vcruntime140, __uncaught_exceptions);
EXPORT_GUEST(ucrtbase, __uncaught_exceptions);

/**
 * terminate(), ?terminate@@YAXXZ(), __std_terminate(), set_terminate(),
 * ?set_terminate@@YAP6AXXZP6AXXZ@Z(), _get_terminate() - the end for want of a catch
 * block
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/terminate-crt
 */
void CDECL API(terminate)(void)
{
    cxx_terminate("the program called it");
}
EXPORT_GUEST(ucrtbase, terminate);
EXPORT_GUEST_AS(msvcrt, "?terminate@@YAXXZ", terminate);
EXPORT_GUEST_AS(ucrtbase, "__std_terminate", terminate);
EXPORT_GUEST_AS(vcruntime140, "__std_terminate", terminate);

void *CDECL API(set_terminate)(void *handler)
{
    return cxx_set_terminate(handler);
}
EXPORT_GUEST(ucrtbase, set_terminate);
EXPORT_GUEST_AS(msvcrt, "?set_terminate@@YAP6AXXZP6AXXZ@Z", set_terminate);

void *CDECL API(_get_terminate)(void)
{
    return cxx_get_terminate();
}
EXPORT_GUEST(ucrtbase, _get_terminate);

/* std::exception's data: a text, and whether it is to be freed. */
struct exception_data {
    char *what;
    bool owned;
};

/**
 * __std_exception_copy(), __std_exception_destroy() - the text of a std::exception
 *
 * Source: observed: std::exception of Visual C++
 */
void CDECL API(__std_exception_copy)(const struct exception_data *from, struct exception_data *to)
{
    *to = *from;
    if (from->owned && from->what) {
        to->what = strdup(from->what);
        to->owned = to->what != NULL;
    }
}
EXPORT_GUEST(vcruntime140, __std_exception_copy);
EXPORT_GUEST(ucrtbase, __std_exception_copy);

void CDECL API(__std_exception_destroy)(struct exception_data *data)
{
    if (data->owned)
        free(data->what);
    *data = (struct exception_data){0};
}
EXPORT_GUEST(vcruntime140, __std_exception_destroy);
EXPORT_GUEST(ucrtbase, __std_exception_destroy);

/**
 * __std_type_info_compare(), __std_type_info_hash(), __std_type_info_name(),
 * __std_type_info_destroy_list() - std::type_info
 *
 * Source: observed: std::type_info of Visual C++
 */
struct type_data {
    const char *undecorated;
    char name[];
};

int CDECL API(__std_type_info_compare)(const struct type_data *a, const struct type_data *b)
{
    return a == b ? 0 : strcmp(a->name + 1, b->name + 1);
}
EXPORT_GUEST(vcruntime140, __std_type_info_compare);
EXPORT_GUEST(ucrtbase, __std_type_info_compare);

size_t CDECL API(__std_type_info_hash)(const struct type_data *type)
{
    size_t hash = 14695981039346656037u;

    for (const char *at = type->name + 1; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    return hash ^ hash >> 32;
}
EXPORT_GUEST(vcruntime140, __std_type_info_hash);
EXPORT_GUEST(ucrtbase, __std_type_info_hash);

const char *CDECL API(__std_type_info_name)(struct type_data *type, void *list)
{
    if (!type->undecorated)
        type->undecorated = rtti_readable_name(type->name);
    return type->undecorated ? type->undecorated : type->name + 1;
}
EXPORT_GUEST(vcruntime140, __std_type_info_name);
EXPORT_GUEST(ucrtbase, __std_type_info_name);

void CDECL API(__std_type_info_destroy_list)(void *list)
{
}
EXPORT_GUEST(vcruntime140, __std_type_info_destroy_list);
EXPORT_GUEST(ucrtbase, __std_type_info_destroy_list);

/**
 * __RTDynamicCast(), __RTtypeid(), __RTCastToVoid() - casts and types of objects at run time
 * @reference: whether failure is an exception
 *
 * Return: the object; NULL when it isn't of that type.
 * Differs: a failed cast of a reference ends the program instead of throwing std::bad_cast.
 * Source: learn.microsoft.com, c-runtime-library/rtdynamiccast
 */
void *CDECL API(__RTDynamicCast)(void *object, LONG offset, void *from, void *to, int reference)
{
    void *found = object ? rtti_cast(object, offset, from, to) : NULL;

    if (!found && reference)
        cxx_terminate("std::bad_cast");
    return found;
}
EXPORT_VCRT(__RTDynamicCast);

void *CDECL API(__RTtypeid)(void *object)
{
    if (!object)
        cxx_terminate("std::bad_typeid");
    return rtti_type(object);
}
EXPORT_VCRT(__RTtypeid);

void *CDECL API(__RTCastToVoid)(void *object)
{
    return object ? rtti_whole(object) : NULL;
}
EXPORT_VCRT(__RTCastToVoid);
