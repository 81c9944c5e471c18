#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run the conformance suite in every host that is there and print case by host.

usage: table.py BUILD_DIR [PART_OF_A_NAME ...]

Hosts: port (linked natively), wine (the reference), winshim (the Windows program under winshim).
A host that isn't there has no column; what it would need is printed below the table.
"""
import os
import re
import subprocess
import sys

CASE = re.compile(r"^(not )?ok \d+ (\w+)(?: # SKIP (.*)| - differs as known: (.*))?$", re.M)
HERE = os.path.dirname(os.path.abspath(__file__))


def run(command, build):
    environment = dict(os.environ, WINSHIM_BUILD=build, SDL_AUDIODRIVER="dummy",
                       LD_LIBRARY_PATH=build, WINSHIM_HOME=os.path.join(build, "conformance-home"))
    try:
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300,
                              check=False, errors="replace", stdin=subprocess.DEVNULL).stdout
    except subprocess.TimeoutExpired:
        return ""


def results(output):
    """Map case -> (mark, note) from TAP."""
    table = {}
    for failed, name, skipped, differs in CASE.findall(output):
        if failed:
            table[name] = ("FAIL", "")
        elif skipped:
            table[name] = ("skip", skipped)
        elif differs:
            table[name] = ("differs", differs)
        else:
            table[name] = ("ok", "")
    return table


def programs(build, words):
    folder = os.path.join(build, "tests/conformance")
    for name in sorted(os.listdir(folder)):
        match = re.fullmatch(r"port-([\w-]+)", name)
        if match and (not words or any(w in match.group(1) for w in words)):
            yield match.group(1)


def hosts(build):
    """(column, function from program name to command) for each host that is there."""
    folder = os.path.join(build, "tests/conformance")
    wine = next((w for w in ("/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/bin/wine") if os.path.exists(w)), None)
    any_exe = any(f.endswith(".exe") for f in os.listdir(folder))
    found = [("port", lambda name: [os.path.join(folder, "port-" + name)])]
    if wine and any_exe:
        found.append(("wine", lambda name: [os.path.join(HERE, "wine.sh"), wine, os.path.join(folder, name + ".exe")]))
    if any_exe and images_load(build, folder):
        found.append(("winshim", lambda name: [os.path.join(build, "shim/cli/winshim"), "run",
                                               os.path.join(folder, name + ".exe")]))
    return found


def images_load(build, folder):
    """Whether winshim can run Windows programs: the smallest of the suite says so."""
    program = os.path.join(folder, "kernel32-errhandlingapi.exe")
    return "ok 1" in run([os.path.join(build, "shim/cli/winshim"), "run", program], build)


def print_program(name, columns):
    notes, bad = [], 0
    cases = sorted({case for column in columns.values() for case in column})
    for case in cases:
        marks = [columns[host].get(case, ("none", "no result")) for host in columns]
        bad += any(mark in ("FAIL", "none") for mark, _ in marks)
        print("%-20s %-72s %s" % (name, case, " ".join("%-8s" % mark for mark, _ in marks)))
        notes += ["    %s: %s" % (host, note) for host, (_, note) in zip(columns, marks) if note]
        while notes:
            print(notes.pop(0))
    return len(cases), bad


def main(build, words):
    total = different = 0
    found = hosts(build)
    print("%-20s %-72s %s" % ("program", "case", " ".join("%-8s" % h for h, _ in found)))
    for name in programs(build, words):
        columns = {host: results(run(command(name), build)) for host, command in found}
        cases, bad = print_program(name, columns)
        total, different = total + cases, different + bad
    missing = {"wine", "winshim"} - {host for host, _ in found}
    if "wine" in missing:
        print("no column wine: needs mingw-w64 and wine64")
    if "winshim" in missing:
        print("no column winshim: it does not run Windows programs yet")
    print("%d cases, %d without a difference, %d with" % (total, total - different, different))
    return 1 if different else 0


sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
