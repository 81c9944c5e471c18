#!/bin/sh
# SPDX-License-Identifier: MIT
# Every reduced configuration must still configure. usage: configure.sh SOURCE_DIR
echo 1..3
number=0
try() {
    number=$((number + 1))
    name=$1
    shift
    dir=$(mktemp -d)
    if meson setup "$dir" "$source" "$@" >"$dir.log" 2>&1; then
        echo "ok $number $name"
    else
        sed 's/^/# /' "$dir.log"
        echo "not ok $number $name"
        failed=1
    fi
    rm -rf "$dir" "$dir.log"
}
source=$1
failed=0
try configures_without_sdl -Dsdl=disabled
try configures_without_mingw_wine_mono_and_dotnet -Dmingw=disabled -Dwine=disabled -Dmono=disabled -Ddotnet=disabled
try configures_without_tests -Dtests=disabled -Dmingw=disabled
exit $failed
