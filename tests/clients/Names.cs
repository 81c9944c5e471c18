// SPDX-License-Identifier: MIT
// Names.cs - one module under all the names that programs write, and functions by ordinal
using System;
using System.Runtime.InteropServices;

static class Names
{
    const string Set = "SetLastError";

    [DllImport("kernel32.dll", EntryPoint = Set)] static extern void A(uint code);
    [DllImport("kernel32", EntryPoint = Set)] static extern void B(uint code);
    [DllImport("Kernel32.dll", EntryPoint = Set)] static extern void C(uint code);
    [DllImport("Kernel32", EntryPoint = Set)] static extern void D(uint code);
    [DllImport("KERNEL32.DLL", EntryPoint = Set)] static extern void E(uint code);
    [DllImport("KERNEL32", EntryPoint = Set)] static extern void F(uint code);
    [DllImport("kernel32.Dll", EntryPoint = Set)] static extern void G(uint code);
    [DllImport("api-ms-win-core-errorhandling-l1-1-0.dll", EntryPoint = Set)] static extern void H(uint code);
    [DllImport("API-MS-Win-Core-ErrorHandling-L1-1-0", EntryPoint = Set)] static extern void I(uint code);
    [DllImport("kernelbase.dll", EntryPoint = Set)] static extern void J(uint code);
    [DllImport(@"C:\Windows\System32\kernel32.dll", EntryPoint = Set)] static extern void K(uint code);
    [DllImport(@"c:\windows\SYSTEM32\Kernel32", EntryPoint = Set)] static extern void L(uint code);

    [DllImport("kernel32.dll", EntryPoint = "GetLastError")] static extern uint Get();

    public static void Run(string[] arguments)
    {
        var all = new Action<uint>[] { A, B, C, D, E, F, G, H, I, J, K, L };

        for (uint i = 0; i < all.Length; i++)
        {
            all[i](1000 + i);
            Program.Say(((char)('A' + i)).ToString(), Get() == 1000 + i);
        }
    }

    [DllImport("winmm.dll", EntryPoint = "#2")] static extern bool PlaySoundByOrdinal(string name, IntPtr module, uint flags);
    [DllImport("winmm.dll", EntryPoint = "#60000")] static extern bool NoSuchOrdinal();

    public static void Ordinals(string[] arguments)
    {
        const uint purge = 0x40, noDefault = 2;

        Program.Say("PlaySound", PlaySoundByOrdinal(null, IntPtr.Zero, purge | noDefault));
        try
        {
            NoSuchOrdinal();
        }
        catch (EntryPointNotFoundException)
        {
            Program.Say("#60000", "not found");
        }
    }
}
