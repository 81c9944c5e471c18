#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds Clients.csproj offline with whichever SDK is there; everything it writes stays below OUTPUT.
# usage: build-dotnet.sh DOTNET PROJECT OUTPUT_FOLDER STAMP
set -eu
dotnet=$1 project=$2 output=$3 stamp=$4
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$output/home" DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
mkdir -p "$output"
version=$("$dotnet" --version)
"$dotnet" build "$project" -nologo -v q -c Release "-p:ClientsFramework=net${version%%.*}.0" \
    -p:UseSharedCompilation=false -nodeReuse:false --artifacts-path "$output" >"$output/log" 2>&1 || {
    cat "$output/log" >&2
    exit 1
}
cp "$output/bin/Clients/release/Clients.runtimeconfig.json" "$stamp"
