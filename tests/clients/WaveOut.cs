// SPDX-License-Identifier: MIT
// WaveOut.cs - buffers through waveOut with a managed callback, which arrives on another thread
using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

static class WaveOut
{
    const int Open = 0x3bb, Close = 0x3bc, Done = 0x3bd, CallbackFunction = 0x30000, Buffers = 4;

    [UnmanagedFunctionPointer(CallingConvention.StdCall)]
    delegate void WaveCallback(IntPtr device, int message, IntPtr user, IntPtr first, IntPtr second);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    struct WaveFormat
    {
        public ushort Tag, Channels;
        public uint Rate, BytesPerSecond;
        public ushort BlockAlign, Bits, Extra;
    }

    [StructLayout(LayoutKind.Sequential)]
    struct WaveHeader
    {
        public IntPtr Data;
        public uint Length, Recorded;
        public IntPtr User;
        public uint Flags, Loops;
        public IntPtr Next, Reserved;
    }

    [DllImport("winmm.dll")]
    static extern uint waveOutGetNumDevs();

    [DllImport("winmm.dll")]
    static extern int waveOutOpen(out IntPtr device, int number, ref WaveFormat format, WaveCallback callback, IntPtr user, int flags);

    [DllImport("winmm.dll")]
    static extern int waveOutPrepareHeader(IntPtr device, IntPtr header, int size);

    [DllImport("winmm.dll")]
    static extern int waveOutUnprepareHeader(IntPtr device, IntPtr header, int size);

    [DllImport("winmm.dll")]
    static extern int waveOutWrite(IntPtr device, IntPtr header, int size);

    [DllImport("winmm.dll")]
    static extern int waveOutClose(IntPtr device);

    static readonly int size = Marshal.SizeOf(typeof(WaveHeader));
    static readonly List<int> messages = new List<int>();
    static readonly Semaphore finished = new Semaphore(0, 1000);
    static WaveCallback kept; // the module calls it for as long as the device is open
    static int otherThreads, userWrong;

    static void OnMessage(IntPtr device, int message, IntPtr user, IntPtr first, IntPtr second)
    {
        lock (messages) messages.Add(message);
        if (user != (IntPtr)0x1234567890) Interlocked.Increment(ref userWrong);
        if (message != Done) return;
        if (Thread.CurrentThread.ManagedThreadId != 1) Interlocked.Increment(ref otherThreads);
        finished.Release();
    }

    // Plays raw 16-bit mono samples at 44.1 kHz from a file.
    public static void Run(string[] arguments)
    {
        var samples = File.ReadAllBytes(arguments[0]);
        var format = new WaveFormat { Tag = 1, Channels = 1, Rate = 44100, BytesPerSecond = 88200, BlockAlign = 2, Bits = 16 };
        var headers = new IntPtr[Buffers];
        IntPtr device;

        kept = OnMessage;
        Program.Say("devices", waveOutGetNumDevs() > 0);
        Program.Say("open", waveOutOpen(out device, -1, ref format, kept, (IntPtr)0x1234567890, CallbackFunction));
        for (int i = 0; i < Buffers; i++)
            headers[i] = Queue(device, samples, samples.Length / Buffers * i, samples.Length / Buffers);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        bool all = true;
        for (int i = 0; i < Buffers; i++) all &= finished.WaitOne(20000);
        Program.Say("finished", all);
        foreach (var header in headers) Free(device, header);
        Program.Say("close", waveOutClose(device));
        GC.KeepAlive(kept);
        lock (messages) Program.Say("messages", string.Join(" ", messages.ConvertAll(Name)));
        Program.Say("other threads", otherThreads);
        Program.Say("user wrong", userWrong);
    }

    static string Name(int message)
    {
        return message == Open ? "open" : message == Close ? "close" : message == Done ? "done" : message.ToString();
    }

    static IntPtr Queue(IntPtr device, byte[] samples, int offset, int length)
    {
        IntPtr block = Marshal.AllocHGlobal(size + length), header = block;

        Marshal.Copy(samples, offset, block + size, length);
        Marshal.StructureToPtr(new WaveHeader { Data = block + size, Length = (uint)length }, header, false);
        if (waveOutPrepareHeader(device, header, size) != 0 || waveOutWrite(device, header, size) != 0)
            Program.Say("write", "failed");
        return header;
    }

    static void Free(IntPtr device, IntPtr header)
    {
        var written = (WaveHeader)Marshal.PtrToStructure(header, typeof(WaveHeader));

        if ((written.Flags & 1) == 0 || waveOutUnprepareHeader(device, header, size) != 0)
            Program.Say("unprepare", "failed");
        Marshal.FreeHGlobal(header);
    }
}
