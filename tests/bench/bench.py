#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The speed figures, each beside its limit; pairs are taken in turn in this one run.

usage: bench.py BUILD_DIR [NAME ...]     names: run mono pinvoke sound preload
"""
import math
import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


class Missing(Exception):
    """A benchmark that can't run here; the text says why."""


def need(tool):
    path = shutil.which(tool)
    if not path:
        raise Missing(tool + " is not installed")
    return path


def seconds(command, environment=None):
    begin = time.perf_counter()
    pid = os.posix_spawn(command[0], command, environment or os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    os.waitpid(pid, 0)
    return time.perf_counter() - begin


def pairs(a, b, count):
    """Median seconds of two commands, run in turn."""
    times = [(seconds(a), seconds(b)) for _ in range(count)][count // 10:]
    return statistics.median(t[0] for t in times), statistics.median(t[1] for t in times)


def report(name, figure, limit, unit):
    print("%-44s %9.3f %-6s limit %7.3f  %s" % (name, figure, unit, limit, "ok" if figure <= limit else "OVER"))
    return figure <= limit


def bench_run(build):
    true = need("true")
    ours, plain = pairs([build + "/shim/cli/winshim", "run", true], [true], 300)
    return report("winshim run true, more than true", (ours - plain) * 1e3, 1.5, "ms")


def compile_cs(folder, name):
    subprocess.run([need("mcs"), "-optimize+", "-out:" + os.path.join(folder, name + ".exe"),
                    os.path.join(HERE, name + ".cs")], check=True)
    return os.path.join(folder, name + ".exe")


def bench_mono(build):
    mono = need("mono")
    with tempfile.TemporaryDirectory() as folder:
        hello = compile_cs(folder, "Hello")
        ours, plain = pairs([build + "/shim/cli/winshim", "run", mono, hello], [mono, hello], 60)
    return report("winshim run mono hello.exe, against mono", ours / plain, 1.03, "times")


def pinvoke_on(build, label, command):
    environment = dict(os.environ, LD_LIBRARY_PATH=os.path.join(build, "tests/bench"))
    output = subprocess.run([build + "/shim/cli/winshim", "run"] + command, env=environment,
                            capture_output=True, text=True, check=True).stdout
    ok = True
    for line in output.splitlines():
        name, ours, plain = line.split("\t")
        ok &= report("P/Invoke %s on %s (%s ns), against .so" % (name, label, ours),
                     float(ours) / float(plain), 1.1, "times")
    return ok


def publish_dotnet(folder):
    dotnet = need("dotnet")
    shutil.copy(os.path.join(HERE, "PInvoke.cs"), folder)
    version = subprocess.run([dotnet, "--version"], capture_output=True, text=True, check=True).stdout
    with open(os.path.join(folder, "PInvoke.csproj"), "w", encoding="utf-8") as project:
        project.write('<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType>'
                      "<TargetFramework>net%s.0</TargetFramework><TieredPGO>false</TieredPGO>"
                      "<TieredCompilation>false</TieredCompilation>"
                      "</PropertyGroup></Project>" % version.split(".")[0])
    subprocess.run([dotnet, "build", "-nologo", "-v", "q", "-c", "Release", "-o", folder + "/out"],
                   cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return [dotnet, folder + "/out/PInvoke.dll"]


def bench_pinvoke(build):
    with tempfile.TemporaryDirectory() as folder:
        ok = pinvoke_on(build, "Mono", [need("mono"), compile_cs(folder, "PInvoke")])
    with tempfile.TemporaryDirectory() as folder:
        return pinvoke_on(build, ".NET", publish_dotnet(folder)) and ok


def write_wav(path):
    samples = b"".join(struct.pack("<h", int(20000 * math.sin(i / 20))) for i in range(22050))
    with open(path, "wb") as wav:
        wav.write(struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16,
                              1, 1, 44100, 88200, 2, 16, b"data", len(samples)) + samples)


def bench_sound(build):
    with tempfile.TemporaryDirectory() as folder:
        wav, disk = folder + "/a.wav", folder + "/out.raw"
        write_wav(wav)
        environment = dict(os.environ, SDL_AUDIODRIVER="disk", SDL_DISKAUDIOFILE=disk, WINSHIM_HOME=folder + "/home")
        output = subprocess.run([build + "/tests/bench/bench-playsound", wav, disk], env=environment,
                                capture_output=True, text=True, check=True).stdout
    figures = dict(line.split("\t") for line in output.splitlines())
    return report("PlaySound(SND_ASYNC) returns", float(figures["return"]), 20, "ms") & \
        report("its first sample leaves", float(figures["first-sample"]), 50, "ms")


def bench_preload(build):
    library = build + "/shim/preload/libwinshim-preload.so"
    maps = subprocess.run([need("cat"), "/proc/self/maps"], env=dict(os.environ, LD_PRELOAD=library),
                          capture_output=True, text=True, check=True).stdout
    size = 0
    for line in maps.splitlines():
        if line.endswith("libwinshim-preload.so"):
            first, last = line.split()[0].split("-")
            size += int(last, 16) - int(first, 16)
    return report("the interposer maps", size / 1024, 64, "KiB")


BENCHES = {"run": bench_run, "mono": bench_mono, "pinvoke": bench_pinvoke, "sound": bench_sound,
           "preload": bench_preload}


def main(build, names):
    ok = True
    for name in names or BENCHES:
        try:
            ok &= BENCHES[name](build)
        except Missing as reason:
            print("%-44s skipped: %s" % (name, reason))
    return 0 if ok else 1


sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
