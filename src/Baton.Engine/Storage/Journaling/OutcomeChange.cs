using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Journaling;

/// <summary>The one column of the log that moves on after a row was written.</summary>
internal sealed class OutcomeChange(long seq, LogOutcome outcome) : Write
{
    private static readonly string Sql = "UPDATE Log SET Outcome = ? WHERE Seq = ?";

    public override void Run(Connection connection) => connection[Sql].Bind((long)outcome).Bind(seq).Run();
}
