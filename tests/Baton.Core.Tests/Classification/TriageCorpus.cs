using System.Text.Json;
using Baton.Core.Classification;
using Baton.Core.Tests.Walls;

namespace Baton.Core.Tests.Classification;

/// <summary>The demo's real texts, read from the source tree, and one classifier trained on them for all tests.</summary>
internal static class TriageCorpus
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "src", "Baton.Engine", "Demo", "Corpus");

    public static IReadOnlyList<LabelledText> Training { get; } = Read("train.csv");

    public static IReadOnlyList<LabelledText> HeldOut { get; } = Read("held-out.csv");

    public static TextClassifier Classifier { get; } = TextClassifier.Train(Training);

    /// <summary>What customers say in the recorded conversations, by the conversation's id and the number of the turn.</summary>
    public static IReadOnlyDictionary<(string Conversation, int Turn), string> CustomerTurns { get; } = ReadTurns();

    // The bank questions are enough to test with, and keep the tests fast.
    private static LabelledText[] Read(string file)
    {
        using var reader = new StreamReader(Path.Combine(Folder, "triage", file));
        return [.. LabelledFile.Read(reader, labelColumn: "intent").Where(example => example.Label.StartsWith("banking77/", StringComparison.Ordinal))];
    }

    private static Dictionary<(string, int), string> ReadTurns()
    {
        var turns = new Dictionary<(string, int), string>();
        foreach (var line in new[] { "airline-support", "retail-support" }.SelectMany(shop => File.ReadLines(Path.Combine(Folder, shop, "conversations.jsonl"))))
        {
            var conversation = JsonElement.Parse(line);
            var number = 0;
            foreach (var turn in conversation.GetProperty("turns").EnumerateArray())
            {
                if (turn.GetProperty("role").GetString() == "customer")
                    turns.Add((conversation.GetProperty("id").GetString()!, number), turn.GetProperty("text").GetString()!);
                number++;
            }
        }

        return turns;
    }
}
