using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Core.Tools.OpenApi;

namespace Baton.Engine.Tools.Importing;

/// <summary>Makes tools of an OpenAPI document.</summary>
public sealed class ToolImport(ToolDesk desk, ToolRegistry registry)
{
    /// <summary>The longest document, in characters.</summary>
    public const int Longest = 8 * 1024 * 1024;

    /// <summary>What a document holds; <see cref="ToolReading.Fault"/> says why nothing, if it cannot be read. Nothing is made.</summary>
    /// <param name="text">The document, JSON or YAML.</param>
    /// <param name="wish">How it is to be read.</param>
    public static ToolReading Read(string text, OpenApiWish wish)
    {
        if (text.Length > Longest) return new ToolReading("", [], [], $"The document is longer than {Longest / 1024 / 1024} MB. Take out what no agent needs.");
        try
        {
            return Checked(OpenApiDocument.Read(text.AsSpan().TrimStart() is ['{', ..] ? JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false }) : YamlText.Read(text), wish));
        }
        catch (JsonException fault)
        {
            return new ToolReading("", [], [], $"The document can be read neither as JSON nor as YAML. {fault.Message}");
        }
    }

    /// <summary>The names among these that the workspace has already.</summary>
    public IReadOnlySet<string> Known(string workspace) => registry.DefinedIn(workspace).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Defines tools that were read.</summary>
    /// <exception cref="ToolLimitException">There would be too many.</exception>
    public Task MakeAsync(string workspace, IEnumerable<ReadTool> tools, Actor by, CancellationToken cancel = default) => desk.DefineAsync(workspace, [.. tools.Select(t => t.Tool)], by, cancel);

    // What a registry would refuse is left out, with why.
    private static ToolReading Checked(ToolReading reading)
    {
        var faults = reading.Tools.ToDictionary(t => t, t => ToolChecks.FaultsOf(t.Tool));
        return reading with
        {
            Tools = [.. reading.Tools.Where(t => faults[t].Count == 0)],
            LeftOut = [.. reading.LeftOut, .. reading.Tools.Where(t => faults[t].Count > 0).Select(t => new LeftOut(t.Operation, faults[t][0].Detail))],
        };
    }
}
