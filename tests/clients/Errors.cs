// SPDX-License-Identifier: MIT
// Errors.cs - the last error as managed code sees it, on one thread and on many
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Threading;

static class Errors
{
    [DllImport("kernel32.dll")]
    static extern void SetLastError(uint code);

    [DllImport("kernel32.dll")]
    static extern uint GetLastError();

    [DllImport("kernel32.dll", EntryPoint = "SetLastError", SetLastError = true)]
    static extern void SetAndSave(uint code);

    [DllImport("kernel32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
    static extern bool WritePrivateProfileString(string section, string key, string value, string file);

    public static void Run(string[] arguments)
    {
        SetLastError(1234);
        Program.Say("kept", GetLastError());
        Program.Say("saved", Save(5));

        bool written = WritePrivateProfileString("a", "b", "c", arguments[0] + "/no/such/folder/x.ini");
        var exception = new Win32Exception();
        Program.Say("written", written);
        Program.Say("code", exception.NativeErrorCode);
        Program.Say("text", exception.Message.Length > 0);
        Program.Say("big", Save(0xdeadbeef));
    }

    static uint Save(uint code)
    {
        SetAndSave(code);
        return unchecked((uint)Marshal.GetLastWin32Error());
    }

    delegate bool Handler(uint type);

    [DllImport("kernel32.dll")] static extern bool SetConsoleCtrlHandler(Handler handler, bool add);
    [DllImport("kernel32.dll")] static extern bool GenerateConsoleCtrlEvent(uint type, uint group);

    static Handler handler;

    // A managed handler has run on a thread that isn't the runtime's: the program must end all the same.
    public static void Control(string[] arguments)
    {
        var came = new AutoResetEvent(false);

        handler = type => came.Set();
        SetConsoleCtrlHandler(handler, true);
        GenerateConsoleCtrlEvent(0, 0);
        Program.Say("came", came.WaitOne(30000));
        GC.Collect();
    }

    // Pool threads, which the runtime made: each has its own last error.
    public static void Threads(string[] arguments)
    {
        int wrong = 0, done = 0;
        const int jobs = 64;

        using (var all = new ManualResetEvent(false))
        {
            for (uint i = 0; i < jobs; i++)
            {
                uint job = i;
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    for (uint n = 0; n < 200; n++)
                    {
                        SetLastError(job * 1000 + n);
                        if (n % 50 == 0) Thread.Yield();
                        if (GetLastError() != job * 1000 + n) Interlocked.Increment(ref wrong);
                    }
                    if (Interlocked.Increment(ref done) == jobs) all.Set();
                });
            }
            Program.Say("finished", all.WaitOne(60000));
        }
        GC.Collect();
        Program.Say("wrong", wrong);
    }
}
