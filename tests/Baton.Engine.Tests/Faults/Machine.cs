using System.Diagnostics;

namespace Baton.Engine.Tests.Faults;

/// <summary>What is asked of the machine under the app: disks of its own, signals.</summary>
internal static class Machine
{
    /// <summary>Only root may mount disks. Where it is root, a fault test runs and is never skipped.</summary>
    public static void NeedsRoot() => Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Mounting a disk needs root on Linux.");

    /// <summary>Runs a program; it must succeed.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {said}");
    }
}

/// <summary>A small disk of its own, gone afterwards.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-disk-");
    private readonly string? _image;

    private SmallDisk(int megabytes, bool inMemory)
    {
        if (inMemory)
        {
            Machine.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path);
            return;
        }

        _image = Path + ".img";
        using (var image = File.Create(_image)) image.SetLength((long)megabytes << 20);
        Machine.Run("mkfs.ext4", "-q", "-F", _image);
        Machine.Run("mount", "-o", "loop", _image, Path);
    }

    public string Path => _folder.FullName;

    /// <summary>In memory, so that it is fast.</summary>
    public static SmallDisk OfMemory(int megabytes) => new(megabytes, inMemory: true);

    /// <summary>A file system in a file, which can break.</summary>
    public static SmallDisk OfFile(int megabytes) => new(megabytes, inMemory: false);

    /// <summary>What a file system does on its own when the disk under it fails: from now on it can only be read, whoever has files open.</summary>
    public void BecomeReadOnly() => Machine.Run("mount", "-o", "remount,abort", Path);

    /// <summary>As after a repair: checked and mounted again.</summary>
    public void Repair()
    {
        Machine.Run("umount", Path);
        using (var check = Process.Start("e2fsck", ["-y", _image!])) check.WaitForExit(); // 1: it mended something
        Machine.Run("mount", "-o", "loop", _image!, Path);
    }

    public void Dispose()
    {
        Machine.Run("umount", Path);
        _folder.Delete();
        if (_image is not null) File.Delete(_image);
    }
}
