// SPDX-License-Identifier: MIT
// Unknown.cs - functions and modules that nobody has
using System;
using System.Runtime.InteropServices;

static class Unknown
{
    [DllImport("kernel32.dll")]
    static extern int NoSuchFunctionAnywhere();

    [DllImport("no-such-module.dll")]
    static extern int Anything();

    [DllImport("no-such-library")]
    static extern int Something();

    static void Try(string name, Action action)
    {
        try
        {
            action();
            Program.Say(name, "no exception");
        }
        catch (Exception exception)
        {
            Program.Say(name, exception.GetType().Name);
            Program.Say(name + " text", exception.Message.Replace("\n", " "));
        }
    }

    public static void Function(string[] arguments)
    {
        Try("first", () => NoSuchFunctionAnywhere());
        Try("second", () => NoSuchFunctionAnywhere());
    }

    public static void Module(string[] arguments)
    {
        Try("module", () => Anything());
        Try("library", () => Something());
    }
}
