using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Jobs.Upkeep;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Search;
using Baton.Engine.Storage.Sqlite;
using Baton.Engine.Storage.Verification;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Storage.Archives;

/// <summary>An engine with a log old enough to be archived.</summary>
public abstract class ArchiveTest : IAsyncLifetime
{
    protected static readonly TimeSpan Keep = TimeSpan.FromDays(40);

    private readonly ToldAgent _triage = ToldAgent.Proposing("triage");

    /// <summary>Whether it begins on SQLite wherever the tests run.</summary>
    protected virtual bool IsEmbedded => false;

    private protected TestEngine Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [_triage], services => services.AddSingleton<Archiving>(), IsEmbedded);

    public async ValueTask DisposeAsync()
    {
        Forget();
        await Engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual void Forget()
    {
    }

    /// <summary>Two weeks of messages and answers of three customers, with a change of the policy in between, then three months of silence, and one more.</summary>
    private protected async Task LiveAsync()
    {
        await Engine.PublishAsync(Policy.Chain("triage"), Policy.AfterSupport);
        for (var day = 0; day < 14; day++)
        {
            if (day == 7) await Engine.PublishAsync(Policy.Chain("triage"), Cooldown("PT72H"));
            foreach (var name in (string[])["ana", "bo", "cy"])
            {
                await Engine.SendAsync($"{name}-{day}", $"email:{name}@example.com");
                await Engine.SendAsync($"{name}-case-{day}", $"email:{name}@example.com", "case.noted", $$"""{"case":"{{day}}"}""");
            }

            await Engine.DoneAsync();
            Engine.Advance(TimeSpan.FromDays(1));
        }

        Engine.Advance(TimeSpan.FromDays(80));
        await Engine.SendAsync("now");
        await Engine.DoneAsync();
    }

    private protected async Task<string> ArchiveAsync() => await ArchiveAsync(keepFiles: true);

    private protected async Task<string> ArchiveAsync(bool keepFiles)
    {
        await Engine.Get<RetentionDesk>().PutAsync(TestEngine.Workspace, new Retention(Keep, keepFiles));
        return await WorkAsync();
    }

    /// <summary>What the job does every hour.</summary>
    private protected async Task<string> WorkAsync()
    {
        while (Engine.Get<SearchIndexer>().IndexNext() > 0)
        {
        }

        return await Engine.Get<Archiving>().RunAsync(CancellationToken.None) ?? "";
    }

    private protected static string Cooldown(string length) => Policy.AfterSupport.Replace("PT48H", length, StringComparison.Ordinal);

    private protected Task<string> StatesAsync() => Engine.Get<LiveStates>().DigestAsync(TestEngine.Workspace);

    private protected Findings Verify() => new Verifier(Engine.Get<Database>()).Run();

    private protected async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(TimelineFilter filter) =>
        (await Engine.Get<WholeTimeline>().BeforeAsync(TestEngine.Workspace, filter, await Engine.Get<TimelineWindows>().SpanAsync(filter), long.MaxValue, 500)).Entries;

    // As another process would open it.
    private protected Database Again() => Engine.Storage.Postgres is { } server ? new DatabaseServer(server, Engine.Folder) : new DatabaseFile(Engine.Folder);

    private protected void Execute(string sql)
    {
        using var connection = Engine.Get<Database>().Open();
        connection.Execute(sql);
    }
}
