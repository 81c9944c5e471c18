# SPDX-License-Identifier: MIT
"""The interposer: which names reach a Windows module, which stay with ELF libraries."""
import os
import re
import shutil
import struct
import subprocess

from tap import case, check, contains, equal, folder, lacks, main, need, run, Skip

BUILD = os.environ["WINSHIM_BUILD"]
PRELOAD = os.path.join(BUILD, "shim/preload/libwinshim-preload.so")
HERE = os.path.join(BUILD, "tests/cli")
LOADED = os.path.join(HERE, "loaded")


def loaded(*words, program=LOADED, **env):
    """Lines that the loader program prints with the interposer."""
    env.setdefault("WINSHIM_HOME", folder())
    done = run(program, *words, LD_PRELOAD=PRELOAD, **env)
    equal(done.returncode, 0, "exit code (%s)" % done.stderr)
    return done.stdout.splitlines()


def plain(*words, program=LOADED, **env):
    return run(program, *words, **env).stdout.splitlines()


def put_marker(*path):
    path = os.path.join(*path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    shutil.copy(os.path.join(HERE, "libmarker.so"), path)
    return path


def put_pe(*path):
    """A file that begins like an image; nothing here loads it."""
    path = os.path.join(*path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(256))
    return path


@case
def every_spelling_of_a_builtin_reaches_the_same_module():
    names = ["kernel32", "kernel32.dll", "Kernel32.dll", "KERNEL32", "KERNEL32.DLL",
             "api-ms-win-core-errorhandling-l1-1-0", "API-MS-Win-Core-ErrorHandling-L1-1-0.dll",
             "C:\\Windows\\System32\\kernel32.dll", "c:\\WINDOWS\\system32\\KERNEL32",
             "C:/Windows/System32/kernel32.dll"]
    for name in names:
        lines = loaded("open", name, "sym", "SetLastError", "where")
        equal(lines[:2], ["handle", "found"], name)
        contains(lines[2], "C:\\windows\\system32\\kernel32.dll SetLastError")


@case
def a_path_probe_of_a_runtime_is_no_builtin():
    for name in ["/usr/lib/kernel32.dll", "/usr/lib/kernel32", "./kernel32.dll", "sub/kernel32"]:
        equal(loaded("open", name, "maps", "libwinshim.so"), ["none", "not mapped"], name)


@case
def a_windows_path_to_no_file_is_no_builtin():
    for name in ["C:\\x\\kernel32.dll", "..\\LIB\\kernel32.dll", "libC:\\windows\\system32\\kernel32.dll",
                 "Q:\\windows\\system32\\kernel32.dll"]:
        lines = loaded("open", name, "error")
        equal(lines, plain("open", name, "error"), name)
        equal(lines[0], "none", name)


@case
def a_windows_path_finds_elf_files_in_any_case():
    home = folder()
    path = put_marker(home, "drive_c/Program Files/App/Native.dll")
    equal(loaded("open", "c:\\program files\\app\\NATIVE.DLL", "marker", WINSHIM_HOME=home), ["handle", path])
    equal(loaded("open", "C:\\Program Files\\App\\native", "marker", WINSHIM_HOME=home), ["handle", path])


@case
def a_relative_windows_path_is_relative_to_the_folder_of_the_probe():
    top = folder()
    path = put_marker(top, "lib/foo.dll")
    os.makedirs(top + "/app")
    equal(loaded("open", top + "/app/..\\LIB\\Foo.dll", "marker"), ["handle", path])


@case
def an_elf_file_beside_a_pe_file_wins():
    for spelling in ["libSDL2.so", "SDL2.so", "SDL2.dll.so", "libSDL2.dll.so", "libSDL2.dll"]:
        top = folder()
        put_pe(top, "SDL2.dll")
        path = put_marker(top, spelling)
        for name in ["SDL2.dll", "SDL2"]:
            if name == "SDL2" and ".dll" in spelling:
                continue
            equal(loaded("open", top + "/" + name, "marker"), ["handle", path], spelling)


@case
def an_elf_file_on_the_library_path_wins_over_a_builtin():
    for spelling in ["libkernel32.so", "kernel32.so", "kernel32.dll.so", "libkernel32.dll.so", "kernel32.dll"]:
        top = folder()
        path = put_marker(top, spelling)
        names = ["kernel32.dll"] + ([] if ".dll" in spelling else ["kernel32"])
        for name in names:
            equal(loaded("open", name, "marker", LD_LIBRARY_PATH=top), ["handle", path], spelling)
            equal(loaded("open", name, "maps", "libwinshim.so", LD_LIBRARY_PATH=top)[1], "not mapped", spelling)


@case
def a_pe_file_of_a_builtins_name_leaves_the_builtin():
    top = folder()
    put_pe(top, "kernel32.dll")
    equal(loaded("open", top + "/kernel32.dll", "sym", "SetLastError"), ["handle", "found"])


@case
def only_a_wanted_name_is_answered_by_another_spelling():
    top = folder()
    put_marker(top, "libfoo.so")
    equal(loaded("open", top + "/foo.dll")[0], "none")
    equal(loaded("open", top + "/foo")[0], "none")


@case
def unknown_modules_fail_with_libcs_own_words():
    top = folder()
    put_pe(top, "damaged.so")
    for name in ["nosuch.dll", "nosuch", top + "/nosuch.dll", "C:\\x\\nosuch.dll", "..\\nosuch.dll", "nosuch.drv",
                 "libnosuch.so.3", top + "/damaged.so", "a\\b", ""]:
        equal(loaded("open", name, "error", "error"), plain("open", name, "error", "error"), name)


@case
def an_error_text_is_read_once_and_forgotten_by_the_next_call():
    equal(loaded("open", "nosuch.so", "open", "kernel32.dll", "error"), ["none", "handle", "no error"])
    equal(loaded("open", "kernel32.dll", "default", "nosuch_symbol", "sym", "SetLastError", "error"),
          ["handle", "none", "found", "no error"])
    lines = loaded("open", "kernel32.dll", "sym", "NoSuchFunction", "error", "error")
    equal(lines[:2], ["handle", "none"])
    contains(lines[2], "NoSuchFunction")
    contains(lines[2], "kernel32.dll")
    equal(lines[3], "no error")
    equal(loaded("open", "kernel32.dll", "sym", "NoSuchFunction", "default", "getpid", "error")[3], "no error")


@case
def closing_counts_and_complains_when_it_was_closed_too_often():
    lines = loaded("open", "kernel32.dll", "open", "KERNEL32", "close", "sym", "SetLastError", "close", "close",
                   "error")
    equal(lines[:6], ["handle", "handle", "0", "found", "0", "-1"])
    contains(lines[6], "kernel32.dll")


@case
def noload_finds_only_what_is_there():
    equal(loaded("open", "kernel32.dll", "flags:noload", "maps", "libwinshim.so"), ["none", "not mapped"])
    equal(loaded("open", "kernel32", "open", "KERNEL32.dll", "flags:noload", "close", "close", "close"),
          ["handle", "handle", "0", "0", "-1"])


@case
def an_address_has_the_name_of_its_export():
    equal(loaded("open", "kernel32.dll", "where"), ["handle", "C:\\windows\\system32\\kernel32.dll - base"])
    equal(loaded("open", "kernel32.dll", "sym", "GetLastError", "where")[2],
          "C:\\windows\\system32\\kernel32.dll GetLastError base start")
    equal(loaded("open", "kernel32.dll", "vsym", "GetLastError", "where")[2],
          "C:\\windows\\system32\\kernel32.dll GetLastError base start")
    mine = loaded("open", "kernel32.dll", "default", "getpid", "where")[2]
    equal(mine, plain("default", "getpid", "where")[1])


@case
def the_main_program_and_the_global_scope_stay_libcs():
    equal(loaded("open", "NULL", "sym", "getpid", "default", "getpid", "default", "SetLastError"),
          plain("open", "NULL", "sym", "getpid", "default", "getpid", "default", "SetLastError"))
    equal(loaded("open", "kernel32.dll", "default", "SetLastError"), ["handle", "none"])


@case
def rtld_next_starts_behind_the_caller():
    wrapped = os.path.join(HERE, "wrapped")
    wrapper = os.path.join(HERE, "libwrapper.so")
    expected = run(wrapped, LD_PRELOAD=wrapper).stdout
    equal(expected.splitlines(), ["1000000", "1 1", "1", "1"])
    for order in [PRELOAD + ":" + wrapper, wrapper + ":" + PRELOAD]:
        equal(run(wrapped, LD_PRELOAD=order).stdout, expected, order)
    equal(run(wrapped, LD_PRELOAD=PRELOAD).stdout.splitlines()[0], "0")


@case
def another_library_may_stand_before_or_behind_us_in_dlopen():
    wrapper = os.path.join(HERE, "libwrapper.so")
    for order in [PRELOAD + ":" + wrapper, wrapper + ":" + PRELOAD]:
        done = run(LOADED, "open", "kernel32.dll", "sym", "SetLastError", LD_PRELOAD=order, WINSHIM_HOME=folder())
        equal(done.stdout.splitlines(), ["handle", "found"], order)


@case
def the_callers_runpath_is_searched():
    top = folder()
    for name in ["along", "librunpath.so"]:
        shutil.copy(os.path.join(HERE, name), top)
    names = ["libplain.so", "native.dll", "kernel32.dll", "nosuch.dll"]
    for name in names[:3]:
        put_marker(top, "plugins", name)
    lines = loaded(*names, program=top + "/along")
    equal(lines, plain(*names, program=top + "/along"))
    equal(lines[2], top + "/plugins/kernel32.dll")


@case
def the_interposer_is_small_and_needs_libc_alone():
    needed = re.findall(r"NEEDED.*\[(.*)\]", run(need("readelf"), "-d", PRELOAD).stdout)
    equal(needed, ["libc.so.6"])
    maps = run("cat", "/proc/self/maps", LD_PRELOAD=PRELOAD).stdout.splitlines()
    ranges = [line.split()[0].split("-") for line in maps if line.endswith("libwinshim-preload.so")]
    size = sum(int(last, 16) - int(first, 16) for first, last in ranges)
    check(0 < size <= 64 * 1024, "the interposer maps %d bytes" % size)


@case
def the_runtime_library_takes_little_static_thread_storage():
    headers = run(need("readelf"), "-lW", os.path.join(BUILD, "libwinshim.so.0")).stdout
    size = int(re.search(r"^  TLS +(?:0x\w+ +){4}(0x\w+)", headers, re.M).group(1), 16)
    check(size <= 128, "%d bytes; libc keeps about 1600 for all libraries that are opened late" % size)


@case
def a_missing_runtime_library_is_named():
    top = folder()
    alone = shutil.copy(PRELOAD, top)
    subprocess.run([need("chmod"), "755", alone], check=True)
    lines = run(LOADED, "open", "kernel32.dll", "error", LD_PRELOAD=alone).stdout.splitlines()
    if lines[0] == "handle":
        raise Skip("libwinshim.so.0 is installed on this machine")
    contains(lines[1], "libwinshim.so.0")


@case
def a_setuid_program_ignores_the_interposer():
    if os.geteuid() != 0:
        raise Skip("needs root to make a setuid program of another user")
    top = folder()
    os.chmod(top, 0o755)
    program = shutil.copy(LOADED, top)
    os.chown(program, 65534, 65534)
    os.chmod(program, 0o4755)
    done = run(program, "maps", "winshim-preload", "open", "kernel32.dll", LD_PRELOAD=PRELOAD)
    if done.stdout.startswith("mapped") and os.statvfs(top).f_flag & os.ST_NOSUID:
        raise Skip("the temporary folder is mounted nosuid")
    equal(done.stdout.splitlines(), ["not mapped", "none"])


THREADS = """
import ctypes, os, threading
barrier, results = threading.Barrier(16), []
def work(number):
    barrier.wait()
    module = ctypes.CDLL("kernel32.dll" if number % 2 else "API-MS-Win-Core-ErrorHandling-L1-1-0")
    module.SetLastError(number)
    barrier.wait()
    results.append(module.GetLastError() == number)
threads = [threading.Thread(target=work, args=(n,)) for n in range(16)]
[t.start() for t in threads]
[t.join() for t in threads]
child = os.fork()
if not child:
    module = ctypes.CDLL("KERNEL32")
    module.SetLastError(77)
    os._exit(module.GetLastError())
print(all(results), len(results), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@case
def many_threads_may_ask_first_and_a_child_goes_on():
    python = need("python3")
    for _ in range(5):
        done = run(python, "-c", THREADS, LD_PRELOAD=PRELOAD, WINSHIM_HOME=folder())
        equal((done.stdout, done.stderr), ("True 16 77\n", ""))


@case
def a_mismatched_flag_word_is_refused_by_the_fixture():
    """The fixture itself must notice words that it does not know."""
    equal(run(LOADED, "frobnicate").returncode, 2)
    lacks(run(LOADED, "open", "NULL").stdout, "none")


main()
