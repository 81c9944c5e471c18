/* SPDX-License-Identifier: MIT */
/*
 * names.h - which export a managed program means by a P/Invoke's entry point
 *
 * On Windows the runtime looks for "Foo" under more names than that one:
 *
 *     ExactSpelling, "#12"   that name or ordinal
 *     CharSet.Unicode        FooW, then Foo
 *     CharSet.Ansi, none     Foo, then FooA
 *     CharSet.Auto           as Unicode on Windows; as Ansi elsewhere, since Auto strings are
 *                            UTF-8 there
 *
 * So Unicode PlaySound is PlaySoundW although winmm exports PlaySound (an alias
 * of PlaySoundA) too. Mono keeps this rule on Linux and asks for each name in
 * turn. CoreCLR asks for the declared name only; here the rule is kept in its
 * place, with CharSet and ExactSpelling from the metadata of the assembly that
 * asks.
 *
 * When declarations of one assembly want different functions, the one that
 * CoreCLR is binding decides (caller.h). Where that can't be told, those with text in their
 * parameters decide; if they too differ, FooW wins and WS0170 names both. A name that lies in no
 * assembly (NativeLibrary.GetExport, Reflection.Emit) is taken as it is; if there is no such
 * export, what assemblies declare of it decides, else FooA, since .NET's default outside Windows is
 * UTF-8, else FooW. A host without managed code gets exact names only.
 */
#ifndef WINSHIM_CLR_NAMES_H
#define WINSHIM_CLR_NAMES_H

#include "index.h"
#include "shim/module.h"

/**
 * names_choose() - the export that declarations of @name stand for
 * @found: the declarations of (@module, @name), all of them
 * @count: how many; 0: nothing is known of the function
 *
 * Return: the host entry; of an image the guest entry; NULL when there is none.
 */
void *names_choose(struct module *module, const char *name, const struct clr_pinvoke *const *found,
                   size_t count);

/**
 * names_ordinal() - the number of an entry point by ordinal
 * @name: "#12"; what Mono makes of it ("#12A") is none
 *
 * Return: the ordinal, 1 to 65535; 0 when @name is not of that form.
 */
unsigned names_ordinal(const char *name);

/**
 * names_resolve() - dlsym on a Windows module
 * @module: the module
 * @name: what the host asked for; its address tells which assembly asks
 *
 * Under Mono a function that is still missing after the last name that Mono tries is reported
 * once, as WS0014, because Mono's exception does not name the module; what Mono's own assemblies
 * miss goes to the trace.
 *
 * Return: the host entry; NULL when there is none, and for functions of images.
 */
void *names_resolve(struct module *module, const char *name);

#endif
