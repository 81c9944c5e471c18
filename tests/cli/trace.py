# SPDX-License-Identifier: MIT
"""WINSHIM_TRACE and --trace: where records go, their form, and the log of calls from an image."""
import json
import os
import re
import subprocess

from tap import Skip, case, check, contains, equal, folder, main, run

BUILD = os.environ["WINSHIM_BUILD"]
WINSHIM = os.path.join(BUILD, "shim/cli/winshim")
EXEC = os.path.join(BUILD, "shim/cli/winshim-exec")
LOADED = os.path.join(BUILD, "tests/cli/loaded")
TINY = os.path.join(BUILD, "tests/guest/tiny.exe")
HEAD = r"\d+\.\d{6} \d+/\d+ "


def winshim(*words, **more):
    more.setdefault("WINSHIM_HOME", folder())
    return run(WINSHIM, *words, **more)


def tiny(spec):
    if not os.path.exists(TINY):
        raise Skip("mingw-w64 is not installed")
    done = run(EXEC, TINY, WINSHIM_TRACE=spec, WINSHIM_HOME=folder())
    equal(done.returncode, 42, "exit code (%s)" % done.stderr)
    return done.stderr


def records(path):
    with open(path, "rb") as file:
        return [json.loads(line.decode("utf-8")) for line in file]


@case
def nothing_is_reported_unless_asked_for():
    equal(tiny(""), "")
    equal(tiny(None), "")
    equal(tiny("call=off"), "")


@case
def calls_of_an_image_are_logged():
    lines = tiny("+call").splitlines()
    equal(len(lines), 2, "lines")
    check(re.fullmatch(HEAD + r"call warn: kernel32!SetLastError\(40\), last error 40  \[\d+\.\d+ ms\]", lines[0]), lines[0])
    check(re.fullmatch(HEAD + r"call info: kernel32!GetLastError\(\) = 40  \[\d+\.\d+ ms\]", lines[1]), lines[1])


@case
def at_level_debug_calls_are_reported_when_they_begin_too():
    lines = tiny("call=debug").splitlines()
    equal(len(lines), 4, "lines")
    check(lines[0].endswith("call debug: kernel32!SetLastError(40) ..."), lines[0])


@case
def json_lines_have_a_field_for_everything():
    path = os.path.join(folder(), "a,b.json")
    tiny("+call,json:" + path)
    first, second = records(path)
    equal(sorted(first), sorted(["time", "pid", "thread", "channel", "level", "text", "caller", "module", "function",
                                 "depth", "args", "returned", "last_error", "us"]), "fields")
    equal((first["channel"], first["level"], first["caller"]), ("call", "warn", "guest"))
    equal((first["module"], first["function"], first["depth"]), ("kernel32.dll", "SetLastError", 0))
    equal(first["args"], [{"name": "code", "type": "DWORD", "value": 40}], "arguments")
    equal((second["result"], second["args"], "last_error" in second), (40, [], False))
    check(first["pid"] == second["pid"] and first["time"] <= second["time"] and first["us"] >= 0, repr(first))


@case
def json_goes_to_standard_error_with_a_dash():
    lines = tiny("+call,json:-").splitlines()
    equal([json.loads(line)["function"] for line in lines], ["SetLastError", "GetLastError"])


@case
def odd_text_stays_valid_json():
    path = os.path.join(folder(), "t.json")
    odd = os.fsdecode(b"k\"\\\n\x01\xff\xc3(\xe2\x82\xac.dll")
    done = run(LOADED, "open", odd, WINSHIM_TRACE="loader,json:" + path, WINSHIM_HOME=folder(),
               LD_PRELOAD=os.path.join(BUILD, "shim/preload/libwinshim-preload.so"))
    equal(done.returncode, 0, "exit code (%s)" % done.stderr)
    text = next(r["text"] for r in records(path) if r["text"].startswith("dlopen k"))
    contains(text, "k\"\\\n\x01\ufffd\ufffd(\u20ac.dll")
    text = run(LOADED, "open", odd, WINSHIM_TRACE="loader", WINSHIM_HOME=folder(),
               LD_PRELOAD=os.path.join(BUILD, "shim/preload/libwinshim-preload.so")).stderr
    contains(text, 'dlopen k"\\\\n\\x01\\xff\\xc3(\u20ac.dll')


@case
def a_relative_file_is_one_file_for_all_programs_in_any_folder():
    if not os.path.exists(TINY):
        raise Skip("mingw-w64 is not installed")
    top = folder()
    script = 'mkdir sub; cd sub; "$0" "$1"; cd /; "$0" "$1"; exit 0'
    for words, more in ((["--trace", "+call,json:t.json"], {}), ([], {"WINSHIM_TRACE": "+call,json:t.json"})):
        done = winshim("run", *words, "sh", "-c", script, EXEC, TINY, cwd=top, **more)
        equal((done.returncode, done.stdout), (0, ""), "exit code (%s)" % done.stderr)
        found = records(os.path.join(top, "t.json"))
        equal(len(found), 4, "records")
        equal(len({r["pid"] for r in found}), 2, "processes")
        os.remove(os.path.join(top, "t.json"))
        os.rmdir(os.path.join(top, "sub"))


@case
def other_specs_reach_the_program_as_they_are():
    for spec in ("loader", "loader,file:/tmp/x", "all,json:-", "wave=warn,file:"):
        equal(winshim("run", "--trace", spec, "sh", "-c", "echo $WINSHIM_TRACE").stdout, spec + "\n")


@case
def many_processes_append_whole_lines():
    if not os.path.exists(TINY):
        raise Skip("mingw-w64 is not installed")
    path = os.path.join(folder(), "t.json")
    env = dict(os.environ, WINSHIM_TRACE="all=debug,json:" + path, WINSHIM_HOME=folder())
    started = [subprocess.Popen([EXEC, TINY], env=env, stderr=subprocess.PIPE) for _ in range(8)]
    for process in started:
        equal((process.communicate()[1], process.returncode), (b"", 42))
    found = records(path)
    equal(len([r for r in found if r["channel"] == "call" and "us" in r]), 16, "calls")


@case
def unknown_words_are_reported_once_with_what_is_known():
    lines = tiny("cal,call=off,wave=loud").splitlines()
    equal(len(lines), 1, "lines")
    for part in ("winshim: WS0002: ", '"cal", "wave=loud"', "loader", "json:FILE"):
        contains(lines[0], part)


@case
def a_trace_file_that_cannot_be_opened_is_reported_and_the_program_runs():
    lines = tiny("call=off,json:/no/such/folder/x").splitlines()
    equal(len(lines), 1, "lines")
    contains(lines[0], "WS0003")
    contains(lines[0], "/no/such/folder/x")


@case
def the_help_topic_lists_every_channel():
    page = winshim("help", "trace")
    equal((page.returncode, page.stderr), (0, ""))
    known = re.search(r"channels all, (.*?), each", tiny("nothing")).group(1).split(", ")
    for word in known + ["+call", "json:FILE", "file:FILE", "debug"]:
        contains(page.stdout, "  " + word if word in known else word)
    contains(winshim("help").stdout, "trace")


main()
