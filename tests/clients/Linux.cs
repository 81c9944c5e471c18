// SPDX-License-Identifier: MIT
// Linux.cs - a program whose P/Invokes are all for Linux libraries: winshim stays out of its way
using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

static class LinuxLibraries
{
    [DllImport("libc", SetLastError = true)]
    static extern int open(string path, int flags);

    [DllImport("libc.so.6")]
    static extern int getpid();

    [DllImport("libm.so.6")]
    static extern double cos(double angle);

    [DllImport("libz.so.1")]
    static extern IntPtr zlibVersion();

    [DllImport("libz.so.1")]
    static extern UIntPtr crc32(UIntPtr start, byte[] data, uint length);

    public static void Run(string[] arguments)
    {
        Program.Say("pid", getpid() > 0);
        Program.Say("cos", cos(0));

        int file = open("/no/such/file", 0), error = Marshal.GetLastWin32Error();
        Program.Say("open", file);
        Program.Say("errno", error);
        try
        {
            var text = Encoding.ASCII.GetBytes("123456789");
            Program.Say("zlib", Marshal.PtrToStringAnsi(zlibVersion()).Length > 0);
            Program.Say("crc", ((ulong)crc32(UIntPtr.Zero, text, (uint)text.Length)).ToString("x"));
        }
        catch (DllNotFoundException)
        {
            Program.Say("zlib", "not installed");
        }
        Program.Say("winshim mapped", File.ReadAllLines("/proc/self/maps").Any(line => line.Contains("libwinshim.so")));
    }
}
