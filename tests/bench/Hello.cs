// SPDX-License-Identifier: MIT
static class Hello
{
    static void Main()
    {
        System.Console.WriteLine("hello");
    }
}
