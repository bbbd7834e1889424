using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Postgres;

namespace Baton.Engine.Storage.Upkeep;

/// <summary>Adds the counts of old minutes up into hours. The sums stay, and doing it twice changes nothing.</summary>
internal sealed class CounterFolding(long beforeMinute) : Write
{
    private static readonly string Fold = """
        INSERT INTO Counter (Workspace, Minute, Name, Value)
        SELECT Workspace, Minute - Minute % 60, Name, sum(Value) FROM Counter WHERE Minute < ? AND Minute % 60 <> 0
        GROUP BY Workspace, Minute - Minute % 60, Name
        ON CONFLICT (Workspace, Minute, Name) DO UPDATE SET Value = Counter.Value + excluded.Value
        """;

    // Of several nodes each has counted for itself; an hour is nobody's.
    private static readonly string FoldShared = Fold.Replace("Name) DO", "Name, Node) DO", StringComparison.Ordinal);

    private static readonly string Forget = "DELETE FROM Counter WHERE Minute < ? AND Minute % 60 <> 0 RETURNING 1";

    /// <summary>How many minutes' counts went.</summary>
    public int Folded { get; private set; }

    public override void Run(Connection connection)
    {
        connection[connection is ServerConnection ? FoldShared : Fold].Bind(beforeMinute).Run();
        var forget = connection[Forget].Bind(beforeMinute);
        while (forget.Next()) Folded++;
        forget.Reset();
    }
}

/// <summary>Drops what a finished task was given and gave back; the log keeps both.</summary>
internal sealed class TaskSlimming(IReadOnlyList<(string Workspace, string Id)> tasks) : Write
{
    private static readonly string Slim = "UPDATE Task SET Input = NULL, Output = NULL WHERE Workspace = ? AND Id = ?";

    public override void Run(Connection connection)
    {
        foreach (var (workspace, id) in tasks) connection[Slim].Bind(workspace).Bind(id).Run();
    }
}

/// <summary>Forgets uses of tools that no rate counts any more; the log keeps them.</summary>
internal sealed class ToolUseForgetting(string workspace, long before, int most) : Write
{
    private static readonly string Forget = "DELETE FROM ToolUse WHERE Workspace = ? AND Id IN (SELECT Id FROM ToolUse WHERE Workspace = ? AND At < ? ORDER BY At LIMIT ?) RETURNING 1";

    /// <summary>How many went.</summary>
    public int Forgotten { get; private set; }

    public override void Run(Connection connection)
    {
        var forget = connection[Forget].Bind(workspace).Bind(workspace).Bind(before).Bind((long)most);
        while (forget.Next()) Forgotten++;
        forget.Reset();
    }
}
