#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Print the coverage table of the README: functions of each module, implemented and known to lack.

usage: coverage.py BUILD_DIR [README]   with README, its table is replaced
"""
import collections
import json
import os
import re
import subprocess
import sys

BEGIN, END = "<!-- coverage: ./dev coverage -->", "<!-- end of coverage -->"


def table(build):
    exports = json.loads(subprocess.run([os.path.join(build, "shim/cli/winshim"), "exports", "--json"],
                                        capture_output=True, text=True, check=True).stdout)
    counts = collections.defaultdict(collections.Counter)
    for export in exports:
        counts[export["module"]][export["kind"]] += 1
    lines = ["| module | implemented | stubs |", "|---|---:|---:|"]
    for module, count in sorted(counts.items(), key=lambda item: (-item[1]["implemented"], item[0])):
        if count["implemented"]:
            lines.append("| %s | %d | %d |" % (module, count["implemented"], count["stub"]))
    empty = sorted(m for m, c in counts.items() if not c["implemented"])
    lines.append("\nOnly stubs so far: %s." % ", ".join(empty))
    return "\n".join(lines)


def main(build, readme):
    text = table(build)
    if not readme:
        print(text)
        return
    with open(readme, encoding="utf-8") as file:
        old = file.read()
    new = re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: "%s\n%s\n%s" % (BEGIN, text, END), old, flags=re.S)
    with open(readme, "w", encoding="utf-8") as file:
        file.write(new)


main(os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
