// SPDX-License-Identifier: MIT
// Ini.cs - initialization files, the most copied class of the P/Invoke world
using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

static class Ini
{
    [DllImport("kernel32", CharSet = CharSet.Unicode)]
    static extern bool WritePrivateProfileString(string section, string key, string value, string file);

    [DllImport("kernel32", CharSet = CharSet.Unicode)]
    static extern int GetPrivateProfileString(string section, string key, string fallback, StringBuilder value, int size, string file);

    [DllImport("kernel32", CharSet = CharSet.Unicode)]
    static extern int GetPrivateProfileString(string section, string key, string fallback, char[] value, int size, string file);

    [DllImport("KERNEL32.DLL", EntryPoint = "GetPrivateProfileIntA")]
    static extern uint GetInt(string section, string key, int fallback, string file);

    static string Read(string section, string key, string fallback, string file, int size = 255)
    {
        var value = new StringBuilder(size);

        GetPrivateProfileString(section, key, fallback, value, size, file);
        return value.ToString();
    }

    static string Names(string section, string file)
    {
        var buffer = new char[1000];
        int length = GetPrivateProfileString(section, null, "", buffer, buffer.Length, file);

        return new string(buffer, 0, length).TrimEnd('\0').Replace('\0', ',');
    }

    public static void Run(string[] arguments)
    {
        string file = Path.Combine(arguments[0], "settings.ini");

        Program.Say("written", WritePrivateProfileString("Window", "Width", "640", file));
        WritePrivateProfileString("Window", "Title", "Grüße", file);
        WritePrivateProfileString("Paths", "Last", @"C:\data", file);
        Program.Say("exists", File.Exists(file));
        Program.Say("title", Read("window", "TITLE", "?", file));
        Program.Say("width", GetInt("Window", "Width", -1, file));
        Program.Say("missing", Read("Window", "Height", "480", file));
        Program.Say("short", Read("Window", "Title", "?", file, 4));
        Program.Say("sections", Names(null, file));
        Program.Say("keys", Names("Window", file));
        Program.Say("deleted", WritePrivateProfileString("Window", null, null, file));
        Program.Say("left", Names(null, file));
    }
}
