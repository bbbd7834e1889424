using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.Llm.Protocols;

/// <summary>The blocks of a message as they were streamed: a model that thinks wants its thoughts back word for word beside the tools' answers.</summary>
internal sealed class AnthropicBlocks
{
    private static readonly string[] Streamed = ["text", "thinking", "signature", "partial_json"];

    private readonly SortedDictionary<long, JsonObject> _blocks = [];
    private readonly Dictionary<(long At, string Member), StringBuilder> _pieces = [];

    /// <summary>Takes one event of the stream.</summary>
    public void Take(JsonElement said)
    {
        var at = (long)(said.Number("index") ?? -1);
        if (said.Member("content_block") is { } begun) _blocks[at] = (JsonObject)JsonNode.Parse(begun.GetRawText())!;
        if (said.Member("delta") is not { } delta || !_blocks.ContainsKey(at)) return;
        foreach (var member in Streamed)
        {
            if (delta.Text(member) is not { } piece) continue;
            if (!_pieces.TryGetValue((at, member), out var pieces)) _pieces[(at, member)] = pieces = new StringBuilder();
            pieces.Append(piece);
        }
    }

    /// <summary>All of them.</summary>
    public JsonElement Whole()
    {
        foreach (var ((at, member), pieces) in _pieces)
        {
            if (member == "partial_json") _blocks[at]["input"] = Parsed(pieces.ToString());
            else _blocks[at][member] = (string?)_blocks[at][member] + pieces;
        }

        _pieces.Clear();
        return JsonSerializer.SerializeToElement(new JsonArray([.. _blocks.Values]));
    }

    // Arguments that are no object: the model is told by the answer of the tool.
    private static JsonObject Parsed(string input)
    {
        try
        {
            return JsonNode.Parse(input) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
