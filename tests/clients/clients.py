# SPDX-License-Identifier: MIT
"""C# clients, unmodified, on one runtime: what they print and what is heard of them.

usage: clients.py mono|dotnet PROGRAM
"""
import os
import re
import shutil
import subprocess
import sys
import time

from tap import Skip, case, check, contains, equal, folder, lacks, main, need, run
from wave_files import difference, melody, write_wav

BUILD = os.environ["WINSHIM_BUILD"]
WINSHIM = os.path.join(BUILD, "shim/cli/winshim")
RUNTIME, PROGRAM = sys.argv[1], sys.argv[2]
MONO = RUNTIME == "mono"


def client(mode, *words, program=PROGRAM, check_errors=True, **env):
    """Run a mode; the values that it printed, by name.

    Standard error must be empty.
    """
    env.setdefault("WINSHIM_HOME", folder())
    env.setdefault("SDL_AUDIODRIVER", "dummy")
    env = dict({"DISPLAY": None, "WAYLAND_DISPLAY": None}, **env)
    done = run(WINSHIM, "run", program, mode, *words, **env)
    equal(done.returncode, 0, "exit code (%s)" % done.stderr)
    if check_errors:
        equal(done.stderr, "", "standard error")
    values = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    values["stderr"] = done.stderr
    return values


def expect(values, **expected):
    for name, value in expected.items():
        name = name.replace("_", " ")
        equal(values.get(name), value, name)


def true(values, *names):
    for name in names:
        equal(values.get(name), "True", name)


def deployed():
    """A copy of the program's folder, to put libraries beside it."""
    top = os.path.join(folder(), "app")
    shutil.copytree(os.path.dirname(PROGRAM), top, ignore=shutil.ignore_patterns("*.p", "dotnet", "Forms*"))
    return os.path.join(top, os.path.basename(PROGRAM))


