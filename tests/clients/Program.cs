// SPDX-License-Identifier: MIT
// Program.cs - one program with a mode for each thing that clients do; clients.py runs the modes
using System;
using System.Collections.Generic;

static class Program
{
    static readonly Dictionary<string, Action<string[]>> Modes = new Dictionary<string, Action<string[]>>
    {
        { "player", words => Player.Main(words) },
        { "message", Message.Run },
        { "errors", Errors.Run },
        { "ini", Ini.Run },
        { "strings", Strings.Run },
        { "char-sets", Strings.CharSets },
        { "wave-out", WaveOut.Run },
        { "linux", LinuxLibraries.Run },
        { "unknown-function", Unknown.Function },
        { "unknown-module", Unknown.Module },
        { "names", Names.Run },
        { "ordinals", Names.Ordinals },
        { "search", Search.Run },
        { "marker", Search.Marker },
        { "threads", Errors.Threads },
        { "control", Errors.Control },
        { "timers", Timers.Run },
#if NET
        { "native-library", NativeLibraries.Run },
#endif
    };

    // What a mode found out, one a line: "name: value".
    public static void Say(string name, object value)
    {
        Console.WriteLine("{0}: {1}", name, value);
    }

    static int Main(string[] arguments)
    {
        var rest = new string[Math.Max(0, arguments.Length - 1)];
        Action<string[]> mode;

        if (arguments.Length == 0 || !Modes.TryGetValue(arguments[0], out mode))
        {
            Console.Error.WriteLine("modes: " + string.Join(" ", Modes.Keys));
            return 2;
        }
        Array.Copy(arguments, 1, rest, 0, rest.Length);
        mode(rest);
        return 0;
    }
}
