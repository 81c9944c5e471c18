/* SPDX-License-Identifier: MIT */
/* rtti.h - types of C++ objects at run time, by the locators before their function tables */
#ifndef WINSHIM_CRT_RTTI_H
#define WINSHIM_CRT_RTTI_H

#include "crt.h"

/** rtti_whole() - the object that a subobject belongs to */
void *rtti_whole(void *object);

/** rtti_type() - the type descriptor of the whole object */
void *rtti_type(void *object);

/**
 * rtti_cast() - dynamic_cast
 * @offset: of the function table pointer in @object
 * @from, @to: type descriptors
 *
 * Return: the subobject; NULL when there is none, more than one, or no access to it.
 */
void *rtti_cast(void *object, LONG offset, const void *from, const void *to);

/** rtti_readable_name() - "class A::B" for ".?AVB@A@@"; malloc'ed; NULL when memory is out */
char *rtti_readable_name(const char *decorated);

#endif
