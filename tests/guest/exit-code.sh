#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs a command and compares its exit code, as TAP. usage: exit-code.sh EXPECTED COMMAND [ARGS]
expected=$1
shift
echo 1..1
"$@"
code=$?
[ $code = "$expected" ] || { echo "# exit code $code, expected $expected"; printf 'not '; }
echo "ok 1 $(basename "$2") exits with $expected"
