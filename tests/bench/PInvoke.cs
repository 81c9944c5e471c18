// SPDX-License-Identifier: MIT
// Times P/Invokes of trivial functions: through winshim and of a plain library, in one process.
// Prints NAME <tab> nanoseconds, the median of several batches, the two taken in turn.
using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

static class PInvoke
{
    [DllImport("kernel32.dll")] static extern int MulDiv(int number, int numerator, int denominator);
    [DllImport("kernel32.dll")] static extern ulong GetTickCount64();
    [DllImport("benchplain", EntryPoint = "plain_MulDiv")] static extern int PlainMulDiv(int number, int numerator, int denominator);
    [DllImport("benchplain", EntryPoint = "plain_GetTickCount64")] static extern ulong PlainGetTickCount64();

    const int Calls = 2000000, Batches = 15;

    static double Nanoseconds(Action batch)
    {
        var watch = Stopwatch.StartNew();
        batch();
        return watch.Elapsed.TotalMilliseconds * 1e6 / Calls;
    }

    static void Pair(string name, Action winshim, Action plain)
    {
        var a = new double[Batches];
        var b = new double[Batches];
        winshim();
        plain();
        for (int i = 0; i < Batches; i++)
        {
            a[i] = Nanoseconds(winshim);
            b[i] = Nanoseconds(plain);
        }
        Array.Sort(a);
        Array.Sort(b);
        Console.WriteLine("{0}\t{1:F3}\t{2:F3}", name, a[Batches / 2], b[Batches / 2]);
    }

    static void Main()
    {
        Pair("MulDiv",
             () => { for (int i = 0; i < Calls; i++) MulDiv(i, 3, 2); },
             () => { for (int i = 0; i < Calls; i++) PlainMulDiv(i, 3, 2); });
        Pair("GetTickCount64",
             () => { for (int i = 0; i < Calls; i++) GetTickCount64(); },
             () => { for (int i = 0; i < Calls; i++) PlainGetTickCount64(); });
    }
}
