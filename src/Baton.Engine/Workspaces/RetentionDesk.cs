using System.Text.Json;
using System.Xml;
using Baton.Core.Customers;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Workspaces;

/// <summary>Keeps how long each workspace's log stays in the database.</summary>
public sealed class RetentionDesk(IDbContextFactory<BatonDb> database, Journal journal, Configurations configurations)
{
    /// <summary>The setting's name.</summary>
    internal const string Setting = "retention";

    /// <summary>The longest that can be asked for.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromDays(36_500);

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan Margin = TimeSpan.FromDays(7);

    /// <summary>What holds in a workspace.</summary>
    public async Task<Retention> FindAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var value = await db.Settings.Where(s => s.Workspace == workspace && s.Name == Setting).Select(s => s.Value).FirstOrDefaultAsync(cancel);
        return value is null ? Retention.Everything : JsonSerializer.Deserialize<Kept>(value)!.Read();
    }

    /// <summary>
    /// The least that may be asked for: a month, or a week more than the longest cooldown of the policy in force. Cooldowns alone read the log
    /// again, after a change of the policy; what caps and holds count is part of each customer's state (<see cref="CustomerState.LongestMemory"/>), which stays.
    /// </summary>
    public TimeSpan LeastOf(string workspace) => configurations.Of(workspace).LongestCooldown + Margin is var longest && longest > Month ? longest : Month;

    /// <summary>Changes it; from the next run of the archiving job on it holds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than <see cref="LeastOf"/> or more than <see cref="Most"/>.</exception>
    public async Task PutAsync(string workspace, Retention retention)
    {
        if (retention.Keep is { } keep && (keep < LeastOf(workspace) || keep > Most)) throw new ArgumentOutOfRangeException(nameof(retention), keep, "Too short or too long.");
        using var unit = journal.Begin(0);
        unit.Put(RowOf(workspace, retention));
        await journal.SubmitAsync(unit);
    }

    /// <summary>The setting as it is kept.</summary>
    internal static SettingRow RowOf(string workspace, Retention retention) => new()
    {
        Workspace = workspace,
        Name = Setting,
        Value = JsonSerializer.Serialize(new Kept(retention.Keep is { } keep ? XmlConvert.ToString(keep) : null, retention.Archive)),
    };

    private sealed record Kept(string? Keep, bool Archive)
    {
        public Retention Read() => new(Keep is null ? null : XmlConvert.ToTimeSpan(Keep), Archive);
    }
}
