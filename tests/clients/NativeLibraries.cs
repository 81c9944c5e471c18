// SPDX-License-Identifier: MIT
// NativeLibraries.cs - .NET's own API for modules
#if NET
using System;
using System.Reflection;
using System.Runtime.InteropServices;

static class NativeLibraries
{
    [UnmanagedFunctionPointer(CallingConvention.StdCall)]
    delegate void Set(uint code);

    [DllImport("kernel32.dll")] static extern uint GetLastError();

    [DllImport("resolved-by-the-program", EntryPoint = "SetLastError")] static extern void Resolved(uint code);

    static bool Works(IntPtr module, uint code)
    {
        Marshal.GetDelegateForFunctionPointer<Set>(NativeLibrary.GetExport(module, "SetLastError"))(code);
        return GetLastError() == code;
    }

    public static void Run(string[] arguments)
    {
        Assembly assembly = typeof(NativeLibraries).Assembly;
        IntPtr module = NativeLibrary.Load("kernel32.dll"), other, export;

        Program.Say("load", Works(module, 11));
        Program.Say("same", NativeLibrary.Load("KERNEL32") == module);
        Program.Say("with assembly", Works(NativeLibrary.Load("Kernel32", assembly, DllImportSearchPath.AssemblyDirectory), 12));
        Program.Say("try", NativeLibrary.TryLoad("kernel32", out other) && other == module);
        Program.Say("try unknown", NativeLibrary.TryLoad("no-such-module.dll", out other));
        Program.Say("try unknown with assembly", NativeLibrary.TryLoad("no-such-module", assembly, null, out other));
        Program.Say("try export", NativeLibrary.TryGetExport(module, "GetLastError", out export) && export != IntPtr.Zero);
        Program.Say("try unknown export", NativeLibrary.TryGetExport(module, "NoSuchFunction", out export));
        try
        {
            NativeLibrary.GetExport(module, "NoSuchFunction");
        }
        catch (EntryPointNotFoundException exception)
        {
            Program.Say("unknown export", exception.Message.Contains("NoSuchFunction"));
        }
        NativeLibrary.SetDllImportResolver(assembly, (name, from, path) =>
            name == "resolved-by-the-program" ? NativeLibrary.Load("kernel32", from, path) : IntPtr.Zero);
        Resolved(13);
        Program.Say("resolver", GetLastError());
        Program.Say("main program", NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "getpid", out export));
        NativeLibrary.Free(module);
        Program.Say("after free", Works(NativeLibrary.Load("kernel32.dll"), 14));
    }
}
#endif
