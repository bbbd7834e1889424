using Baton.Core.Classification;

namespace Baton.Engine.Agents.BuiltIn.Triage;

/// <summary>
/// The labelled requests that triage learns from, embedded in this assembly: public data whose intents <c>mapping.txt</c> translates
/// to our labels, and some written for Baton. Training on them takes about a second: do it once, away from anything that waits.
/// </summary>
public static class TriageExamples
{
    /// <summary>The label of what belongs to no other.</summary>
    public const string Other = "other";

    /// <summary>The label of what only continues a conversation: yes, no, a user id, thanks.</summary>
    public const string FollowUp = "follow-up";

    /// <summary>The examples to train on.</summary>
    public static IReadOnlyList<LabelledText> Training() => [.. Mapped("train.csv"), .. Read("own.csv", "label")];

    /// <summary>Examples kept aside to measure with.</summary>
    public static IReadOnlyList<LabelledText> HeldOut() => Mapped("held-out.csv");

    private static LabelledText[] Mapped(string file)
    {
        var labels = Mapping();
        return [.. Read(file, "intent").Select(example => example with { Label = labels.GetValueOrDefault(example.Label, Other) })];
    }

    private static Dictionary<string, string> Mapping()
    {
        using var reader = Open("mapping.txt");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var label, .. var intents]) continue;
            foreach (var intent in intents) labels.Add(intent, label);
        }

        return labels;
    }

    private static IReadOnlyList<LabelledText> Read(string file, string labelColumn)
    {
        using var reader = Open(file);
        return LabelledFile.Read(reader, labelColumn: labelColumn);
    }

    private static StreamReader Open(string file) => new(typeof(TriageExamples).Assembly.GetManifestResourceStream($"Corpus/triage/{file}")!);
}
