// SPDX-License-Identifier: MIT
// Timers.cs - a periodic multimedia timer that nobody kills: the program must end all the same
using System;
using System.Runtime.InteropServices;
using System.Threading;

static class Timers
{
    delegate void TimeProc(uint id, uint message, IntPtr user, IntPtr first, IntPtr second);

    [DllImport("winmm.dll", SetLastError = true)]
    static extern uint timeSetEvent(uint delay, uint resolution, TimeProc function, IntPtr user, uint flags);

    const uint TIME_PERIODIC = 1;

    static TimeProc keep;
    static int ticks, otherThreads, wrongUser;

    public static void Run(string[] arguments)
    {
        int main = Thread.CurrentThread.ManagedThreadId;
        var three = new CountdownEvent(3);

        keep = (id, message, user, first, second) =>
        {
            if (Thread.CurrentThread.ManagedThreadId != main)
                otherThreads = 1;
            if (user != (IntPtr)77)
                wrongUser = 1;
            if (Interlocked.Increment(ref ticks) <= 3)
                three.Signal();
        };
        Program.Say("set", timeSetEvent(5, 0, keep, (IntPtr)77, TIME_PERIODIC) != 0);
        Program.Say("ticked", three.Wait(10000));
        Program.Say("other threads", otherThreads);
        Program.Say("wrong user", wrongUser);
    }
}
