using Baton.Core.Events;

namespace Baton.Core.Deciding;

/// <summary>Changes to the MCP servers of a workspace, in words.</summary>
internal static class McpSentences
{
    public static string Of(Event e)
    {
        var name = e.Data.Text("name");
        if (e.Type == EventTypes.McpServerRemoved) return $"{e.Actor.Name} removed the MCP server {name}.";
        var where = e.Data.Member("definition") is { } definition ? definition.Text("address") ?? (definition.Text("command") is { } command ? $"the program {command}" : null) : null;
        return $"{e.Actor.Name} {(e.Data.Flag("changed") == true ? "changed" : "registered")} the MCP server {name}{(where is null ? "" : $" ({where})")}.";
    }
}
