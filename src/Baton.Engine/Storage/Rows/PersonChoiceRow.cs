namespace Baton.Engine.Storage.Rows;

/// <summary>What a person chose for themselves.</summary>
public sealed record PersonChoiceRow
{
    /// <summary>The workspace in which it holds.</summary>
    public required string Workspace { get; init; }

    /// <summary>The person's e-mail, lower-cased.</summary>
    public required string Email { get; init; }

    /// <summary>Of what it is the choice: <c>notifications</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The choice, as JSON.</summary>
    public required string Value { get; init; }
}
