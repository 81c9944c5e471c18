#!/bin/sh
# SPDX-License-Identifier: MIT
# Plays a WAV from an unmodified C# program, on Mono and on .NET. usage: demo.sh BUILD_DIR
exec python3 "$(dirname "$0")/demo.py" "$1"
