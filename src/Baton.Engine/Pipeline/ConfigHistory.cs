using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Pipeline;

/// <summary>The configurations that a workspace has had, as its log is read. Each row names the one by which it was decided: another node may have learned of a change a moment later.</summary>
internal sealed class ConfigHistory(string workspace, ModelShelf models)
{
    private readonly List<WorkspaceConfig> _all = [Configurations.Beginning(workspace)];

    /// <summary>The last one read.</summary>
    public WorkspaceConfig Last => _all[^1];

    /// <summary>Reads on.</summary>
    public void Add(Event e)
    {
        var next = Configurations.After(Last, e, models);
        if (next.Revision != Last.Revision) _all.Add(next);
    }

    /// <summary>The one by which a row was decided; a row that changes it names the one it makes, and was decided by the one before.</summary>
    public WorkspaceConfig Of(LogRow row)
    {
        if (row.Config == row.Seq) return Last;
        for (var i = _all.Count - 1; i > 0; i--) if (_all[i].Revision <= row.Config) return _all[i];
        return _all[0];
    }
}
