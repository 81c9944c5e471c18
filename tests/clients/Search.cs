// SPDX-License-Identifier: MIT
// Search.cs - the flags that limit where a module may come from, and libraries beside the program
using System;
using System.Runtime.InteropServices;

static class Search
{
    [DllImport("kernel32.dll", EntryPoint = "SetLastError")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern void Beside(uint code);

    [DllImport("kernel32", EntryPoint = "SetLastError")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    static extern void BesideShort(uint code);

    [DllImport("KERNEL32.dll", EntryPoint = "SetLastError")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern void FromSystem(uint code);

    [DllImport("Kernel32.DLL", EntryPoint = "SetLastError")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.UserDirectories)]
    static extern void FromSafe(uint code);

    [DllImport("kernel32.dll")]
    static extern uint GetLastError();

    public static void Run(string[] arguments)
    {
        Beside(1);
        Program.Say("assembly directory", GetLastError());
        BesideShort(2);
        Program.Say("short name", GetLastError());
        FromSystem(3);
        Program.Say("system", GetLastError());
        FromSafe(4);
        Program.Say("safe", GetLastError());
    }

    [DllImport("SDL2.dll", EntryPoint = "marker")] static extern IntPtr ImageName();
    [DllImport("winmm.dll", EntryPoint = "marker")] static extern IntPtr Builtin();
    [DllImport("winmm", EntryPoint = "marker")] static extern IntPtr ShortBuiltin();
    [DllImport(@"..\LIB\Native.dll", EntryPoint = "marker")] static extern IntPtr Relative();
    [DllImport(@"C:\x\native.dll", EntryPoint = "marker")] static extern IntPtr OnDrive();

    // Which file answered: the ELF libraries of tests/cli/marker.c say so.
    public static void Marker(string[] arguments)
    {
        Func<IntPtr> marker = arguments[0] == "SDL2.dll" ? ImageName
            : arguments[0] == "winmm.dll" ? Builtin
            : arguments[0] == "winmm" ? ShortBuiltin
            : arguments[0] == "relative" ? (Func<IntPtr>)Relative
            : OnDrive;

        try
        {
            Program.Say("file", Marshal.PtrToStringAnsi(marker()));
        }
        catch (EntryPointNotFoundException)
        {
            Program.Say("file", "a module without marker");
        }
    }
}
