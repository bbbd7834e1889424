using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Core.Agents;

namespace Baton.Web.Agents;

/// <summary>An agent's definition while a person edits it: texts as typed, and every fault with them beside its field.</summary>
public sealed partial class AgentForm
{
    private readonly AgentDefinition? _known;

    /// <summary>Begins with a definition, or with the name of an agent that has none.</summary>
    public AgentForm(string name, AgentDefinition? known)
    {
        _known = known;
        Name = name;
        if (known is null) return;
        (Department, Kind, Description, BuiltIn, Queue, Fallback) = (known.Department, known.Kind, known.Description ?? "", known.BuiltIn ?? known.Name, known.Queue, known.Fallback ?? "");
        MayPropose = known.MayPropose is { } may ? string.Join(", ", may) : "";
        MinConfidence = known.MinConfidence is { } least ? (least * 100).ToString("0.##", CultureInfo.InvariantCulture) : "";
        MaxAttempts = known.MaxAttempts.ToString(CultureInfo.InvariantCulture);
        TimeoutSeconds = known.Timeout.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);
    }

    public string Name { get; set; }
    public string Department { get; set; } = "";
    public AgentKind Kind { get; set; } = AgentKind.Pull;
    public string Description { get; set; } = "";
    public string BuiltIn { get; set; } = "";

    /// <summary>Kinds of actions, separated by commas; empty allows all.</summary>
    public string MayPropose { get; set; } = "";

    /// <summary>Percent; empty for never.</summary>
    public string MinConfidence { get; set; } = "";

    public string MaxAttempts { get; set; } = "3";
    public string TimeoutSeconds { get; set; } = "60";
    public string Fallback { get; set; } = "";
    public string Queue { get; set; } = "general";

    /// <summary>What is wrong, by the name of the property; empty when it can be saved.</summary>
    public IReadOnlyDictionary<string, string> Faults()
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!GoodName().IsMatch(Name.Trim())) faults[nameof(Name)] = "Lower-case letters, digits and hyphens, at most 64.";
        if (Department.Trim().Length is 0 or > 64) faults[nameof(Department)] = "A department is needed: arbitration goes by it.";
        if (Queue.Trim().Length is 0 or > 64) faults[nameof(Queue)] = "What the agent cannot do needs a queue of people.";
        if (Kind == AgentKind.BuiltIn && BuiltIn.Length == 0) faults[nameof(BuiltIn)] = "Choose which one.";
        if (Fallback.Length > 0 && Fallback.Trim() == Name.Trim()) faults[nameof(Fallback)] = "It cannot fall back on itself.";
        if (MinConfidence.Length > 0 && Number(MinConfidence) is not (>= 0 and <= 100)) faults[nameof(MinConfidence)] = "A number from 0 to 100, or empty.";
        if (Number(MaxAttempts) is not (>= 1 and <= 10) || !int.TryParse(MaxAttempts, CultureInfo.InvariantCulture, out _)) faults[nameof(MaxAttempts)] = "A whole number from 1 to 10.";
        if (Number(TimeoutSeconds) is not (>= 1 and <= 86_400)) faults[nameof(TimeoutSeconds)] = "From 1 second to 86400 (a day).";
        return faults;
    }

    /// <summary>The definition as typed. Only without <see cref="Faults"/>; what the form does not show stays as it was.</summary>
    public AgentDefinition Read()
    {
        var kinds = MayPropose.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (_known ?? new AgentDefinition { Name = "", Department = "" }) with
        {
            Name = Name.Trim(),
            Department = Department.Trim(),
            Kind = Kind,
            Description = Description.Trim() is { Length: > 0 } said ? said : null,
            BuiltIn = Kind == AgentKind.BuiltIn && BuiltIn != Name.Trim() ? BuiltIn : null,
            MayPropose = kinds.Length == 0 ? null : [.. kinds],
            MinConfidence = MinConfidence.Length == 0 ? null : Number(MinConfidence) / 100,
            MaxAttempts = int.Parse(MaxAttempts, CultureInfo.InvariantCulture),
            Timeout = TimeSpan.FromSeconds(Number(TimeoutSeconds)!.Value),
            Fallback = Fallback.Trim() is { Length: > 0 } fallback ? fallback : null,
            Queue = Queue.Trim(),
        };
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex GoodName();
}
