using System.Collections.Immutable;

namespace Baton.Core.Conditions;

/// <summary>What a field holds.</summary>
public enum FieldType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A moment, as RFC 3339 text.</summary>
    Time,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A list.</summary>
    List,

    /// <summary>Whatever the data hold.</summary>
    Unknown,
}

/// <summary>One field that a condition can name, as people and programs need to know it.</summary>
/// <param name="Path">As written in a condition.</param>
/// <param name="Key">The same for all paths that read the same: <c>customer.plan</c> and <c>customer.attributes.Plan</c> have one key.</param>
/// <param name="Subject">What it belongs to.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Name">What people call it.</param>
public sealed record FieldInfo(string Path, string Key, FieldSubject Subject, FieldType Type, string Name)
{
    /// <summary>Whether it is there whenever its subject is.</summary>
    public bool IsAlwaysThere { get; init; }

    /// <summary>Whether it counts something: whole and not below zero.</summary>
    public bool IsCount { get; init; }

    /// <summary>The only texts that it can hold; empty when it can hold any.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Whether it is a member of data or an attribute: anybody may send any, of any type.</summary>
    public bool IsFree { get; init; }

    /// <summary>Whether a condition there can see it.</summary>
    public bool MeansSomethingIn(ConditionPlace place) => place.Sees(Subject);
}
