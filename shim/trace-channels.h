/* SPDX-License-Identifier: MIT */
/* trace-channels.h - what can be traced, for the runtime library and for the command's help */
#ifndef WINSHIM_TRACE_CHANNELS_H
#define WINSHIM_TRACE_CHANNELS_H

/* name, what it reports */
#define TRACE_CHANNELS(X)                                                                          \
    X(loader, "modules and functions that are looked for, found and bound")                        \
    X(module, "builtin modules coming into use")                                                   \
    X(clr, "assemblies and what they import")                                                      \
    X(thread, "threads: start, end, environment block")                                            \
    X(seh, "exceptions and unwinding")                                                             \
    X(sync, "events, mutexes, semaphores, timers, waits")                                          \
    X(file, "files and paths")                                                                     \
    X(console, "the console")                                                                      \
    X(debug, "what programs say with OutputDebugString")                                           \
    X(user, "message boxes, windows, system parameters")                                           \
    X(wave, "sound: devices, formats, playback")                                                   \
    X(crt, "the C runtime: files that it opens, C++ exceptions, abort")                            \
    X(registry, "the registry")                                                                    \
    X(com, "COM: classes, activation, proxies")                                                    \
    X(call, "every call of a Windows function, with arguments and result (+call)")

#endif
