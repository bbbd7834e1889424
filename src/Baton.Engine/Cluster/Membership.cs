using Baton.Engine.Storage;
using Baton.Engine.Storage.Postgres;

namespace Baton.Engine.Cluster;

/// <summary>
/// As which node this process writes. A node lives as long as its row in the table of writers: when another node removes that row because this one
/// did not answer, nothing of it can be committed, and the next session that writes begins as a new node.
/// </summary>
internal sealed class Membership
{
    private static readonly string EnterSql = "SELECT EnterNode(?, ?, ?)";

    private long _node;
    private long _gains;

    /// <summary>The node's id; 0 before the first session. It is another one after the node was taken over.</summary>
    public long Node => Volatile.Read(ref _node);

    /// <summary>What people call it.</summary>
    public string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Where other nodes reach it.</summary>
    public string Address { get; set; } = "";

    /// <summary>Rises when lanes were gained: where their strands end is to be read again.</summary>
    public long Gains => Volatile.Read(ref _gains);

    /// <summary>Raised when the node begins as another one: what it had is somebody else's.</summary>
    public event Action? BeganAnew;

    /// <summary>Notes that lanes were gained.</summary>
    public void NoteGain() => Interlocked.Increment(ref _gains);

    /// <summary>Notes that the node is gone; who writes next begins as a new one.</summary>
    public void Forget() => Volatile.Write(ref _node, 0);

    /// <summary>Begins a session that writes; afterwards nothing of an earlier one can be committed.</summary>
    /// <returns>True when the node goes on, or is the first here; false when it was taken over and begins as another one.</returns>
    public bool Enter(ServerConnection session)
    {
        var before = Node;
        var asked = session[EnterSql].Bind(before).Bind(Name).Bind(Address);
        _ = asked.Next();
        var entered = asked.Long(0);
        asked.Reset();
        if (entered == before) return true;
        Volatile.Write(ref _node, entered);
        if (before == 0) return true;
        BeganAnew?.Invoke();
        return false;
    }
}

/// <summary>Says, when disposed, that this process's node is gone.</summary>
internal sealed class Departure(DatabaseServer database) : IDisposable
{
    public void Dispose()
    {
        if (database.Membership.Node == 0) return;
        try
        {
            using var end = database.Say("SELECT EndNode($1)");
            end.Parameters.Add(new() { Value = database.Membership.Node });
            end.ExecuteNonQuery();
            database.Membership.Forget();
        }
        catch (Exception fault) when (fault is Npgsql.NpgsqlException or ObjectDisposedException)
        {
            // The others notice within seconds.
        }
    }
}
