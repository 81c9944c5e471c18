// SPDX-License-Identifier: MIT
// Strings.cs - every form in which managed code hands text to a module and gets it back
using System;
using System.Runtime.InteropServices;
using System.Text;

static class Strings
{
    [DllImport("user32.dll")]
    static extern uint RegisterWindowMessageA(string name);

    [DllImport("user32.dll", CharSet = CharSet.Ansi)]
    static extern uint RegisterClipboardFormat(string name);

    [DllImport("kernel32.dll", CharSet = CharSet.Auto)]
    static extern IntPtr CreateWaitableTimer(IntPtr security, bool manual, string name);

    [DllImport("kernel32.dll", CharSet = CharSet.Unicode)]
    static extern IntPtr OpenWaitableTimer(uint access, bool inherit, string name);

    [DllImport("user32.dll", CharSet = CharSet.Unicode, EntryPoint = "RegisterWindowMessage")]
    static extern uint Unicode(string name);

    [DllImport("user32.dll", CharSet = CharSet.Unicode, EntryPoint = "RegisterWindowMessageW", ExactSpelling = true)]
    static extern uint Exact(string name);

    [DllImport("user32.dll", EntryPoint = "RegisterWindowMessageA")]
    static extern uint LPStr([MarshalAs(UnmanagedType.LPStr)] string name);

    [DllImport("user32.dll", EntryPoint = "RegisterWindowMessageW")]
    static extern uint LPWStr([MarshalAs(UnmanagedType.LPWStr)] string name);

    [DllImport("user32.dll", EntryPoint = "RegisterWindowMessageA")]
    static extern uint Bytes(byte[] name);

    [DllImport("user32.dll", EntryPoint = "RegisterWindowMessageW")]
    static extern uint Pointer(IntPtr name);

    [DllImport("user32.dll", EntryPoint = "RegisterWindowMessageW", CharSet = CharSet.Unicode)]
    static extern uint Chars(char[] name);

    [DllImport("user32.dll", EntryPoint = "GetClipboardFormatName", CharSet = CharSet.Unicode)]
    static extern int NameWide(uint format, StringBuilder name, int size);

    [DllImport("user32.dll", EntryPoint = "GetClipboardFormatNameA", CharSet = CharSet.Ansi)]
    static extern int NameAnsi(uint format, StringBuilder name, int size);

    [DllImport("user32.dll", EntryPoint = "GetClipboardFormatName", CharSet = CharSet.Unicode)]
    static extern int NameChars(uint format, [Out] char[] name, int size);

    [DllImport("user32.dll", EntryPoint = "GetClipboardFormatNameA")]
    static extern int NameBytes(uint format, byte[] name, int size);

    [DllImport("user32.dll", EntryPoint = "IsCharAlpha", CharSet = CharSet.Unicode)]
    static extern bool IsAlphaWide(char c);

    [DllImport("user32.dll", EntryPoint = "IsCharAlphaA", CharSet = CharSet.Ansi)]
    static extern bool IsAlphaAnsi(char c);

    [DllImport("user32.dll", EntryPoint = "IsCharAlphaA")]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool IsAlphaByte(byte c);

    [DllImport("user32.dll", EntryPoint = "CharUpperBuff", CharSet = CharSet.Unicode)]
    static extern uint Upper([In, Out] char[] text, uint length);

    // One name with every CharSet in one class: each declaration has its own function.
    [DllImport("kernel32.dll", EntryPoint = "lstrlen", CharSet = CharSet.Unicode)] static extern int LengthWide(string text);
    [DllImport("kernel32.dll", EntryPoint = "lstrlen", CharSet = CharSet.Ansi)] static extern int LengthAnsi(string text);
    [DllImport("kernel32.dll", EntryPoint = "lstrlen", CharSet = CharSet.Auto)] static extern int LengthAuto(string text);
    [DllImport("kernel32.dll", EntryPoint = "lstrlen")] static extern int LengthDefault(byte[] text);

    [DllImport("kernel32.dll", CharSet = CharSet.Ansi)]
    static extern uint GetModuleFileName(IntPtr module, StringBuilder name, int size);

    [DllImport("kernel32.dll", CharSet = CharSet.Unicode)]
    static extern uint GetModuleFileName(IntPtr module, [Out] char[] name, int size);

    public static void CharSets(string[] arguments)
    {
        var ansi = new StringBuilder(300);
        var wide = new char[300];

        Program.Say("lengths", LengthAnsi("né✓") + " " + LengthWide("né✓") + " " + LengthAuto("né✓") + " " +
                               LengthDefault(new byte[] { 65, 66, 0 }) + " " + LengthAnsi("é"));
        GetModuleFileName(IntPtr.Zero, ansi, ansi.Capacity);
        Program.Say("overloads", new string(wide, 0, (int)GetModuleFileName(IntPtr.Zero, wide, wide.Length)) == ansi.ToString() &&
                                 ansi.Length > 5);
    }

    public static void Run(string[] arguments)
    {
        const string name = "Grüße ✓ winshim";
        uint wide = Unicode(name);

        Program.Say("registered", wide >= 0xc000 && wide <= 0xffff);
        Program.Say("default", RegisterWindowMessageA(name) == wide);
        Program.Say("ansi", RegisterClipboardFormat(name) == wide);
        Program.Say("auto", CreateWaitableTimer(IntPtr.Zero, true, name) != IntPtr.Zero &&
                            OpenWaitableTimer(0x100000, false, name) != IntPtr.Zero);
        Program.Say("exact", Exact(name) == wide);
        Program.Say("LPStr", LPStr(name) == wide);
        Program.Say("LPWStr", LPWStr(name) == wide);
        Program.Say("bytes", Bytes(Encoding.UTF8.GetBytes(name + "\0")) == wide);
        Program.Say("chars", Chars((name + "\0").ToCharArray()) == wide);
        Program.Say("pointer", FromPointer(name) == wide);
        Program.Say("other", Unicode(name + "2") != wide);
        Results(wide);
        Program.Say("char", IsAlphaWide('é') + " " + IsAlphaWide('1') + " " + IsAlphaAnsi('x') + " " + IsAlphaByte((byte)'?'));

        var text = "grüße".ToCharArray();
        Upper(text, 4);
        Program.Say("upper", new string(text));
        Program.Say("null", Unicode(null));
    }

    static uint FromPointer(string name)
    {
        IntPtr block = Marshal.StringToHGlobalUni(name);
        uint result = Pointer(block);

        Marshal.FreeHGlobal(block);
        return result;
    }

    static void Results(uint format)
    {
        var wide = new StringBuilder(100);
        var ansi = new StringBuilder(100);
        var chars = new char[100];
        var bytes = new byte[100];

        NameWide(format, wide, wide.Capacity);
        NameAnsi(format, ansi, ansi.Capacity);
        Program.Say("builder", wide);
        Program.Say("ansi builder", ansi);
        Program.Say("char array", new string(chars, 0, NameChars(format, chars, chars.Length)));
        Program.Say("byte array", Encoding.UTF8.GetString(bytes, 0, NameBytes(format, bytes, bytes.Length)));
    }
}
