// SPDX-License-Identifier: MIT
// Message.cs - the other classic: a message box, in each of the spellings that programs use
using System;
using System.Runtime.InteropServices;

static class Message
{
    [DllImport("user32.dll", CharSet = CharSet.Unicode)]
    static extern int MessageBox(IntPtr hWnd, string text, string caption, uint type);

    [DllImport("User32.dll")]
    static extern int MessageBoxA(IntPtr hWnd, string text, string caption, uint type);

    [DllImport("user32", EntryPoint = "MessageBoxW", CharSet = CharSet.Unicode, ExactSpelling = true)]
    static extern int Wide(IntPtr hWnd, string text, string caption, uint type);

    [DllImport("USER32.DLL", EntryPoint = "MessageBoxEx", CharSet = CharSet.Auto, SetLastError = true)]
    static extern int Auto(IntPtr hWnd, string text, string caption, uint type, ushort language);

    public static void Run(string[] arguments)
    {
        const uint okCancel = 1, yesNo = 4, secondButton = 0x100, nonsense = 0xf;

        if (arguments.Length > 0)
        {
            Program.Say("answer", MessageBox(IntPtr.Zero, arguments[0], "winshim", yesNo));
            return;
        }
        Program.Say("ok", MessageBox(IntPtr.Zero, "Grüße aus C# ✓", "Caption é", 0));
        Program.Say("cancel", MessageBoxA(IntPtr.Zero, "Ansi ü", "A", okCancel | secondButton));
        Program.Say("no", Wide(IntPtr.Zero, "Exact", "W", yesNo | secondButton));

        int answer = Auto(IntPtr.Zero, "never shown", "Auto", nonsense, 0), error = Marshal.GetLastWin32Error();
        Program.Say("fails", answer);
        Program.Say("error", error);
    }
}
