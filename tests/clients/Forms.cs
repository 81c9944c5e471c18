// SPDX-License-Identifier: MIT
// Forms.cs - the classic window: a button opens a file dialog, the chosen file's name goes to a
// text box and the file is played to its end
using System;
using System.Drawing;
using System.IO;
using System.Runtime.InteropServices;
using System.Windows.Forms;

class PlayerForm : Form
{
    [DllImport("winmm.DLL", EntryPoint = "PlaySound", SetLastError = true, CharSet = CharSet.Unicode, ThrowOnUnmappableChar = true)]
    static extern bool PlaySound(string szSound, IntPtr hMod, PlaySoundFlags flags);

    [Flags]
    enum PlaySoundFlags : int
    {
        SND_SYNC = 0x0000,
        SND_ASYNC = 0x0001,
        SND_NODEFAULT = 0x0002,
        SND_LOOP = 0x0008,
        SND_NOSTOP = 0x0010,
        SND_NOWAIT = 0x00002000,
        SND_FILENAME = 0x00020000,
        SND_RESOURCE = 0x00040004
    }

    readonly Button button = new Button { Text = "Play a file", Location = new Point(20, 20), Size = new Size(120, 30) };
    readonly TextBox box = new TextBox { Location = new Point(20, 65), Size = new Size(340, 24), TabStop = false };
    readonly string folder;

    PlayerForm(string folder)
    {
        this.folder = folder;
        Text = "winshim player";
        ClientSize = new Size(380, 110);
        Controls.Add(button);
        Controls.Add(box);
        button.Click += OnPlay;
        Shown += (sender, e) => Console.WriteLine("shown");
    }

    void OnPlay(object sender, EventArgs e)
    {
        var dialog = new OpenFileDialog
        {
            Title = "Browse to find sound file to play",
            InitialDirectory = folder,
            Filter = "Wav Files (*.wav)|*.wav",
            RestoreDirectory = true
        };

        Console.WriteLine("dialog");
        if (dialog.ShowDialog() != DialogResult.OK)
            return;
        box.Text = dialog.FileName;
        box.Refresh();
        Console.WriteLine("chosen {0}", Path.GetFileName(box.Text));
        Console.WriteLine("played {0}", PlaySound(dialog.FileName, IntPtr.Zero, PlaySoundFlags.SND_SYNC));
        Close();
    }

    [STAThread]
    static void Main(string[] arguments)
    {
        Console.Out.Flush();
        Application.EnableVisualStyles();
        Application.Run(new PlayerForm(arguments[0]));
    }
}
