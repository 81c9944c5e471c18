#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs a Windows program under Wine, the reference, in a prefix of the build's own.
# usage: wine.sh WINE PROGRAM.exe [ARGS]
export WINEPREFIX="$WINSHIM_BUILD/wineprefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
unset DISPLAY
wine=$1
shift
(
    flock 9
    [ -f "$WINEPREFIX/ready" ] || { "$wine" wineboot -i >/dev/null 2>&1 && touch "$WINEPREFIX/ready"; }
) 9>"$WINSHIM_BUILD/wineprefix.lock"
exec "$wine" "$@"
