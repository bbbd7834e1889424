using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Verification;
using Microsoft.Data.Sqlite;

namespace Baton.Engine.Tests.Faults;

/// <summary>What must hold after any fault, read from the data folder once the app is gone.</summary>
internal static class Proof
{
    /// <summary>Everything acknowledged is there, where it was said to be, and the data is whole.</summary>
    public static void Holds(string folder, params IEnumerable<Sender> senders)
    {
        var file = new DatabaseFile(folder);
        using (var lookups = new LogLookups(file))
        {
            foreach (var (id, seq) in senders.SelectMany(sender => sender.Acknowledged)) Assert.Equal(seq, lookups.FindDuplicate("default", Sender.Source, id));
        }

        var findings = new Verifier(file).Run();
        Assert.True(findings.IsWhole, string.Join('\n', findings.Faults));
        SqliteConnection.ClearAllPools();
    }
}
