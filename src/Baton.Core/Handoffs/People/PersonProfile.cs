using System.Collections.Immutable;
using Baton.Core.Handoffs.Hours;

namespace Baton.Core.Handoffs.People;

/// <summary>What a person who takes cases can do, how many at once, and when. One of whom nothing was said has what stands here.</summary>
public sealed record PersonProfile
{
    /// <summary>How many cases a person has at once unless their profile says otherwise.</summary>
    public const int UsualCapacity = 5;

    /// <summary>Their e-mail.</summary>
    public required string Email { get; init; }

    /// <summary>What they know, in the words of the queues.</summary>
    public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>The languages they speak, as <c>de</c> or <c>pt-BR</c>.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>How many cases they have at once before none is offered to them; 1 to 100.</summary>
    public int Capacity { get; init; } = UsualCapacity;

    /// <summary>When they work; null when nothing is said about that.</summary>
    public WorkingHours? Hours { get; init; }

    /// <summary>The queues they work; empty for every queue whose cases they may take.</summary>
    public ImmutableArray<string> Queues { get; init; } = [];

    /// <summary>Whether they work that queue.</summary>
    public bool Works(string queue) => Queues.IsEmpty || Queues.Contains(queue, StringComparer.Ordinal);

    /// <summary>Whether they speak a language; who speaks <c>de-AT</c> speaks <c>de</c>, and the other way round.</summary>
    public bool Speaks(string language) => Languages.Any(own => Of(own).Equals(Of(language), StringComparison.OrdinalIgnoreCase));

    private static string Of(string language) => language.Split('-', 2)[0];
}
