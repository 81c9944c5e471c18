#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Count the cases of a Meson test run: what failed, what was skipped and why, and the totals.

Meson itself counts test programs. Each of ours prints TAP, so its cases are counted here; a
program that failed without a failed case (a crash, a time-out) counts as one failure.
"""
import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b\s*(?:\d+)?\s*(?:- )?([^#\n]*)(?:#\s*(\w+)\s*(.*))?$", re.M)


def cases(test):
    """Yield (name, outcome, reason) for each TAP case that a test program printed."""
    for failed, name, directive, reason in CASE.findall(test.get("stdout", "")):
        if directive.upper() == "SKIP":
            yield name.strip(), "skipped", reason
        elif directive.upper() == "TODO":
            yield name.strip(), "skipped", "known gap: " + reason
        else:
            yield name.strip(), "failed" if failed else "passed", ""


def outcomes(test):
    found = list(cases(test))
    if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and not any(o == "failed" for _, o, _ in found):
        found.append(("(the program itself)", "failed", test["result"]))
    return found


def main(path):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    with open(path, encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            for name, outcome, reason in outcomes(test):
                counts[outcome] += 1
                if outcome != "passed":
                    print("%s: %s: %s%s" % (outcome, test["name"], name, ": " + reason if reason else ""))
    print("%(passed)d passed, %(failed)d failed, %(skipped)d skipped" % counts)
    return 1 if counts["failed"] or not counts["passed"] else 0


sys.exit(main(sys.argv[1]))