def put_marker(*path):
    path = os.path.join(*path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return shutil.copy(os.path.join(BUILD, "tests/cli/libmarker.so"), path)


def put_pe(*path):
    with open(os.path.join(*path), "wb") as file:
        file.write(b"MZ" + bytes(510))


class Display:
    """An X server of the test's own."""

    def __enter__(self):
        need("xdotool")
        ends = os.pipe()
        self.server = subprocess.Popen([need("Xvfb"), "-displayfd", str(ends[1]), "-screen", "0", "1024x768x24",
                                        "-nolisten", "tcp", "-noreset"], pass_fds=[ends[1]], stderr=subprocess.DEVNULL)
        os.close(ends[1])
        with os.fdopen(ends[0]) as number:
            self.name = ":" + number.readline().strip()
        check(self.name != ":", "Xvfb did not start")
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def run(self, tool, *words):
        return run(need(tool), *words, DISPLAY=self.name, timeout=60)

    def find(self, title):
        """The id of a visible window. xdotool's own search can't read every program's titles."""
        tree = self.run("xwininfo", "-root", "-tree").stdout
        for number in re.findall(r'^ +(0x[0-9a-f]+) "%s"' % re.escape(title), tree, re.M):
            if "IsViewable" in self.run("xwininfo", "-id", number).stdout:
                return number
        return None

    def window(self, title, child):
        """Wait for a window of a process and give it the keyboard."""
        end = time.monotonic() + 60
        while not self.find(title):
            check(child.poll() is None, "the program ended before it showed %r" % title)
            check(time.monotonic() < end, "no window %r" % title)
            time.sleep(0.05)
        number = self.find(title)
        self.run("xdotool", "windowfocus", "--sync", number)
        if os.environ.get("WINSHIM_SCREENSHOT"):  # for people who want to see what the test sees
            self.run("import", "-window", "root", os.environ["WINSHIM_SCREENSHOT"])
        return number

    def keys(self, *keys):
        equal(self.run("xdotool", "key", "--clearmodifiers", *keys).returncode, 0, "xdotool key")

    def click(self, window, across, down):
        """Click at a part of the window's width and height."""
        shape = self.run("xwininfo", "-id", window).stdout
        width, height = (int(re.search(r"%s: (\d+)" % side, shape).group(1)) for side in ("Width", "Height"))
        self.run("xdotool", "mousemove", "--window", window, str(int(width * across)), str(int(height * down)))
        equal(self.run("xdotool", "click", "1").returncode, 0, "xdotool click")


# ---- modules and names -------------------------------------------------------------------------


@case
def one_module_under_all_its_names():
    values = client("names")
    true(values, *"ABCDEFGHIJKL")


@case
def search_paths_find_builtins():
    expect(client("search"), assembly_directory="1", short_name="2", system="3", safe="4")


@case
def an_elf_library_beside_the_program_wins():
    for name, files in (("SDL2.dll", ["libSDL2.so"]), ("winmm.dll", ["libwinmm.so"]), ("winmm", ["libwinmm.so"]),
                        ("winmm.dll", ["winmm.dll.so"]), ("winmm.dll", ["libwinmm.dll.so"]),
                        ("winmm.dll", ["winmm.dll"])):
        program = deployed()
        beside = os.path.dirname(program)
        if name == "SDL2.dll":
            put_pe(beside, "SDL2.dll")
        for file in files:
            put_marker(beside, file)
        expect(client("marker", name, program=program), file=os.path.join(beside, files[0]))


@case
def an_elf_library_on_the_library_path_wins():
    for name, file in (("winmm", "libwinmm.so"), ("winmm.dll", "libwinmm.so"), ("winmm.dll", "winmm.dll.so")):
        top = folder()
        put_marker(top, file)
        expect(client("marker", name, LD_LIBRARY_PATH=top), file=os.path.join(top, file))


@case
def windows_paths_reach_files():
    program, home = deployed(), folder()
    native = put_marker(os.path.dirname(os.path.dirname(program)), "lib", "native.dll")
    expect(client("marker", "relative", program=program), file=native)
    native = put_marker(home, "drive_c/X/Native.dll")
    expect(client("marker", "drive", WINSHIM_HOME=home), file=native)


@case
def a_function_by_ordinal():
    values = client("ordinals", check_errors=False)
    expect(values, PlaySound="True")
    equal(values.get("#60000"), "not found")


@case
def an_unknown_function_is_named_with_its_module():
    values = client("unknown-function", check_errors=False)
    for which in ("first", "second"):
        equal(values[which], "EntryPointNotFoundException")
        contains(values[which + " text"], "NoSuchFunctionAnywhere")
        contains(values[which + " text"] + values["stderr"], "kernel32.dll")
    if MONO:
        contains(values["stderr"], "WS0014")
        equal(values["stderr"].count("\n"), 1, "lines of standard error")


@case
def an_unknown_module_fails_as_without_winshim():
    values = client("unknown-module")
    plain = run(*(["mono"] if MONO else ["dotnet"]), PROGRAM, "unknown-module").stdout
    equal("".join("%s: %s\n" % (n, v) for n, v in values.items() if n != "stderr"), plain)
    expect(values, module="DllNotFoundException", library="DllNotFoundException")


@case
def native_library_api():
    if MONO:
        raise Skip("Mono has no NativeLibrary")
    values = client("native-library")
    true(values, "load", "same", "with assembly", "try", "try export", "unknown export", "main program", "after free")
    expect(values, try_unknown="False", try_unknown_with_assembly="False", try_unknown_export="False", resolver="13")


@case
def a_program_for_linux_libraries_never_meets_winshim():
    values = client("linux")
    plain = run(*(["mono"] if MONO else ["dotnet"]), PROGRAM, "linux").stdout
    equal("".join("%s: %s\n" % (n, v) for n, v in values.items() if n != "stderr"), plain)
    expect(values, pid="True", cos="1", open="-1", errno="2", winshim_mapped="False")


# ---- marshalling -------------------------------------------------------------------------------


@case
def every_string_form_arrives():
    values = client("strings")
    true(values, "registered", "default", "ansi", "auto", "exact", "LPStr", "LPWStr", "bytes", "chars", "pointer",
         "other")
    for form in ("builder", "ansi builder", "char array", "byte array"):
        equal(values[form], "Grüße ✓ winshim", form)
    expect(values, char="True False True False", upper="GRÜße", null="0")


@case
def one_name_with_every_char_set_in_one_assembly():
    values = client("char-sets")
    expect(values, lengths="6 3 6 2 2", overloads="True")


@case
def the_last_error_reaches_managed_code():
    values = client("errors", folder())
    expect(values, kept="1234", saved="5", written="False", code="3", text="True", big="3735928559")


@case
def each_pool_thread_has_its_own_last_error():
    expect(client("threads"), finished="True", wrong="0")


@case
def a_program_ends_after_its_console_handler_ran():
    expect(client("control"), came="True")


@case
def a_program_ends_while_a_periodic_timer_runs():
    expect(client("timers"), set="True", ticked="True", other_threads="1", wrong_user="0")


@case
def initialization_files():
    top = folder()
    values = client("ini", top)
    expect(values, written="True", exists="True", title="Grüße", width="640", missing="480", short="Grü",
           keys="Width,Title", deleted="True", left="Paths")
    equal(sorted(values["sections"].split(",")), ["Paths", "Window"])


@case
def a_message_box_without_a_display_is_printed_and_answered():
    values = client("message", check_errors=False)
    expect(values, ok="1", cancel="2", no="7", fails="0", error="1438")
    for text in ("Grüße aus C# ✓", "Caption é", "Ansi ü", "Exact"):
        contains(values["stderr"], text)
    lacks(values["stderr"], "never shown")


@case
def a_message_box_on_a_display_is_answered_by_key_and_mouse():
    for answer in ("6", "7"):
        with Display() as display:
            if not display.run("xlsfonts", "-fn", "-*-*-medium-r-normal--*-120-*-*-*-*-*-*").stdout:
                raise Skip("the X server has no fonts: install xfonts-base")
            child = subprocess.Popen([WINSHIM, "run", PROGRAM, "message", "Answer me"], stdout=subprocess.PIPE, text=True,
                                     env=dict(os.environ, DISPLAY=display.name, WINSHIM_HOME=folder()))
            window = display.window("winshim", child)
            if answer == "6":
                display.keys("Return")
            else:
                display.click(window, 0.72, 0.73)  # SDL puts the second of two buttons there
            output, _ = child.communicate(timeout=60)
            equal(output, "answer: %s\n" % answer)


# ---- sound -------------------------------------------------------------------------------------


@case
def the_console_player_plays_every_sample():
    top = folder()
    samples = melody(seconds=0.5)
    values = client("player", write_wav(top + "/Grüße ü.wav", samples), SDL_AUDIODRIVER="disk",
                    SDL_DISKAUDIOFILE=top + "/out.raw")
    expect(values, played="True")
    equal(difference(top + "/out.raw", samples), None, "difference")


@case
def a_missing_file_is_not_played():
    values = client("player", "/no/such/file.wav")
    expect(values, played="False")
    check(values["error"] in ("2", "3"), "error %s" % values["error"])


@case
def without_a_sound_card_playing_fails_and_the_program_goes_on():
    top = folder()
    values = client("player", write_wav(top + "/a.wav", melody(seconds=0.1)), SDL_AUDIODRIVER="nosuchdriver")
    expect(values, played="False")


@case
def wave_out_calls_back_from_its_own_thread():
    top = folder()
    samples = melody(channels=1, seconds=0.4)
    with open(top + "/in.raw", "wb") as file:
        file.write(samples)
    values = client("wave-out", top + "/in.raw", SDL_AUDIODRIVER="disk", SDL_DISKAUDIOFILE=top + "/out.raw")
    expect(values, devices="True", open="0", finished="True", close="0", messages="open done done done done close",
           other_threads="4", user_wrong="0")
    equal(difference(top + "/out.raw", samples), None, "difference")


@case
def the_classic_window_plays_what_was_chosen():
    if not MONO:
        raise Skip(".NET has no Windows Forms on Linux")
    forms = os.path.join(os.path.dirname(PROGRAM), "Forms.exe")
    top = folder()
    samples = melody(seconds=0.3)
    write_wav(top + "/melody.wav", samples)
    with Display() as display:
        env = dict(os.environ, DISPLAY=display.name, WINSHIM_HOME=folder(), HOME=folder(), SDL_AUDIODRIVER="disk",
                   SDL_DISKAUDIOFILE=top + "/out.raw")
        child = subprocess.Popen([WINSHIM, "run", forms, top], stdout=subprocess.PIPE, text=True, env=env)
        equal(child.stdout.readline(), "shown\n")
        display.window("winshim player", child)
        display.keys("space")
        equal(child.stdout.readline(), "dialog\n")
        display.window("Browse to find sound file to play", child)
        display.run("xdotool", "type", "--delay", "20", top + "/melody.wav")
        display.keys("Return")
        output, _ = child.communicate(timeout=60)
        equal((output, child.returncode), ("chosen melody.wav\nplayed True\n", 0))
    equal(difference(top + "/out.raw", samples), None, "difference")


main(os.environ.get("WINSHIM_CASE"))
