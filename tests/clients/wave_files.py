# SPDX-License-Identifier: MIT
"""WAV files to play, and what SDL's disk driver wrote of them."""
import math
import os
import struct


def melody(rate=44100, channels=2, seconds=1.0, notes=(262, 330, 392, 523)):
    """16-bit samples of a melody; every frame differs from silence at the start and the end."""
    frames = int(rate * seconds)
    data = bytearray()
    for i in range(frames):
        tone = notes[i * len(notes) // frames]
        for channel in range(channels):
            value = int(12000 * math.sin(2 * math.pi * tone * i / rate + channel)) or 1
            data += struct.pack("<h", value)
    return bytes(data)


def write_wav(path, samples, rate=44100, channels=2):
    with open(path, "wb") as file:
        file.write(struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, channels,
                               rate, rate * channels * 2, channels * 2, 16, b"data", len(samples)))
        file.write(samples)
    return path


def difference(path, samples):
    """None when the file has these samples and nothing else but silence; else what is wrong."""
    if not os.path.exists(path):
        return "nothing was played"
    with open(path, "rb") as file:
        played = file.read()
    at = played.find(samples)
    if at < 0:
        return "%d bytes were played, the %d of the file are not among them" % (len(played), len(samples))
    rest = played[:at] + played[at + len(samples):]
    return "noise around the samples" if any(rest) else None
