#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run every fuzz target on other changes than the test suite does.

usage: fuzz.py BUILD_DIR [SECONDS for each target, default 30]
"""
import glob
import os
import random
import subprocess
import sys
import time


def run(target, seconds, seeds):
    """True when @target survived; what it prints is passed on."""
    end = time.monotonic() + seconds
    runs = 0
    while time.monotonic() < end:
        arguments = ["-seed=%d" % random.getrandbits(48), "-rounds=2000", *seeds]
        if subprocess.run([target, *arguments], check=False).returncode:
            print("%s failed: run it again with %s" % (target, " ".join(arguments)))
            return False
        runs += 1
    print("%s: %d runs" % (os.path.basename(target), runs))
    return True


def main(build, seconds=30):
    # The targets that driver.c drives, with their seeds.
    targets = {"fuzz-metadata": glob.glob(os.path.join(build, "tests/unit/*.exe")),
               "fuzz-pe": glob.glob(os.path.join(build, "tests/guest/*.dll"))}
    results = [run(os.path.join(build, "tests/fuzz", name), float(seconds), seeds)
               for name, seeds in targets.items()]
    return 0 if all(results) else 1


sys.exit(main(*sys.argv[1:]))
