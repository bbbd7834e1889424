using System.Text.Json;

namespace Baton.Engine.Tools;

/// <summary>What one task's agent may use. Every use is judged, limited and recorded by it; a denied use says why, to the agent and to people.</summary>
public interface IToolbox
{
    /// <summary>The tools granted, with what an agent must know to use them.</summary>
    IReadOnlyList<ToolOffer> Offers { get; }

    /// <summary>Uses a tool. Throws only when cancelled: whatever else goes wrong is said in the answer.</summary>
    /// <param name="tool">The name of an offer. Another name is denied.</param>
    /// <param name="arguments">As the offer's schema says.</param>
    /// <param name="cancel">Gives up.</param>
    Task<ToolAnswer> UseAsync(string tool, JsonElement arguments, CancellationToken cancel);
}

/// <summary>A tool as an agent sees it.</summary>
/// <param name="Name">Letters, digits, hyphens and underscores, at most 64.</param>
/// <param name="Description">What it does and when to use it.</param>
/// <param name="Arguments">JSON Schema of an object.</param>
/// <param name="Writes">Whether it changes something.</param>
public sealed record ToolOffer(string Name, string Description, JsonElement Arguments, bool Writes);

/// <summary>What came of using a tool.</summary>
/// <param name="Fault">What went wrong, or why it was denied, in one sentence; null when it worked.</param>
/// <param name="Result">What it answered.</param>
public sealed record ToolAnswer(string? Fault, JsonElement? Result = null);

/// <summary>For agents without tools.</summary>
public sealed class NoTools : IToolbox
{
    /// <summary>The one there is.</summary>
    public static NoTools Instance { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<ToolOffer> Offers => [];

    /// <inheritdoc/>
    public Task<ToolAnswer> UseAsync(string tool, JsonElement arguments, CancellationToken cancel) => Task.FromResult(new ToolAnswer($"There is no tool called {tool}."));
}
