using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Credentials;

/// <summary>A credential as people see it: everything but its value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hosts">Where it may be sent.</param>
/// <param name="Created">When it was first made.</param>
/// <param name="Rotated">Since when this value is in force.</param>
/// <param name="Author">Who gave this value.</param>
/// <param name="PreviousUntil">Until when the value before is in force beside it; null when none is.</param>
/// <param name="LastUsed">When it was last used, to the minute; null for never.</param>
/// <param name="Agents">The agents that use it.</param>
public sealed record CredentialView(string Name, IReadOnlyList<string> Hosts, DateTimeOffset Created, DateTimeOffset Rotated, string Author, DateTimeOffset? PreviousUntil, DateTimeOffset? LastUsed, IReadOnlyList<string> Agents);

/// <summary>Takes credentials in, rotates and deletes them. Each change is an event without the value, which nobody can read again.</summary>
public sealed class CredentialDesk(IDbContextFactory<BatonDb> database, Journal journal, Conductor conductor, Configurations configurations, ISecretBox box, TimeProvider clock)
{
    /// <summary>The longest time for which the value before stays in force.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);

    /// <summary>Every credential of a workspace, by name.</summary>
    public async Task<IReadOnlyList<CredentialView>> ListAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await db.Credentials.Where(c => c.Workspace == workspace && c.Since != null).ToListAsync(cancel);
        var (now, agents) = (clock.GetUtcNow().ToUnix(), configurations.Of(workspace).Agents.Values);
        return
        [
            .. from row in rows
               where row.Until is null
               orderby row.Name
               let previous = rows.Where(r => r.Name == row.Name && r.Until > now).Max(r => r.Until)
               select new CredentialView(row.Name, row.Hosts.Split(' '), row.Created.ToTime(), row.Since!.Value.ToTime(), row.Author, previous.ToTime(), row.LastUsed.ToTime(), UsersOf(row.Name, agents)),
        ];
    }

    /// <summary>Puts a credential, or gives one another value; true when it is new. Calls from now on use it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="given">What is to be in force. The hosts cannot be changed without the value: else whoever may change settings could have it sent to himself.</param>
    /// <param name="by">Who gives it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<bool> PutAsync(string workspace, GivenCredential given, Actor by, CancellationToken cancel = default)
    {
        var known = await FindAsync(workspace, given.Name, cancel);
        var now = clock.GetUtcNow();
        var row = new CredentialRow
        {
            Workspace = workspace,
            Name = given.Name,
            Version = Guid.CreateVersion7().ToString("N"),
            Sealed = new CredentialSeal(given.Value, given.Hosts).Close(box, workspace, given.Name),
            Hosts = string.Join(' ', given.Hosts),
            Author = by.Name,
            Created = known?.Created ?? now.ToUnix(),
        };
        using (var unit = journal.Begin(0))
        {
            unit.Offer(row);
            await journal.SubmitAsync(unit);
        }

        await RecordAsync(workspace, CredentialRecords.Put(row, given.Hosts, known is not null, now + given.Overlap), EventTypes.CredentialPut, by, cancel);
        return known is null;
    }

    /// <summary>Deletes a credential: from now on nothing can be called with it. False when there is none of that name.</summary>
    public async Task<bool> DeleteAsync(string workspace, string name, Actor by, CancellationToken cancel = default)
    {
        if (await FindAsync(workspace, name, cancel) is null) return false;
        await RecordAsync(workspace, CredentialRecords.Deleted(name), EventTypes.CredentialDeleted, by, cancel);
        return true;
    }

    private async Task<CredentialRow?> FindAsync(string workspace, string name, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Credentials.FirstOrDefaultAsync(c => c.Workspace == workspace && c.Name == name && c.Since != null && c.Until == null, cancel);
    }

    private Task<Turn> RecordAsync(string workspace, JsonElement data, string type, Actor by, CancellationToken cancel) => conductor.TakeAsync(workspace, Input.Act("baton/credentials", type, by, data), cancel);

    private static List<string> UsersOf(string name, IEnumerable<AgentDefinition> agents) =>
        [.. agents.Where(a => a.Llm?.Credential == name || a.Http?.Credential == name || a.Http?.Secret == name || a.A2a?.Credential == name).Select(a => a.Name).Order(StringComparer.Ordinal)];
}
