using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Chaos;

/// <summary>Which workspaces are there to be tested: only in these agents are made to fail on purpose and traffic is replayed.</summary>
public sealed class TestWorkspaces(Conductor conductor, IDbContextFactory<BatonDb> database, ChaosOptions options)
{
    /// <summary>Under this name the setting is kept.</summary>
    internal const string Setting = "workspace.testing";

    /// <summary>Whether the workspace is one.</summary>
    public async Task<bool> IsOneAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var said = await db.Settings.Where(s => s.Workspace == workspace && s.Name == Setting).Select(s => s.Value).FirstOrDefaultAsync(cancel);
        return said is null ? options.FromTheStart : said == bool.TrueString;
    }

    /// <exception cref="NoTestWorkspaceException">It is none.</exception>
    internal async Task DemandAsync(string workspace, CancellationToken cancel)
    {
        if (!await IsOneAsync(workspace, cancel)) throw new NoTestWorkspaceException();
    }

    /// <summary>Says in the log that it is one, or no longer; the setting goes into the same commit.</summary>
    internal Task<Turn> RecordAsync(string workspace, bool on, Actor by, CancellationToken cancel) =>
        ChaosEvents.RecordAsync(conductor, workspace, EventTypes.TestingChanged, by, json => json.WriteBoolean("on", on), cancel);

    /// <summary>The setting after the event that changed it.</summary>
    internal static SettingRow RowOf(string workspace, Event e) => new() { Workspace = workspace, Name = Setting, Value = (e.Data.Flag("on") == true).ToString() };
}
