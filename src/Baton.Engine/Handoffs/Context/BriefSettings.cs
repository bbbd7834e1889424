using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Context;

/// <summary>Which agent of a workspace writes the summaries of cases, if one does. A change is an event.</summary>
public sealed class BriefSettings(Conductor conductor, Configurations configurations, IDbContextFactory<BatonDb> database)
{
    private const string Setting = "briefs.agent";

    /// <summary>The agent; null when summaries are put together by fixed rules.</summary>
    public async Task<string?> WriterOfAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Settings.Where(s => s.Workspace == workspace && s.Name == Setting).Select(s => s.Value).FirstOrDefaultAsync(cancel) is { Length: > 0 } agent ? agent : null;
    }

    /// <summary>Says who writes them from now on; null for the fixed rules. The same again changes nothing and answers false.</summary>
    /// <exception cref="ArgumentException">There is no such agent, or it is no language model.</exception>
    public async Task<bool> ChooseAsync(string workspace, string? agent, Actor by, CancellationToken cancel = default)
    {
        if (agent is not null && configurations.Of(workspace).Agent(agent) is not { Kind: AgentKind.Llm }) throw new ArgumentException($"There is no agent called {agent} in this workspace that is a language model.", nameof(agent));
        if (agent == await WriterOfAsync(workspace, cancel)) return false;
        await conductor.TakeAsync(workspace, Input.Act("baton/briefs", EventTypes.BriefsChanged, by, Payload.Of(json =>
        {
            if (agent is not null) json.WriteString("agent", agent);
        })), cancel);
        return true;
    }

    internal static void Write(WriteUnit unit, string workspace, Event e)
    {
        if (e.Type == EventTypes.BriefsChanged) unit.Put(new SettingRow { Workspace = workspace, Name = Setting, Value = e.Data.Text("agent") ?? "" });
    }
}
