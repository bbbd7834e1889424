using System.Runtime.CompilerServices;

namespace Baton.Engine.Tests.Walls;

/// <summary>The source tree, as the wall tests read it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Source { get; } = Path.Combine(Root, "src");

    public static IReadOnlyList<string> Projects { get; } = ["Baton.Core", "Baton.Engine", "Baton.Web"];

    /// <summary>Every hand-written file with this ending under a folder, build output left out.</summary>
    public static IEnumerable<string> Files(string folder, string ending) =>
        Directory.EnumerateFiles(folder, "*" + ending, SearchOption.AllDirectories).Where(IsHandWritten);

    /// <summary>The names of all folders at any depth under a folder, build output left out.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Where(IsHandWritten);

    private static bool IsHandWritten(string path) =>
        !Path.GetRelativePath(Root, path).Split('/', '\\').Any(part => part is "bin" or "obj" or "wwwroot" or "data");

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        var folder = new FileInfo(thisFile).Directory;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Console.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Console.sln above {thisFile}.");
    }
}
