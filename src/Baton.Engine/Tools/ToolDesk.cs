using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Tools;

/// <summary>Defines and removes tools. Each change is an event at one point of the log.</summary>
public sealed class ToolDesk(Conductor conductor, ToolRegistry registry)
{
    /// <summary>The most tools that a workspace may define.</summary>
    public const int Most = 1_000;

    /// <summary>Defines or changes a tool. The same definition again changes nothing and answers false.</summary>
    public async Task<bool> DefineAsync(string workspace, ToolDefinition tool, Actor by, CancellationToken cancel = default) => (await DefineAsync(workspace, [tool], by, cancel))[0];

    /// <summary>Defines or changes several tools, all or none of them; answers which were changed.</summary>
    /// <exception cref="ToolLimitException">There would be too many.</exception>
    public async Task<IReadOnlyList<bool>> DefineAsync(string workspace, IReadOnlyList<ToolDefinition> tools, Actor by, CancellationToken cancel = default)
    {
        var known = registry.DefinedIn(workspace).ToDictionary(t => t.Name, StringComparer.Ordinal);
        if (known.Count + tools.Count(t => !known.ContainsKey(t.Name)) > Most) throw new ToolLimitException($"A workspace has at most {Most} tools; it has {known.Count}, and {tools.Count(t => !known.ContainsKey(t.Name))} would be added.");
        var inputs = new List<Input>();
        var changed = new List<bool>();
        foreach (var tool in tools)
        {
            var definition = ToolJson.Write(tool);
            var before = known.GetValueOrDefault(tool.Name);
            changed.Add(before is null || !JsonElement.DeepEquals(ToolJson.Write(before), definition));
            if (changed[^1]) inputs.Add(InputOf(EventTypes.ToolDefined, tool.Name, by, json => Write(json, tool, definition, before is not null)));
        }

        if (inputs.Count > 0) await conductor.TakeAsync(workspace, inputs, cancel);
        return changed;
    }

    /// <summary>Removes a tool: no agent can use it any more. False when there is none of that name.</summary>
    public async Task<bool> RemoveAsync(string workspace, string name, Actor by, CancellationToken cancel = default)
    {
        if (registry.DefinedIn(workspace).All(t => t.Name != name)) return false;
        await conductor.TakeAsync(workspace, InputOf(EventTypes.ToolRemoved, name, by, _ => { }), cancel);
        return true;
    }

    private static void Write(Utf8JsonWriter json, ToolDefinition tool, JsonElement definition, bool isChange)
    {
        json.WriteString("description", tool.Description);
        if (isChange) json.WriteBoolean("changed", true);
        json.WritePropertyName("definition");
        definition.WriteTo(json);
    }

    private static Input InputOf(string type, string name, Actor by, Action<Utf8JsonWriter> more) => Input.Act("baton/tools", type, by, Payload.Of(json =>
    {
        json.WriteString("tool", name);
        more(json);
    }));
}

/// <summary>A workspace would have too many tools.</summary>
public sealed class ToolLimitException(string message) : Exception(message);
