# SPDX-License-Identifier: MIT
"""Play a melody from an unmodified C# program on each runtime, and compare what was played with the file.

usage: demo.py BUILD_DIR
"""
import os
import shutil
import subprocess
import sys
import tempfile

from wave_files import difference, melody, write_wav

HERE = os.path.dirname(os.path.abspath(__file__))
RATE, CHANNELS = 44100, 2


def fail(text):
    sys.exit("demo: " + text)


def programs(build, top):
    """(name, words after `winshim run`) of the player on each runtime that is there."""
    if shutil.which("mono") and shutil.which("mcs"):
        player = os.path.join(top, "Player.exe")
        subprocess.run(["mcs", "-nologo", "-out:" + player, os.path.join(HERE, "Player.cs")], check=True)
        yield "Mono", [player]
    else:
        print("Mono: not installed (package mono-complete)")
    assembly = os.path.join(build, "tests/clients/dotnet/bin/Clients/release/Clients.dll")
    if shutil.which("dotnet") and os.path.exists(assembly):
        yield ".NET", [assembly, "player"]
    else:
        print(".NET: the SDK is not installed")


def has_sound_card(winshim):
    report = subprocess.run([winshim, "doctor"], capture_output=True, text=True, check=False).stdout
    return "SDL_AUDIODRIVER" not in os.environ and "\nok       sound " in report


def play(winshim, words, wav, environment):
    done = subprocess.run([winshim, "run"] + words + [wav], env=environment, capture_output=True, text=True,
                          check=False)
    if done.returncode or "played: True" not in done.stdout:
        fail("the program failed (%d): %s%s" % (done.returncode, done.stdout, done.stderr))


def main(build):
    winshim = os.path.join(build, "shim/cli/winshim")
    samples, count = melody(RATE, CHANNELS, 1.0), 0
    frames = len(samples) // (2 * CHANNELS)
    with tempfile.TemporaryDirectory(prefix="winshim-demo-") as top:
        wav, raw = write_wav(top + "/melody.wav", samples, RATE, CHANNELS), top + "/played.raw"
        home = dict(os.environ, WINSHIM_HOME=top + "/home")
        card = has_sound_card(winshim)
        for name, words in programs(build, top):
            if card:
                play(winshim, words, wav, home)
                print("%s: played on this machine's sound card" % name)
            play(winshim, words, wav, dict(home, SDL_AUDIODRIVER="disk", SDL_DISKAUDIOFILE=raw))
            problem = difference(raw, samples)
            if problem:
                fail("%s: %s" % (name, problem))
            os.unlink(raw)
            count += 1
            print("%s: PlaySound of winmm.dll played 16-bit PCM, %d Hz, %d channels: %d frames, %.2f s, SDL driver disk;"
                  " every sample is as in the file" % (name, RATE, CHANNELS, frames, frames / RATE))
    if not count:
        fail("neither Mono nor .NET is here")
    print("demo: ok")


main(os.path.abspath(sys.argv[1]))
