using System.Reflection;
using System.Text.RegularExpressions;
using Baton.Core.Conditions;
using Baton.Core.Events;

namespace Baton.Core.Tests.Events;

/// <summary>The documentation says what the code does.</summary>
public sealed partial class DocumentedTypesTests
{
    public static TheoryData<string> Types => [.. typeof(EventTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).Where(t => t != EventTypes.Reserved)];

    [Theory, MemberData(nameof(Types))]
    public void Every_understood_type_stands_in_the_table(string type) => Assert.Contains($"\n| `{type}` |", Document("events.md"), StringComparison.Ordinal);

    [Fact]
    public void Every_type_in_the_table_is_understood() =>
        Assert.Equal(Types.Select(t => t.Data).Order(), FirstCell().Matches(Document("events.md")).Select(m => m.Groups[1].Value).Order());

    [Fact]
    public void Types_said_to_need_a_route_are_unrouted_without_one_and_the_others_are_not()
    {
        foreach (var row in Document("events.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && (line.EndsWith("| yes |", StringComparison.Ordinal) || line.EndsWith("| no |", StringComparison.Ordinal))))
        {
            var decision = new Stories.Story().Tell(FirstCell().Match("\n" + row).Groups[1].Value, new { text = "hello", doNotContact = false });
            Assert.Equal(row.EndsWith("| yes |", StringComparison.Ordinal) ? Core.Deciding.EventOutcome.Unrouted : Core.Deciding.EventOutcome.Handled, decision.Outcome);
        }
    }

    [Fact]
    public void Every_operator_stands_in_the_table() =>
        Assert.All(ConditionReader.OperatorNames, op => Assert.Contains($"`{op}`", Document("conditions.md"), StringComparison.Ordinal));

    [Fact]
    public void Every_field_in_the_table_is_a_field()
    {
        var fields = FieldName().Matches(Document("conditions.md")).Select(m => m.Groups[1].Value.Replace("<name>", "x", StringComparison.Ordinal)).Distinct().ToList();

        Assert.True(fields.Count > 20);
        Assert.All(fields, path => Assert.NotNull(Field.Find(path, out _)));
    }

    private static string Document(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Console.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", name)).ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\n\| `([\w.-]+)` \|")]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"`((?:event|customer|agent|action)\.[\w.<>]+)`")]
    private static partial Regex FieldName();
}
