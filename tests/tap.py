# SPDX-License-Identifier: MIT
"""TAP for the test scripts: cases are functions named like sentences, checks say both values.

    @case
    def unknown_option_is_wrong_usage(): equal(run("winshim", "run", "--x").returncode, 2)

    main()
"""
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

CASES = []
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Failure(Exception):
    """A check that didn't hold."""


class Skip(Exception):
    """A case that can't run here; the text says why."""


def case(function):
    CASES.append(function)
    return function


def check(condition, text):
    if not condition:
        raise Failure(text)


def equal(actual, expected, what="value"):
    check(actual == expected, "%s is %r, expected %r" % (what, actual, expected))


def contains(text, part):
    check(part in text, "%r is not in %r" % (part, text))


def lacks(text, part):
    check(part not in text, "%r is in %r" % (part, text))


def need(tool):
    path = shutil.which(tool)
    if not path:
        raise Skip(tool + " is not installed")
    return path


def run(*command, env=None, cwd=None, stdin=None, timeout=120, **more):
    """Run a command with variables added to (or, when None, taken from) the environment.

    Meson puts the build's libraries on LD_LIBRARY_PATH; programs must do without.
    """
    merged = dict(os.environ)
    merged.pop("LD_LIBRARY_PATH", None)
    for name, value in dict(env or {}, **more).items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = str(value)
    return subprocess.run([str(part) for part in command], env=merged, cwd=cwd, input=stdin or "",
                          capture_output=True, text=True, errors="replace", timeout=timeout, check=False)


def folder():
    """A fresh temporary folder; main() removes it."""
    path = tempfile.mkdtemp(prefix="winshim-test-")
    FOLDERS.append(path)
    return path


FOLDERS = []


def run_case(number, function):
    try:
        function()
    except Skip as reason:
        print("ok %d %s # SKIP %s" % (number, function.__name__, reason), flush=True)
        return True
    except Exception as error:  # a case that breaks is a failed case, the others still run
        text = str(error) if isinstance(error, Failure) else traceback.format_exc()
        print("\n".join("# " + line for line in text.splitlines()))
        print("not ok %d %s" % (number, function.__name__), flush=True)
        return False
    finally:
        while FOLDERS:
            shutil.rmtree(FOLDERS.pop(), ignore_errors=True)
    print("ok %d %s" % (number, function.__name__), flush=True)
    return True


def main(only=None):
    """Run all cases, or the one that is named."""
    chosen = [c for c in CASES if only in (None, c.__name__)]
    print("1..%d" % len(chosen), flush=True)
    results = [run_case(number, function) for number, function in enumerate(chosen, 1)]
    sys.exit(0 if all(results) else 1)
