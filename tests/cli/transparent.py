# SPDX-License-Identifier: MIT
"""Programs that never ask for a Windows module behave exactly as without winshim."""
import os

from tap import case, equal, folder, lacks, main, need, run

BUILD = os.environ["WINSHIM_BUILD"]
WINSHIM = os.path.join(BUILD, "shim/cli/winshim")


def same(*command, cwd=None):
    """Run plainly and under winshim; all that a user sees must be equal."""
    home = folder()
    plain = run(*command, cwd=cwd)
    ours = run(WINSHIM, "run", *command, cwd=cwd, WINSHIM_HOME=home)
    for what in ("stdout", "stderr", "returncode"):
        equal(getattr(ours, what), getattr(plain, what), "%s of %s" % (what, command[0]))
    return plain


@case
def bash_is_the_same():
    need("bash")
    done = same("bash", "-c", "trap 'echo usr1' USR1; kill -USR1 $$; echo a | (read x; echo $x >&2); exit 7")
    equal((done.returncode, done.stdout, done.stderr), (7, "usr1\n", "a\n"))


PYTHON = """
import ctypes, signal, threading
libc = ctypes.CDLL("libc.so.6")
m = ctypes.CDLL("libm.so.6")
m.cos.restype = ctypes.c_double
m.cos.argtypes = [ctypes.c_double]
results = []
def work(i):
    try:
        ctypes.CDLL("libdoesnotexist%d.so" % i)
    except OSError as error:
        results.append(str(error))
threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
[t.start() for t in threads]
[t.join() for t in threads]
print(sorted(results), m.cos(0), libc.getpid() > 0, ctypes.pythonapi.Py_IsInitialized())
try:
    libc.no_such_function_here
except AttributeError as error:
    print(str(error).split(": ")[-1])
signal.signal(signal.SIGUSR1, lambda *a: print("signal"))
signal.raise_signal(signal.SIGUSR1)
import ssl, sqlite3, json, decimal
raise SystemExit(3)
"""


@case
def python_with_ctypes_and_threads_is_the_same():
    done = same("python3", "-c", PYTHON)
    equal(done.returncode, 3)


@case
def git_is_the_same():
    need("git")
    top = folder()
    equal(run("git", "init", "-q", "-b", "main", top + "/a").returncode, 0)
    same("git", "-C", top + "/a", "commit", "--allow-empty", "-m", "x", "--dry-run")
    same("git", "-C", top + "/a", "status")
    same("git", "-C", top + "/a", "no-such-command")


HELLO = """
using System;
using System.Threading;
class Hello {
    static int Main(string[] args) {
        int sum = 0;
        var threads = new Thread[4];
        for (int i = 0; i < 4; i++) (threads[i] = new Thread(() => Interlocked.Increment(ref sum))).Start();
        foreach (var thread in threads) thread.Join();
        Console.WriteLine("hello {0} {1}", sum, string.Join(",", args));
        try { object o = null; o.ToString(); } catch (NullReferenceException) { Console.Error.WriteLine("caught"); }
        foreach (var line in System.IO.File.ReadAllLines("/proc/self/maps"))
            if (line.Contains("libwinshim.so")) Console.WriteLine("the runtime library is mapped");
        return 5;
    }
}
"""


def hello_source():
    top = folder()
    with open(top + "/Hello.cs", "w", encoding="utf-8") as source:
        source.write(HELLO)
    return top


@case
def mono_hello_is_the_same():
    mcs, mono = need("mcs"), need("mono")
    top = hello_source()
    equal(run(mcs, "-out:" + top + "/Hello.exe", top + "/Hello.cs").returncode, 0, "mcs")
    done = same(mono, top + "/Hello.exe", "a", "b")
    equal((done.stdout, done.stderr, done.returncode), ("hello 4 a,b\n", "caught\n", 5))


@case
def dotnet_hello_is_the_same():
    dotnet = need("dotnet")
    top = hello_source()
    version = run(dotnet, "--version").stdout.split(".")[0]
    with open(top + "/Hello.csproj", "w", encoding="utf-8") as project:
        project.write('<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType>'
                      "<TargetFramework>net%s.0</TargetFramework></PropertyGroup></Project>" % version)
    built = run(dotnet, "build", "-nologo", "-v", "q", "-o", top + "/out", cwd=top, DOTNET_CLI_TELEMETRY_OPTOUT=1)
    equal(built.returncode, 0, built.stdout)
    done = same(dotnet, top + "/out/Hello.dll", "a", "b")
    equal((done.stdout, done.stderr, done.returncode), ("hello 4 a,b\n", "caught\n", 5))
    same(top + "/out/Hello", "a")


@case
def the_runtime_library_is_not_mapped():
    maps = run(WINSHIM, "run", "python3", "-c", "import ctypes; ctypes.CDLL('libm.so.6'); "
               "print(open('/proc/self/maps').read())", WINSHIM_HOME=folder()).stdout
    lacks(maps, "libwinshim.so")
    equal("libwinshim-preload.so" in maps, True, "the interposer is mapped")


@case
def a_signal_ends_the_program_as_without():
    same("sh", "-c", "kill -TERM $$")
    same("sh", "-c", "kill -SEGV $$")


main()
