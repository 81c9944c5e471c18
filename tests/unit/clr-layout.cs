// SPDX-License-Identifier: MIT
// Structs of every kind; run, it prints what the runtime says of their native form, which
// clr-layout.c compares with what winshim computes from the file:
//     corlib PATH
//     Name SIZE
//     Name.Field OFFSET
using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

public delegate int Callback(IntPtr context, double value);
public enum Small : byte { A }
public enum Usual { A }
public enum Large : long { A }

namespace Layouts
{
    [StructLayout(LayoutKind.Sequential)] public struct Mixed { public byte a; public int b; public short c; public double d; public byte e; }
    [StructLayout(LayoutKind.Sequential, Pack = 1)] public struct Packed1 { public byte a; public int b; public short c; public double d; }
    [StructLayout(LayoutKind.Sequential, Pack = 2)] public struct Packed2 { public byte a; public int b; public double c; }
    [StructLayout(LayoutKind.Sequential, Pack = 4)] public struct Packed4 { public int a; public long b; public byte c; }
    [StructLayout(LayoutKind.Sequential, Size = 37)] public struct Sized { public int a; public short b; }
    [StructLayout(LayoutKind.Explicit)] public struct Union { [FieldOffset(0)] public int a; [FieldOffset(0)] public double b; [FieldOffset(8)] public short c; }
    [StructLayout(LayoutKind.Explicit, Size = 40)] public struct UnionSized { [FieldOffset(4)] public int a; [FieldOffset(16)] public long b; }
    [StructLayout(LayoutKind.Explicit, Pack = 1)] public struct UnionPacked { [FieldOffset(1)] public int a; [FieldOffset(5)] public short b; }
    public struct Bools { public bool a; [MarshalAs(UnmanagedType.U1)] public bool b; [MarshalAs(UnmanagedType.VariantBool)] public bool c; public byte d; }
    public struct CharsAnsi { public char a; public byte b; public char c; }
    [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)] public struct CharsWide { public char a; public byte b; public char c; }
    [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Auto)] public struct CharsAuto { public char a; [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 7)] public string b; }
    public struct TextAnsi { public int a; [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 11)] public string b; public short c; }
    [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)] public struct TextWide { public byte a; [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 260)] public string b; public int c; }
    public struct Pointers { public byte a; public string b; public IntPtr c; public Callback d; [MarshalAs(UnmanagedType.LPWStr)] public string e; }
    public struct Arrays { public byte a; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 5)] public short[] b; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3)] public double[] c; }
    public struct ArrayOfStructs { public byte a; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3)] public Packed2[] b; }
    public struct ArrayOfBools { public byte a; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3)] public bool[] b; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3, ArraySubType = UnmanagedType.U1)] public bool[] c; }
    public struct Enums { public Small a; public Usual b; public Small c; public Large d; }
    public struct Nested { public byte a; public Mixed b; public Packed1 c; public Enums d; }
    public struct Deep { public byte a; public Nested b; public Nested c; }
    public struct Statics { public static int ignored; public const int Constant = 5; public short a; }
    public struct Guids { public byte a; public Guid b; public byte c; }
    public struct Floats2 { public float a; public float b; }
    public struct Floats4 { public float a; public float b; public float c; public float d; }
    public struct IntAndDouble { public int a; public double b; }
    public struct Rect { public int left; public int top; public int right; public int bottom; }
    public struct Dates { public byte a; public System.Runtime.InteropServices.ComTypes.FILETIME b; public DateTime c; }
    public unsafe struct Fixed { public byte a; public fixed float b[3]; public fixed byte c[5]; }
    public struct One { public double a; }
    public struct Empty { }
    [StructLayout(LayoutKind.Sequential)] public class Formatted { public byte a; public long b; }
    [StructLayout(LayoutKind.Sequential)] public class Derived : Formatted { public byte c; public int d; }
    public struct HasClass { public byte a; public Formatted b; public byte c; }
}

public static class Native
{
    [DllImport("x")] public static extern bool Scalars(bool a, char b, string c, StringBuilder d, Callback e, float f, Small g, ref int h, int[] i, object j);
    [DllImport("x", CharSet = CharSet.Unicode, SetLastError = true, ExactSpelling = true, EntryPoint = "Other", CallingConvention = CallingConvention.Cdecl)]
    public static extern Layouts.Floats2 Structs(Layouts.IntAndDouble a, Layouts.Rect b, Layouts.Mixed c, Layouts.One d, [In, Out] ref Layouts.Nested e, [Out, MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] byte[] f, Guid g, decimal h, KeyValue<int, float> i);
    [DllImport("y", PreserveSig = false)] [return: MarshalAs(UnmanagedType.Bool)] public static extern bool Throws([MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Program), MarshalCookie = "cookie")] object a);
}

public struct KeyValue<K, V> { public K key; public V value; }

public static class Program
{
    public static void Main()
    {
        Console.WriteLine("corlib {0}", typeof(object).Assembly.Location);
        var types = new List<Type>();
        foreach (var type in typeof(Program).Assembly.GetTypes())
            if (type.Namespace == "Layouts" && !type.IsNested)
                types.Add(type);
        foreach (var type in types)
        {
            try { Console.WriteLine("{0} {1}", type.Name, Marshal.SizeOf(type)); }
            catch (ArgumentException) { continue; } // VariantBool: not on .NET outside Windows
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
                Console.WriteLine("{0}.{1} {2}", type.Name, field.Name, (long)Marshal.OffsetOf(type, field.Name));
        }
    }
}
