using System.Globalization;
using System.Runtime.CompilerServices;

namespace Baton.Browser.Tests.Running;

/// <summary>What the tests leave behind for people to look at: pictures and measured figures, in the folder "artifacts".</summary>
public static class Artifacts
{
    /// <summary>Set when the pictures of the documentation are to be taken anew.</summary>
    private static bool RefreshesDocs => Environment.GetEnvironmentVariable("BATON_SCREENSHOTS") is "1" or "true";

    /// <summary>Keeps a picture, and refreshes the one in "docs" when asked to.</summary>
    public static async Task KeepAsync(string name, byte[] picture)
    {
        await File.WriteAllBytesAsync(Path.Combine(Folder("artifacts"), name), picture);
        if (RefreshesDocs)
            await File.WriteAllBytesAsync(Path.Combine(Folder("docs"), name), picture);
    }

    /// <summary>Notes a measured figure: in the test's output, and as a line of "artifacts/figures.txt".</summary>
    public static void Note(string what, double value, string unit)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0.#} {unit}");
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        File.AppendAllLines(Path.Combine(Folder("artifacts"), "figures.txt"), [line]);
    }

    private static string Folder(string name, [CallerFilePath] string thisFile = "") =>
        Directory.CreateDirectory(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", name))).FullName;
}
