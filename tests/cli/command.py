# SPDX-License-Identifier: MIT
"""The winshim command: what it runs, what it refuses with which exit code, and what it prints."""
import json
import os
import re
import shutil
import struct

from tap import TOP, case, check, contains, equal, folder, lacks, main, need, run

BUILD = os.environ["WINSHIM_BUILD"]
WINSHIM = os.path.join(BUILD, "shim/cli/winshim")


def winshim(*words, **more):
    if "WINSHIM_HOME" not in more:
        more["WINSHIM_HOME"] = folder()
    return run(WINSHIM, *words, **more)


def refused(done, code, message, *parts):
    equal((done.returncode, done.stdout), (code, ""), "exit code and output")
    check(done.stderr.startswith("winshim: %s: " % message), "%r has not the code %s" % (done.stderr, message))
    equal(done.stderr.count("\n"), 1, "lines")
    for part in parts:
        contains(done.stderr, part)


def script(path, text, mode=0o755):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)
    return path


def pe(path, machine=0x8664, characteristics=0x22, cli=0, magic=0x20b):
    """The headers of a PE file."""
    directories = bytearray(16 * 8)
    struct.pack_into("<II", directories, 14 * 8, cli, 72 if cli else 0)
    fixed = 112 if magic == 0x20b else 96
    optional = struct.pack("<H", magic).ljust(fixed - 4, b"\0") + struct.pack("<I", 16) + bytes(directories)
    coff = struct.pack("<HHIIIHH", machine, 0, 0, 0, 0, len(optional), characteristics)
    with open(path, "wb") as file:
        file.write((b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0" + coff + optional).ljust(1024, b"\0"))
    return path


# ---- run --------------------------------------------------------------------------------------


@case
def run_passes_arguments_input_and_exit_code_on():
    done = winshim("run", "sh", "-c", 'read line; echo "$line $1 $2"; exit 42', "sh", "a b", "--trace", stdin="in\n")
    equal((done.stdout, done.returncode), ("in a b --trace\n", 42))


@case
def run_ends_as_its_program_does_when_a_signal_kills_it():
    equal(winshim("run", "sh", "-c", "kill -KILL $$").returncode, -9)


@case
def run_keeps_other_preloaded_libraries_and_adds_itself_once():
    show = ["sh", "-c", 'echo "$LD_PRELOAD"']
    mine = winshim("run", *show).stdout.strip()
    check(mine.endswith("libwinshim-preload.so") and mine.startswith("/"), mine)
    equal(winshim("run", *show, LD_PRELOAD="libm.so.6").stdout.strip(), mine + ":libm.so.6")
    equal(winshim("run", WINSHIM, "run", *show).stdout.strip(), mine)


@case
def options_end_at_the_program_or_at_two_dashes():
    equal(winshim("run", "echo", "--trace", "x").stdout, "--trace x\n")
    equal(winshim("run", "--", "echo", "--", "x").stdout, "-- x\n")
    top = folder()
    script(top + "/--odd", "#!/bin/sh\necho odd\n")
    equal(winshim("run", "--", "--odd", PATH=top + ":" + os.environ["PATH"]).stdout, "odd\n")


@case
def trace_goes_to_the_program():
    for words in (["--trace", "loader"], ["--trace=loader"]):
        equal(winshim("run", *words, "sh", "-c", "echo $WINSHIM_TRACE").stdout, "loader\n")


@case
def wrong_usage_exits_with_2():
    refused(winshim("run"), 2, "WS0006", "no program")
    refused(winshim("run", "--"), 2, "WS0006", "no program")
    refused(winshim("run", "--trace"), 2, "WS0006", "needs a SPEC")
    refused(winshim("run", "--frobnicate", "true"), 2, "WS0006", "--frobnicate")
    refused(winshim("frobnicate"), 2, "WS0006", "frobnicate")
    refused(winshim("exports", "--frobnicate"), 2, "WS0006", "--frobnicate")
    refused(winshim("exports", "--dll"), 2, "WS0006", "--dll")
    refused(winshim("doctor", "x"), 2, "WS0006", "x")
    refused(winshim("help", "frobnicate"), 2, "WS0006", "frobnicate")
    refused(winshim("help", "run", "exports"), 2, "WS0006")
    done = winshim()
    equal((done.returncode, done.stdout), (2, ""))
    contains(done.stderr, "usage: winshim COMMAND")


@case
def a_program_that_is_not_there_exits_with_127():
    refused(winshim("run", "no-such-program-here"), 127, "WS0008", "no-such-program-here", "./")
    refused(winshim("run", "/no/such/program"), 127, "WS0008", "/no/such/program")
    refused(winshim("run", ""), 127, "WS0008")
    refused(winshim("run", "x" * 5000), 126, "WS0005")


@case
def a_file_that_may_not_be_executed_exits_with_126():
    top = folder()
    path = script(top + "/plain", "#!/bin/sh\n", 0o644)
    refused(winshim("run", path), 126, "WS0012", "chmod +x")
    refused(winshim("run", "plain", PATH=top), 126, "WS0012", "chmod +x")
    refused(winshim("run", top), 126, "WS0012", "folder")
    refused(winshim("run", script(top + "/bad", "#!/no/such/interpreter\n")), 127, "WS0005", "bad")


@case
def a_script_without_an_interpreter_line_runs_in_sh():
    top = folder()
    equal(winshim("run", script(top + "/bare", "echo bare $1\n"), "x").stdout, "bare x\n")


@case
def path_is_searched_as_a_shell_does():
    top = folder()
    os.makedirs(top + "/a/tool")
    os.makedirs(top + "/b")
    script(top + "/b/tool", "#!/bin/sh\necho $0\n")
    equal(winshim("run", "tool", PATH="%s/a:%s/b" % (top, top)).stdout, top + "/b/tool\n")
    equal(winshim("run", "tool", PATH="%s/a:" % top, cwd=top + "/b").stdout, "./tool\n")


def fake_runtimes(top):
    for name in ("mono", "dotnet"):
        script("%s/%s" % (top, name), '#!/bin/sh\necho %s "$@"\n' % name)
    return top


@case
def a_managed_program_runs_on_the_runtime_that_it_is_for():
    top, bin_folder = folder(), fake_runtimes(folder())
    app = pe(top + "/App.exe", machine=0x14c, magic=0x10b, cli=0x2008)
    equal(winshim("run", app, "x", PATH=bin_folder).stdout, "mono %s x\n" % app)
    equal(winshim("run", "App.exe", PATH=bin_folder, cwd=top).stdout, "mono ./App.exe\n")
    dll = pe(top + "/Net.dll", cli=0x2008, characteristics=0x2022)
    open(top + "/Net.runtimeconfig.json", "w", encoding="utf-8").close()
    equal(winshim("run", dll, "x", PATH=bin_folder).stdout, "dotnet %s x\n" % dll)


@case
def a_windows_launcher_stands_for_the_assembly_beside_it():
    top, bin_folder = folder(), fake_runtimes(folder())
    dll = pe(top + "/App.dll", cli=0x2008, characteristics=0x2022)
    open(top + "/App.runtimeconfig.json", "w", encoding="utf-8").close()
    equal(winshim("run", pe(top + "/App.exe"), "x", PATH=bin_folder).stdout, "dotnet %s x\n" % dll)


@case
def a_missing_runtime_exits_with_127_and_says_what_to_install():
    top = folder()
    app = pe(top + "/App.exe", cli=0x2008)
    refused(winshim("run", app, PATH="/nowhere"), 127, "WS0009", "mono-runtime", app)
    open(top + "/App.runtimeconfig.json", "w", encoding="utf-8").close()
    refused(winshim("run", app, PATH="/nowhere"), 127, "WS0009", "dot.net", app)


@case
def windows_files_that_are_no_programs_exit_with_126():
    top = folder()
    refused(winshim("run", pe(top + "/a.dll", characteristics=0x2022)), 126, "WS0017", "a.dll")
    refused(winshim("run", pe(top + "/b.exe", machine=0x14c, magic=0x10b)), 126, "WS0011", "32-bit")
    refused(winshim("run", pe(top + "/c.exe", machine=0xaa64)), 126, "WS0011", "another processor")
    for name, data in (("d.exe", b"MZ"), ("e.exe", b"MZ" + b"\xff" * 2000), ("f.exe", b"MZ".ljust(60, b"\0") + b"\4"),
                       ("g.exe", b"MZ".ljust(60, b"\0") + struct.pack("<I", 0xfffffff0))):
        with open(top + "/" + name, "wb") as file:
            file.write(data)
        refused(winshim("run", top + "/" + name), 126, "WS0019", name)


@case
def a_windows_program_runs_in_its_host():
    compiler = need("x86_64-w64-mingw32-gcc")
    top = folder()
    with open(top + "/start.c", "w", encoding="utf-8") as source:
        source.write("int mainCRTStartup(void) { return 33; }")
    equal(run(compiler, "-nostdlib", "-o", top + "/start.exe", top + "/start.c").returncode, 0, "compiler")
    equal(winshim("run", top + "/start.exe", "a", "b c").returncode, 33)
    os.chmod(top + "/start.exe", 0o644)
    equal(winshim("run", "start.exe", cwd=top).returncode, 33)


@case
def an_installation_that_ld_preload_cannot_name_is_refused():
    top = os.path.join(folder(), "a b")
    shutil.copytree(os.path.join(BUILD, "shim/cli"), top + "/cli", ignore=shutil.ignore_patterns("*.p"))
    os.makedirs(top + "/preload")
    shutil.copy(os.path.join(BUILD, "shim/preload/libwinshim-preload.so"), top + "/preload")
    refused(run(top + "/cli/winshim", "run", "true"), 126, "WS0013", "spaces")


@case
def a_broken_installation_names_the_missing_part():
    top = folder()
    alone = shutil.copy(WINSHIM, top)
    for words, part in ((["run", "true"], "libwinshim-preload.so"), (["doctor"], "winshim-tool")):
        done = run(alone, *words)
        if done.returncode == 0:
            continue  # an installed winshim has it
        contains(done.stderr, "WS0004")
        contains(done.stderr, part)


# ---- help, version ----------------------------------------------------------------------------


@case
def help_names_every_command_and_each_has_a_page():
    overview = winshim("help")
    equal(overview.returncode, 0)
    equal(winshim("--help").stdout, overview.stdout)
    equal(winshim("-h").stdout, overview.stdout)
    commands = re.findall(r"^  (\w+)  +\S", overview.stdout, re.M)
    check({"run", "exports", "doctor", "help"} <= set(commands), repr(commands))
    for command in commands:
        page = winshim("help", command)
        equal((page.returncode, page.stderr), (0, ""))
        contains(page.stdout, "usage: winshim " + command)
        equal(winshim(command, "--help").stdout, page.stdout)


@case
def version_is_one_line():
    check(re.fullmatch(r"winshim \d+\.\d+\.\d+\n", winshim("--version").stdout), "version")


# ---- exports ----------------------------------------------------------------------------------


@case
def exports_is_an_aligned_table_with_a_header():
    lines = winshim("exports").stdout.splitlines()
    equal(lines[0].split(), ["MODULE", "NAME", "ORDINAL", "KIND", "SOURCE"])
    column = lines[0].index("NAME")
    for line in lines[1:]:
        check(line[column - 1] == " " and line[column] != " ", line)
    check(any(line.split()[:2] == ["kernel32", "GetLastError"] for line in lines), "GetLastError is listed")


@case
def exports_are_sorted_and_valid_json():
    listed = json.loads(winshim("exports", "--json").stdout)
    names = [(e["module"], e["name"]) for e in listed]
    equal(names, sorted(names, key=lambda n: (n[0].removesuffix(".dll"), n[1].encode())))
    equal(sorted(set(map(len, listed))), [5])
    check({e["kind"] for e in listed} <= {"implemented", "variable", "stub"}, "kinds")
    equal(len(winshim("exports").stdout.splitlines()), len(listed) + 1)


@case
def exports_of_one_module_in_any_spelling():
    table = winshim("exports", "--dll", "kernel32.dll").stdout
    for name in ("KERNEL32", "Kernel32.DLL"):
        equal(winshim("exports", "--dll", name).stdout, table)
    equal(winshim("exports", "--dll=kernel32").stdout, table)
    lacks(table, "kernelbase")
    refused(winshim("exports", "--dll", "nosuch"), 1, "WS0007", "nosuch")


# ---- doctor -----------------------------------------------------------------------------------


@case
def doctor_finds_a_healthy_installation():
    done = winshim("doctor", SDL_AUDIODRIVER="dummy", DISPLAY=":7")
    equal(done.returncode, 0, done.stdout)
    for part in ("interposer", "kernel32.dll", "WINSHIM_HOME", "display      :7", "mono", "dotnet", "headers"):
        contains(done.stdout, part)
    for line in done.stdout.splitlines():
        check(re.match(r"(ok|note) +\S+ +\S|      +-> \S", line), line)


@case
def doctor_names_a_home_that_is_not_usable():
    top = folder()
    os.chmod(top, 0o777)
    done = winshim("doctor", WINSHIM_HOME=top)
    equal(done.returncode, 1)
    contains(done.stdout, "problem  WINSHIM_HOME %s may be written by others" % top)
    contains(done.stdout, "-> chmod go-w")
    done = winshim("doctor", WINSHIM_HOME=script(top + "/file", ""))
    equal(done.returncode, 1)
    contains(done.stdout, "problem  WINSHIM_HOME")
    equal(winshim("doctor", WINSHIM_HOME=top + "/new").returncode, 0)
    check(not os.path.exists(top + "/new"), "the doctor makes nothing")


@case
def doctor_knows_the_home_that_programs_get():
    done = winshim("doctor", WINSHIM_HOME="", XDG_DATA_HOME=None, HOME=None)
    lacks(done.stdout, "problem  WINSHIM_HOME")
    done = winshim("doctor", WINSHIM_HOME="/dev/null/home")
    equal(done.returncode, 1, done.stdout)
    contains(done.stdout, "problem  WINSHIM_HOME /dev/null/home can't be made")


@case
def doctor_says_what_to_install():
    done = winshim("doctor", PATH="/nowhere", SDL_AUDIODRIVER="nosuchdriver", DISPLAY=None, WAYLAND_DISPLAY=None)
    for part in ("note     sound", "note     mono", "note     dotnet", "note     display", "mono-runtime", "dot.net"):
        contains(done.stdout, part)


# ---- documentation ----------------------------------------------------------------------------


@case
def the_manual_page_has_every_command_and_renders():
    path = os.path.join(TOP, "docs/winshim.1")
    with open(path, encoding="utf-8") as page:
        text = page.read()
    for command in ("run", "doctor", "exports", "help"):
        contains(text, "winshim %s" % command)
    if shutil.which("man"):
        done = run("man", "--warnings", "-l", path, MANPAGER="cat", LC_ALL="C.UTF-8")
        equal((done.returncode, done.stderr), (0, ""))


main()
