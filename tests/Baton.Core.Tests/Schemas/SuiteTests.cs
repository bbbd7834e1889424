using System.Text.Json;
using Baton.Core.Policies;
using Baton.Core.Schemas;
using Baton.Core.Tests.Walls;

namespace Baton.Core.Tests.Schemas;

/// <summary>The JSON Schema Test Suite's cases for 2020-12 (Suite/, with its licence), every one of them.</summary>
public sealed class SuiteTests
{
    /// <summary>Groups that cannot be kept, by file and description, each with why. A group that comes to be kept must leave this list.</summary>
    private static readonly Dictionary<(string File, string Group), string> Excluded = new()
    {
        [("dynamicRef.json", "strict-tree schema, guards against misspelled properties")] = Fetches,
        [("dynamicRef.json", "$ref and $dynamicAnchor are independent of order - $defs first")] = Fetches,
        [("dynamicRef.json", "$ref and $dynamicAnchor are independent of order - $ref first")] = Fetches,
        [("refRemote.json", "remote ref")] = Fetches,
        [("refRemote.json", "fragment within remote ref")] = Fetches,
        [("refRemote.json", "ref within remote ref")] = Fetches,
        [("refRemote.json", "base URI change")] = Fetches,
        [("refRemote.json", "base URI change - change folder in subschema")] = Fetches,
        [("refRemote.json", "root ref in remote ref")] = Fetches,
        [("refRemote.json", "Location-independent identifier in remote ref")] = Fetches,
        [("refRemote.json", "retrieved nested refs resolve relative to their URI not $id")] = Fetches,
        [("refRemote.json", "remote HTTP ref with different URN $id")] = Fetches,
        [("refRemote.json", "remote HTTP ref with nested absolute ref")] = Fetches,
        [("vocabulary.json", "schema that uses custom metaschema with with no validation vocabulary")] = Dialect,
        [("vocabulary.json", "ignore unrecognized optional vocabulary")] = Dialect,
    };

    private const string Fetches = "Refers to a schema that would have to be fetched; a contract stands on its own.";
    private const string Dialect = "Names a dialect of its own, whose meta-schema would have to be fetched.";

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(SourceTree.Root, "tests", "Baton.Core.Tests", "Schemas", "Suite");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_of_the_suite_is_judged_as_the_standard_says(string file)
    {
        var wrong = Groups(file).Where(g => !Excluded.ContainsKey((file, g.Description))).SelectMany(g => WrongIn(g.Group).Select(w => $"{g.Description}: {w}")).ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void What_is_excluded_is_still_not_kept()
    {
        var kept = Excluded.Keys.Where(e => !Groups(e.File).Where(g => g.Description == e.Group).SelectMany(g => WrongIn(g.Group)).Any()).ToList();

        Assert.Empty(kept);
    }

    [Fact]
    public void A_schema_that_is_excluded_is_refused_and_never_read_as_something_else()
    {
        var read = Excluded.Keys.Where(e => Groups(e.File).Where(g => g.Description == e.Group).Any(g => JsonSchema.Read(g.Group.GetProperty("schema"), new List<Fault>()) is not null)).ToList();

        Assert.Empty(read);
    }

    private static List<(string Description, JsonElement Group)> Groups(string file)
    {
        using var suite = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        return suite.RootElement.Clone().EnumerateArray().Select(g => (g.GetProperty("description").GetString()!, g)).ToList();
    }

    private static IEnumerable<string> WrongIn(JsonElement group)
    {
        var faults = new List<Fault>();
        var schema = JsonSchema.Read(group.GetProperty("schema"), faults);
        if (schema is null) return [$"refused: {string.Join(' ', faults.Select(f => $"{f.Pointer}: {f.Detail}"))}"];
        return group.GetProperty("tests").EnumerateArray()
            .Select(t => (What: t.GetProperty("description").GetString(), Valid: t.GetProperty("valid").GetBoolean(), Found: schema.Validate(t.GetProperty("data"))))
            .Where(t => t.Valid != (t.Found.Count == 0))
            .Select(t => $"'{t.What}' should be {(t.Valid ? "valid" : "invalid")}{string.Concat(t.Found.Select(f => $" {f.Pointer} {f.Sentence}"))}");
    }
}
