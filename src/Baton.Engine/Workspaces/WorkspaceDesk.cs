using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Workspaces;

/// <summary>The businesses that use this Baton.</summary>
public sealed class WorkspaceDesk(Configurations configurations, PolicyDesk policies, Journal journal, TimeProvider clock)
{
    /// <summary>The workspace that every installation has.</summary>
    public const string First = "default";

    /// <summary>Makes sure that a workspace exists, with the first version of its policy.</summary>
    public async Task EnsureAsync(string workspace, string name, CancellationToken cancel = default)
    {
        if (configurations.Workspaces.Contains(workspace, StringComparer.Ordinal)) return;
        using var unit = journal.Begin(0);
        unit.Put(new WorkspaceRow { Id = workspace, Name = name, Created = clock.GetUtcNow().ToUnix() });
        await journal.SubmitAsync(unit);
        configurations.Set(Configurations.Beginning(workspace));
        await BeginAsync(workspace, cancel);
    }

    /// <summary>Publishes the policy with which every workspace begins.</summary>
    internal Task BeginAsync(string workspace, CancellationToken cancel) => policies.PublishAsync(workspace, PolicyReader.Beginning, Actor.Baton, "The beginning", cancel);
}
