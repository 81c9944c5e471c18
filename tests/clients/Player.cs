// SPDX-License-Identifier: MIT
// Player.cs - plays a WAV file the way most C# programs do; a program of its own, and a mode of Clients
using System;
using System.Runtime.InteropServices;

static class Player
{
    [DllImport("winmm.DLL", EntryPoint = "PlaySound", SetLastError = true, CharSet = CharSet.Unicode, ThrowOnUnmappableChar = true)]
    static extern bool PlaySound(string szSound, IntPtr hMod, PlaySoundFlags flags);

    [Flags]
    enum PlaySoundFlags : int
    {
        SND_SYNC = 0x0000,
        SND_ASYNC = 0x0001,
        SND_NODEFAULT = 0x0002,
        SND_LOOP = 0x0008,
        SND_NOSTOP = 0x0010,
        SND_NOWAIT = 0x00002000,
        SND_FILENAME = 0x00020000,
        SND_RESOURCE = 0x00040004
    }

    public static int Main(string[] arguments)
    {
        bool played = PlaySound(arguments[0], IntPtr.Zero, PlaySoundFlags.SND_SYNC | PlaySoundFlags.SND_NODEFAULT |
                                PlaySoundFlags.SND_FILENAME);
        int error = Marshal.GetLastWin32Error();

        Console.WriteLine("played: {0}", played);
        if (!played)
            Console.WriteLine("error: {0}", error);
        return played ? 0 : 1;
    }
}
