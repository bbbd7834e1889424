using System.Collections.Immutable;
using System.Text.Json;
using Baton.Engine.Agents.Calling.Llm.Answers;
using Baton.Engine.Tools;

namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>A language model behind a server. One class per protocol; all else about LLM agents is written once, in these words.</summary>
internal interface IModel
{
    /// <summary>Sends what was said so far and reads what the model says next, as it comes.</summary>
    /// <exception cref="ModelException">What went wrong, in words.</exception>
    Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancel);
}

/// <summary>All that a model is sent in one round.</summary>
internal sealed record ModelRequest
{
    public required string Model { get; init; }

    public required string System { get; init; }

    public required IReadOnlyList<ModelTurn> Turns { get; init; }

    public IReadOnlyList<ToolOffer> Tools { get; init; } = [];

    /// <summary>The form of its last answer.</summary>
    public required AnswerForm Form { get; init; }

    public double? Temperature { get; init; }

    public required int MaxOutputTokens { get; init; }
}

/// <summary>One thing that was said.</summary>
internal abstract record ModelTurn
{
    private ModelTurn()
    {
    }

    /// <summary>Baton to the model.</summary>
    public sealed record Told(string Text) : ModelTurn;

    /// <summary>The model, with the tools it wanted.</summary>
    public sealed record Said(ModelReply Reply) : ModelTurn;

    /// <summary>What the tools answered, in the order in which they were wanted.</summary>
    public sealed record Answered(ImmutableArray<ToolReturn> Returns) : ModelTurn;
}

/// <summary>That the model wants to use a tool. Its arguments are as it wrote them.</summary>
internal sealed record ToolUse(string Id, string Tool, string Arguments);

/// <summary>What a tool answered, as the model is told.</summary>
internal sealed record ToolReturn(ToolUse Use, string Text, bool IsFault);

/// <summary>Why a model stopped writing.</summary>
internal enum ModelEnd
{
    /// <summary>It never said: the stream ended before.</summary>
    Unsaid,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>It wants tools.</summary>
    ToolUses,

    /// <summary>It reached the most tokens it may write.</summary>
    Length,

    /// <summary>What it was sent is longer than it can read.</summary>
    TooLong,

    /// <summary>It refused, or a filter of its server stopped it.</summary>
    Refused,

    /// <summary>It wants to go on later, which only tools of its own server bring about.</summary>
    Paused,
}

/// <summary>What a model said in one round.</summary>
internal sealed record ModelReply
{
    public string Text { get; init; } = "";

    public ImmutableArray<ToolUse> Uses { get; init; } = [];

    /// <summary>What it said when it refused.</summary>
    public string? Refusal { get; init; }

    public ModelEnd End { get; init; }

    /// <summary>Why it stopped, in the protocol's own word.</summary>
    public string? EndWord { get; init; }

    /// <summary>The model that answered, as its server calls it.</summary>
    public string? Model { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>The same in the protocol's own form, where it must be sent back word for word.</summary>
    public JsonElement? Own { get; init; }
}
