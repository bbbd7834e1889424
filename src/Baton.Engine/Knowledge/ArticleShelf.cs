using System.Collections.Concurrent;
using Baton.Core.Knowledge;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Knowledge;

/// <summary>The articles of each workspace, ready to be searched. What was proposed and not accepted is not among them.</summary>
public sealed class ArticleShelf(Database database) : IDisposable
{
    private readonly ReadConnections _connections = new(database);
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>The index over the articles of a workspace as they are now. It is made again only after one was put or removed, here or on another node.</summary>
    public ArticleIndex Of(string workspace)
    {
        var state = StateOf(workspace);
        if (_held.TryGetValue(workspace, out var held) && held.State == state) return held.Index;
        // Read after the state: a change between the two is in the index, and the next one to ask makes it once more.
        held = new Held(state, new ArticleIndex(Read(workspace)));
        _held[workspace] = held;
        return held.Index;
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private (long Count, long Last) StateOf(string workspace)
    {
        using var query = _connections.Prepare(ArticleTable.State);
        query.Statement.Bind(workspace);
        return query.Read(row => (row.Long(0), row.Long(1)))[0];
    }

    private List<Article> Read(string workspace)
    {
        using var query = _connections.Prepare(ArticleTable.Accepted);
        query.Statement.Bind(workspace);
        return query.Read(row => Article.Of(row.Text(0), row.Text(1), Article.TagsOf(row.Text(2)), row.Text(3)));
    }

    private sealed record Held((long Count, long Last) State, ArticleIndex Index);
}
