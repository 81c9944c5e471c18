/* SPDX-License-Identifier: MIT */
/* mono-config.h - a configuration for Mono that lets kernel32.dll reach winshim */
#ifndef WINSHIM_CLI_MONO_CONFIG_H
#define WINSHIM_CLI_MONO_CONFIG_H

/**
 * mono_config_export() - point MONO_CONFIG at a corrected copy of the active configuration
 *
 * Mono's own configuration sends "kernel32.dll" to its executable, where those functions aren't.
 * The copy, which is made when the original has changed, sends it on to the loader but for the
 * functions that Mono has. The copy stands in WINSHIM_HOME, else in XDG_RUNTIME_DIR, else in a
 * folder of the user's in /tmp. Without Mono on the machine nothing happens; a copy that can't be
 * written is reported as WS0016.
 *
 * Source: observed: MONO_CONFIG replaces /etc/mono/config and ~/.mono/config; of several maps of
 * a name the last one counts, and one with the function's name before it.
 */
void mono_config_export(void);

#endif
