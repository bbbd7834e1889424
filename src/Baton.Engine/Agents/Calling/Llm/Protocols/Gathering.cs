using System.Text;

namespace Baton.Engine.Agents.Calling.Llm.Protocols;

/// <summary>What a model writes, piece by piece. More than it was allowed to write is a fault, whatever its server thinks of it.</summary>
internal sealed class Gathering(int maxOutputTokens)
{
    // No language needs so many letters for a token; the rest is room for short answers.
    private readonly long _most = 4096 + (16L * maxOutputTokens);
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _refusal = new();
    private readonly SortedDictionary<long, Wanted> _uses = [];
    private readonly int _tokens = maxOutputTokens;
    private long _length;

    public void Text(string? piece)
    {
        Count(piece);
        _text.Append(piece);
    }

    public void Refusal(string? piece)
    {
        Count(piece);
        _refusal.Append(piece);
    }

    /// <summary>What it thinks counts, and is no part of the answer.</summary>
    public void Thought(string? piece) => Count(piece);

    /// <summary>Adds to the use of a tool at that place; each part may come once or in pieces.</summary>
    public void Use(long at, string? id, string? tool, string? arguments)
    {
        if (!_uses.TryGetValue(at, out var wanted)) _uses[at] = wanted = new Wanted();
        if (!string.IsNullOrEmpty(id)) wanted.Id = id;
        if (!string.IsNullOrEmpty(tool)) wanted.Tool = tool;
        Count(arguments);
        wanted.Arguments.Append(arguments);
    }

    /// <summary>All of it.</summary>
    public ModelReply Whole() => new()
    {
        Text = _text.ToString(),
        Refusal = _refusal.Length == 0 ? null : _refusal.ToString(),
        Uses = [.. _uses.Select(u => new ToolUse(u.Value.Id.Length > 0 ? u.Value.Id : $"call_{u.Key}", u.Value.Tool, u.Value.Arguments.Length == 0 ? "{}" : u.Value.Arguments.ToString()))],
    };

    private void Count(string? piece)
    {
        _length += piece?.Length ?? 0;
        if (_length > _most) throw new ModelException($"The model wrote more than its limit of {_tokens:N0} tokens allows and was cut off.") { Kind = "too_large" };
    }

    private sealed class Wanted
    {
        public string Id { get; set; } = "";

        public string Tool { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
