using System.Collections.Immutable;
using Baton.Core.Agents.Experiments;

namespace Baton.Core.Agents;

/// <summary>The versions of one agent beside the one in force.</summary>
public sealed record AgentVersions
{
    /// <summary>So many of the last versions are at hand for work that began with them; older work goes on with the version in force.</summary>
    public const int Most = 20;

    /// <summary>None but the one in force.</summary>
    public static AgentVersions None { get; } = new();

    /// <summary>Those that were in force or tried before, in the order of their numbers.</summary>
    public ImmutableArray<AgentDefinition> Past { get; init; } = [];

    /// <summary>The one that is tried; null when none is.</summary>
    public Experiment? Experiment { get; init; }

    /// <summary>With one more that is past.</summary>
    public AgentVersions With(AgentDefinition past)
    {
        if (past.Version == 0) return this;
        var all = Past.RemoveAll(p => p.Version == past.Version).Add(past).Sort((a, b) => a.Version.CompareTo(b.Version));
        return this with { Past = all.Length <= Most ? all : all.RemoveRange(0, all.Length - Most) };
    }

    /// <summary>The definition of a version; null when it is not at hand.</summary>
    public AgentDefinition? Of(int version) => Experiment?.Candidate.Version == version ? Experiment.Candidate : Past.FirstOrDefault(p => p.Version == version);

    /// <summary>The number of the next definition.</summary>
    /// <param name="current">The version in force.</param>
    public int Next(AgentDefinition current) => Math.Max(Math.Max(current.Version, 1), Math.Max(Experiment?.Candidate.Version ?? 0, Past.IsEmpty ? 0 : Past.Max(p => p.Version))) + 1;
}
