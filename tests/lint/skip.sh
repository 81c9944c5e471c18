#!/bin/sh
# SPDX-License-Identifier: MIT
# A suite that can't run here says why. usage: skip.sh SUITE REASON
echo 1..1
echo "ok 1 suite $1 # SKIP $2"
