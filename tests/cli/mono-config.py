# SPDX-License-Identifier: MIT
"""The configuration that winshim gives to Mono: made once, made again on change, never another user's."""
import os

from tap import Skip, case, check, contains, equal, folder, lacks, main, run

BUILD = os.environ["WINSHIM_BUILD"]
WINSHIM = os.path.join(BUILD, "shim/cli/winshim")
MAPPED = """<configuration>
\t<dllmap dll="libc" target="libc.so.6"/>
\t<dllmap dll="i:kernel32.dll">
\t\t<dllentry dll="__Internal" name="CopyMemory" target="mono_win32_compat_CopyMemory"/>
\t</dllmap>
\t<dllmap dll="gdiplus" target="libgdiplus.so.0"/>
</configuration>
"""
OURS = '<dllmap dll="i:kernel32.dll" target="kernel32.dll"/>'


def source(text=MAPPED):
    path = folder() + "/config"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def config(**env):
    """MONO_CONFIG as a program under winshim sees it, and its text."""
    done = run(WINSHIM, "run", "sh", "-c", 'printf %s "$MONO_CONFIG"', **env)
    equal((done.returncode, done.stderr), (0, ""))
    if not done.stdout:
        return "", ""
    with open(done.stdout, encoding="utf-8") as file:
        return done.stdout, file.read()


@case
def the_map_of_kernel32_leads_to_the_loader():
    home = folder()
    path, text = config(WINSHIM_HOME=home, MONO_CONFIG=source())
    check(path.startswith(home + "/cache/"), path)
    equal(text.replace("\n\t" + OURS, ""), MAPPED)
    check(text.index("</dllmap>") < text.index(OURS) < text.index("gdiplus"), text)


@case
def the_copy_is_made_once_and_again_when_the_original_changes():
    home, original = folder(), source()
    first, _ = config(WINSHIM_HOME=home, MONO_CONFIG=original)
    before = os.stat(first)
    equal(config(WINSHIM_HOME=home, MONO_CONFIG=original)[0], first)
    equal(os.stat(first).st_mtime_ns, before.st_mtime_ns)
    with open(original, "a", encoding="utf-8") as file:
        file.write("<!-- more -->\n")
    second, text = config(WINSHIM_HOME=home, MONO_CONFIG=original)
    check(second != first, second)
    contains(text, "more")


@case
def a_configuration_without_the_map_is_kept_as_it_is():
    text = '<configuration><dllmap dll="i:kernel32.dll" target="libmine.so"/></configuration>'
    equal(config(WINSHIM_HOME=folder(), MONO_CONFIG=source(text))[1], text)


@case
def winshim_inside_winshim_keeps_the_copy():
    home, original = folder(), source()
    path, _ = config(WINSHIM_HOME=home, MONO_CONFIG=original)
    equal(config(WINSHIM_HOME=home, MONO_CONFIG=path)[0], path)


@case
def the_users_own_configuration_is_still_read():
    if not os.path.exists("/etc/mono/config"):
        raise Skip("Mono is not installed")
    home = folder()
    os.makedirs(home + "/.mono")
    with open(home + "/.mono/config", "w", encoding="utf-8") as file:
        file.write("<configuration><dllmap dll='mine' target='libmine.so'/></configuration>")
    _, text = config(HOME=home, MONO_CONFIG=None, WINSHIM_HOME=None, XDG_DATA_HOME=None)
    contains(text, OURS)
    check(text.index(OURS) < text.index("libmine.so"), text)


@case
def the_folder_is_private_and_where_it_belongs():
    original = source()
    for variable, tail in (("WINSHIM_HOME", "/cache/"), ("XDG_DATA_HOME", "/winshim/cache/"),
                           ("HOME", "/.local/share/winshim/cache/"), ("XDG_RUNTIME_DIR", "/winshim/cache/")):
        top = folder()
        env = {"WINSHIM_HOME": None, "XDG_DATA_HOME": None, "HOME": None, "XDG_RUNTIME_DIR": None, variable: top}
        path, _ = config(MONO_CONFIG=original, **env)
        check(path.startswith(top + tail), path)
        equal(os.stat(os.path.dirname(path)).st_mode & 0o777, 0o700)


@case
def a_folder_of_others_is_never_used():
    original, runtime = source(), folder()
    for mode in (0o777, 0o775):
        home = folder()
        os.makedirs(home + "/cache")
        os.chmod(home + "/cache", mode)
        path, _ = config(WINSHIM_HOME=home, XDG_RUNTIME_DIR=runtime, MONO_CONFIG=original)
        check(path.startswith(runtime), path)
    home, other = folder(), folder()
    os.symlink(other, home + "/cache")
    path, _ = config(WINSHIM_HOME=home, XDG_RUNTIME_DIR=runtime, MONO_CONFIG=original)
    check(path.startswith(runtime), path)


@case
def without_a_folder_the_program_still_runs_and_a_warning_says_why():
    if os.path.exists("/tmp/winshim-%d" % os.geteuid()):
        raise Skip("the folder of last resort is there")
    done = run(WINSHIM, "run", "echo", "ran", WINSHIM_HOME="/proc/none", XDG_RUNTIME_DIR="/proc/none",
               MONO_CONFIG=source())
    equal((done.returncode, done.stdout), (0, "ran\n"))
    last = "/tmp/winshim-%d" % os.geteuid()
    if os.path.isdir(last):
        for name in os.listdir(last):
            os.unlink(os.path.join(last, name))
        os.rmdir(last)
        lacks(done.stderr, "WS0016")
    else:
        contains(done.stderr, "WS0016")


@case
def without_mono_nothing_is_set():
    done = run(WINSHIM, "run", "sh", "-c", 'printf %s "$MONO_CONFIG"', WINSHIM_HOME=folder(),
               MONO_CONFIG="/no/such/config")
    equal((done.stdout, done.stderr), ("/no/such/config", ""))


main()
