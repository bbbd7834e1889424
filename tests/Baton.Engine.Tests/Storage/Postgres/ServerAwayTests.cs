using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Tests.Faults;

namespace Baton.Engine.Tests.Storage.Postgres;

/// <summary>A server that is not there yet when Baton starts.</summary>
[Trait("Database", "Postgres")]
public sealed class ServerAwayTests
{
    public ServerAwayTests() => Assert.SkipUnless(TestPostgres.IsUsed, "There is no server.");

    [Fact]
    public async Task It_is_waited_for_and_after_a_while_it_is_said_what_is_missing()
    {
        using var server = new OwnServer();
        server.Stop();
        using var database = new DatabaseServer(server.Connection, Path.GetTempPath());

        Assert.Contains("cannot be reached", Assert.Throws<JournalException>(() => database.Await(TimeSpan.Zero)).Message, StringComparison.Ordinal);
        var waiting = Task.Run(() => database.Await(TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken);
        server.Start();
        await waiting;
    }

    [Fact]
    public void A_user_that_the_server_does_not_know_is_refused_at_once()
    {
        using var server = new OwnServer();
        using var database = new DatabaseServer(server.Connection.Replace("Username=baton", "Username=nobody-knows", StringComparison.Ordinal), Path.GetTempPath());

        Assert.Contains("nobody-knows", Assert.Throws<JournalException>(() => database.Await(TimeSpan.FromMinutes(1))).Message, StringComparison.Ordinal);
    }
}
