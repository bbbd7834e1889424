using Baton.Engine.Storage;
using Baton.Engine.Storage.Verification;
using Microsoft.Data.Sqlite;

namespace Baton.Engine.Tests.Faults;

/// <summary>What must hold after any fault, read from the database once the app is gone.</summary>
internal static class Proof
{
    private static readonly string SeqSql = "SELECT Seq FROM Log WHERE Workspace = ? AND Source = ? AND Id = ?";

    /// <summary>Everything acknowledged is there, where it was said to be, and the data is whole.</summary>
    public static void Holds(string folder, params IEnumerable<Sender> senders) => Holds(new StorageOptions { Data = folder }, senders);

    /// <summary>The same for a database of either kind.</summary>
    public static void Holds(StorageOptions storage, params IEnumerable<Sender> senders)
    {
        using var file = storage.Open();
        using (var connection = file.Open())
        {
            foreach (var (id, seq) in senders.SelectMany(sender => sender.Acknowledged))
            {
                var row = connection[SeqSql].Bind("default").Bind(Sender.Source).Bind(id);
                Assert.True(row.Next(), $"{id} was acknowledged with seq {seq}, and is not there.");
                Assert.Equal(seq, row.Long(0));
                row.Reset();
            }
        }

        var findings = new Verifier(file).Run();
        Assert.True(findings.IsWhole, string.Join('\n', findings.Faults));
        SqliteConnection.ClearAllPools();
    }
}
