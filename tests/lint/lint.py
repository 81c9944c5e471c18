#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The lint suite, as TAP: formatting, headers, documentation of exports, symbol map, sizes.

usage: lint.py BUILD_DIR
"""
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FUNCTION_LINES, FILE_LINES = 80, 800
MEDIAN_LINES, NINETIETH_LINES = 15, 45


class Skip(Exception):
    """A check that can't run here; the text says why."""


def tool(*names):
    for name in names:
        if shutil.which(name):
            return name
    raise Skip(names[0] + " is not installed")


def run(*command):
    return subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)


def sources(*suffixes):
    """Source files below the top folder, build folders left out."""
    found = []
    for folder in ("shim", "winapi", "com", "audio", "tests"):
        for root, _, files in os.walk(os.path.join(TOP, folder)):
            found += [os.path.relpath(os.path.join(root, f), TOP) for f in files if f.endswith(suffixes)]
    return sorted(found)


def format_is_clang_format(_build):
    found = run(tool("clang-format"), "--dry-run", "-Werror", *sources(".c", ".h"))
    return sorted(set(re.findall(r"^(\S+?):\d+", found.stderr, re.M)))


def compile_header(header, build, headers):
    flags = ["-fsyntax-only", "-x", "c", "-std=gnu11", "-D_GNU_SOURCE", "-I.", "-I" + build, "-isystem", headers]
    if header.startswith("tests/conformance"):
        flags += ["-fshort-wchar", "-DWINE_UNICODE_NATIVE", "-DDECLSPEC_HIDDEN="]
    found = run("cc", *flags, header)
    return None if found.returncode == 0 else header + ": " + found.stderr.strip().split("\n")[0]


def every_header_compiles_alone(build):
    options = json.loads(run("meson", "introspect", "--buildoptions", build).stdout)
    headers = next(o["value"] for o in options if o["name"] == "wine_headers")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda h: compile_header(h, build, headers), sources(".h"))
    return [r for r in results if r]


def exports(build):
    found = run(os.path.join(build, "shim/cli/winshim"), "exports", "--json")
    return [e for e in json.loads(found.stdout) if e["kind"] == "implemented"]


def every_export_names_its_source(build):
    return ["%(module)s!%(name)s" % e for e in exports(build) if not e["source"]]


def tested_words():
    text = ""
    for path in sources(".c", ".h", ".cs", ".cpp", ".py", ".sh", ".def"):
        if path.startswith("tests/"):
            with open(os.path.join(TOP, path), encoding="utf-8") as file:
                text += file.read()
    return set(re.findall(r"\w+", text)) | set(re.findall(r"\?[\w?@]+", text))


def every_export_has_a_test(build):
    words = tested_words()
    return sorted({e["name"] for e in exports(build) if e["name"] not in words})


KNOWN_GAPS = {}  # check: why it doesn't hold yet


def preload_symbols_equal_the_map(build):
    with open(os.path.join(TOP, "shim/preload/preload.map"), encoding="utf-8") as file:
        wanted = set(re.findall(r"^\s+(\w+);", file.read(), re.M))
    found = run(tool("nm"), "-D", "--defined-only", os.path.join(build, "shim/preload/libwinshim-preload.so"))
    symbols = {line.split()[-1] for line in found.stdout.splitlines()}
    return sorted(wanted ^ symbols)


def files_are_of_readable_size(_build):
    long = []
    for path in sources(".c", ".h", ".py"):
        with open(os.path.join(TOP, path), encoding="utf-8") as file:
            lines = sum(1 for _ in file)
        if lines > FILE_LINES:
            long.append("%s has %d lines" % (path, lines))
    return long


def function_sizes():
    """(lines, name, file) of each function outside the tests."""
    files = [f for f in sources(".c") if not f.startswith("tests/")]
    found = run(tool("ctags"), "-f", "-", "--languages=C", "--kinds-C=f", "--fields=+ne", *files)
    for line in found.stdout.splitlines():
        first, last = re.search(r"\bline:(\d+)", line), re.search(r"\bend:(\d+)", line)
        name, path = line.split("\t")[:2]
        if first and last:
            yield int(last.group(1)) - int(first.group(1)) + 1, name, path


def functions_are_of_readable_size(_build):
    sizes = sorted(function_sizes())
    if not sizes:
        raise Skip("ctags found no functions")
    problems = ["%s in %s has %d lines" % (n, f, l) for l, n, f in sizes if l > FUNCTION_LINES]
    median, ninetieth = sizes[len(sizes) // 2][0], sizes[len(sizes) * 9 // 10][0]
    if median > MEDIAN_LINES or ninetieth > NINETIETH_LINES:
        problems.append("median %d, 90th percentile %d lines" % (median, ninetieth))
    return problems


def every_message_code_is_explained(_build):
    with open(os.path.join(TOP, "docs/messages.md"), encoding="utf-8") as file:
        known = set(re.findall(r"WS\d{4}", file.read()))
    used = set()
    for path in sources(".c"):
        if not path.startswith("tests/"):
            with open(os.path.join(TOP, path), encoding="utf-8") as file:
                used |= set(re.findall(r'"(WS\d{4})"', file.read()))
    return sorted(used - known)


CHECKS = [format_is_clang_format, every_header_compiles_alone, every_export_names_its_source,
          every_export_has_a_test, preload_symbols_equal_the_map, every_message_code_is_explained,
          files_are_of_readable_size, functions_are_of_readable_size]


def main(build):
    failed = 0
    print("1..%d" % len(CHECKS))
    for number, check in enumerate(CHECKS, 1):
        try:
            problems = check(build)
        except Skip as reason:
            print("ok %d %s # SKIP %s" % (number, check.__name__, reason))
            continue
        gap = KNOWN_GAPS.get(check.__name__)
        for problem in problems if not gap else []:
            print("# " + problem)
        failed += bool(problems) != bool(gap)
        print("%s %d %s%s" % ("not ok" if problems else "ok", number, check.__name__,
                              " # TODO %d: %s" % (len(problems), gap) if gap else ""), flush=True)
    return 1 if failed else 0


sys.exit(main(os.path.abspath(sys.argv[1])))
