# SPDX-License-Identifier: MIT
"""The log of calls of C# clients on one runtime: names, arguments as declared, results.

usage: trace.py mono|dotnet PROGRAM
"""
import json
import os
import re
import sys

from tap import case, check, contains, equal, folder, main, run

BUILD = os.environ["WINSHIM_BUILD"]
WINSHIM = os.path.join(BUILD, "shim/cli/winshim")
PROGRAM = sys.argv[2]


def client(spec, *words):
    """Run a mode under a trace; its output and its standard error."""
    done = run(WINSHIM, "run", "--trace", spec, PROGRAM, *words, WINSHIM_HOME=folder(), SDL_AUDIODRIVER="dummy",
               DISPLAY=None, WAYLAND_DISPLAY=None)
    equal(done.returncode, 0, "exit code (%s)" % done.stderr)
    return done.stdout, done.stderr


def calls(*words):
    path = os.path.join(folder(), "calls.json")
    client("+call,json:" + path, *words)
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def named(records, function):
    return [r for r in records if r["function"] == function]


def values(record):
    return [argument["value"] for argument in record["args"]]


@case
def text_names_functions_with_arguments_and_results():
    _, log = client("+call", "player", "/no/such/sönd.wav")
    check(re.search(r'call \w+: winmm!PlaySoundW\(L"/no/such/sönd\.wav", NULL, 0x2\w+\) = [01].*  \[\d+\.\d+ ms\]\n', log), log)
    _, log = client("+call", "errors", "/tmp")
    contains(log, "kernel32!SetLastError(1234), last error 1234  [")
    contains(log, "kernel32!GetLastError() = 1234  [")
    contains(log, 'kernel32!WritePrivateProfileStringW(L"a", L"b", L"c", L"/tmp/no/such/folder/x.ini") = 0, last error 3  [')
    contains(log, "kernel32!SetLastError(0xdeadbeef), last error 3735928559  [")


@case
def json_has_the_clients_own_names_and_types():
    play = named(calls("player", "/no/such/sönd.wav"), "PlaySoundW")[0]
    equal((play["caller"], play["module"], play["channel"]), ("host", "winmm.dll", "call"))
    equal([a["name"] for a in play["args"]], ["szSound", "hMod", "flags"], "names")
    equal(play["args"][0]["type"], "string")
    equal(values(play)[:2], ["/no/such/sönd.wav", None], "arguments")
    check(isinstance(values(play)[2], int) and isinstance(play["result"], bool), repr(play))
    found = calls("errors", "/tmp")
    equal(values(named(found, "SetLastError")[0]), [1234])
    equal(named(found, "GetLastError")[0]["result"], 1234)
    write = named(found, "WritePrivateProfileStringW")[0]
    equal([a["name"] for a in write["args"]], ["section", "key", "value", "file"], "names")
    equal((write["result"], write["last_error"]), (False, 3))


@case
def every_form_of_text_is_shown():
    found = calls("strings")
    text = "Grüße ✓ winshim"
    for function in ("RegisterWindowMessageA", "RegisterWindowMessageW", "RegisterClipboardFormatA"):
        check(text in [v for r in named(found, function) for v in values(r)], function)
    # A StringBuilder is what the function wrote.
    check(text in [values(r)[1] for r in named(found, "GetClipboardFormatNameW")], "GetClipboardFormatNameW")


@case
def the_program_behaves_as_without_the_log():
    for mode in (["errors", "/tmp"], ["strings"], ["names"], ["ordinals"]):
        plain = client("all=off", *mode)[0]
        path = os.path.join(folder(), "log")
        equal(client("call=debug,file:" + path, *mode)[0], plain, " ".join(mode))


@case
def threads_of_the_pool_write_whole_records():
    found = calls("threads")
    equal(len(named(found, "SetLastError")), 64 * 200, "calls")
    equal(len(named(found, "GetLastError")), 64 * 200, "calls")
    check(len({r["thread"] for r in found}) > 1, "threads")


main()
