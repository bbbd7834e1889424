using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Copying;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage.Archives;
using Baton.Engine.Workspaces;
using System.Text.Json;

namespace Baton.Engine.Tests.Storage.Copying;

/// <summary>An engine on SQLite with something of everything, and an empty database of a server.</summary>
public abstract class CopyTest : ArchiveTest
{
    protected CopyTest() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server can be copied to.");

    protected override bool IsEmbedded => true;

    private protected string Empty { get; } = TestPostgres.MakeDatabase(isEmpty: true) ?? "";

    /// <summary>Archived rows, a delayed action, one waiting for a person, a task under way, a message, a key, a draft, a job's run.</summary>
    private protected async Task FillAsync()
    {
        await LiveAsync();
        await ArchiveAsync();
        var root = Engine.Get<Baton.Engine.Storage.Archives.ArchiveShelf>().All().SelectMany(Engine.Get<Baton.Engine.Storage.Archives.ArchiveShelf>().Read).First(row => row.Type == EventTypes.MessageReceived);
        await Engine.DefineAsync("outreach", "sales");
        await Engine.DefineAsync("slow", kind: Baton.Core.Agents.AgentKind.Pull);
        await Engine.PublishAsync(Policy.Chain("slow"), Policy.AfterSupport, Policy.BigRefunds);
        await Engine.SendAsync("case", type: EventTypes.CaseOpened, data: """{"case":"1"}""");
        await Engine.AskAsync("delayed", "outreach");
        await Engine.AskAsync("refund", "outreach", kind: "refund", purpose: null);
        await Engine.SendAsync("pulled", "email:bo@example.com");
        await Engine.Conductor.TakeAsync(TestEngine.Workspace, TestEngine.Message("again") with { Cause = new Link(root.Seq, root.Seq, 0) });
        await Engine.Pull.ClaimAsync(TestEngine.Workspace, "slow", 1, TimeSpan.Zero);
        await Engine.Get<Baton.Engine.Messages.MessageDesk>().SendAsync(TestEngine.Workspace, new("outreach", "slow", "Wie geht es Ana? 🙂"));
        await Engine.Get<KeyDesk>().CreateAsync(TestEngine.Workspace, "shop", Scopes.All);
        Assert.Empty(await Engine.Policies.PutDraftAsync(TestEngine.Workspace, JsonElement.Parse("""{"departments":["sales"]}"""), "olga"));
        using var unit = Engine.Journal.Begin(0);
        unit.Put(new MemberRow { Workspace = TestEngine.Workspace, Email = "olga@example.com", Name = "Ølga 🙂", Role = "Admin", Added = 1 });
        unit.Begin(new ModelRow { Workspace = TestEngine.Workspace, Name = "intents", Made = 1 });
        unit.Insert(new ModelVersionRow { Workspace = TestEngine.Workspace, Model = "intents", Version = "0a", Number = 1, Made = 1, Author = "olga", Examples = 1, Digest = "0b", Report = "{}", File = [0, 1, 255] });
        unit.Put(new ModelExampleRow { Workspace = TestEngine.Workspace, Model = "intents", Hash = "0c", Text = "Wo ist es?", Label = "track", Origin = "import", Author = "olga", Added = 1 });
        unit.Put(new SuggestionRow { Workspace = TestEngine.Workspace, Id = "sg_1", Kind = "policy", Status = "open", Sentence = "Allow them?", Evidence = 40, Body = "{}", Made = 1, Updated = 1 });
        unit.Count(new AgentUsageRow { Workspace = TestEngine.Workspace, Agent = "triage", Hour = 1, Model = "small", Calls = 1, InputTokens = 2, OutputTokens = 3, Cost = 0.25 });
        unit.Offer(new CredentialRow { Workspace = TestEngine.Workspace, Name = "openai", Version = "1", Sealed = "s", Hosts = "api.example.com", Author = "olga", Created = 1 });
        unit.Put(new MemoryRow { Workspace = TestEngine.Workspace, Agent = "triage", Customer = "c", Name = "tone", Value = "\"Sie\"", Seq = 1 });
        unit.Put(new ToolRow { Workspace = TestEngine.Workspace, Name = "orders", Kind = "http", Definition = "{}", Updated = 1, Author = "olga" });
        unit.Insert(new ToolUseRow { Workspace = TestEngine.Workspace, Id = "use", Seq = 1, Agent = "triage", Tool = "orders", At = 1, Denied = true, Cost = 0.5 });
        unit.Put(new QueueRow { Workspace = TestEngine.Workspace, Name = "vip", Definition = """{"name":"vip"}""", Updated = 1, Author = "olga" });
        unit.Put(new PersonProfileRow { Workspace = TestEngine.Workspace, Email = "olga@example.com", Profile = """{"email":"olga@example.com"}""", Updated = 1, Author = "olga" });
        unit.Put(new ArticleRow { Workspace = TestEngine.Workspace, Id = "cancel", Title = "Cancel", Tags = "order,cancel", Text = "Write to us.", Proposed = true, Author = "olga", Updated = 1, Seq = 1 });
        unit.Note(new CaseTermRow { Workspace = TestEngine.Workspace, Term = "cancel", Seq = 1, Weight = 700 });
        unit.Put(new CaseBriefRow { Workspace = TestEngine.Workspace, Handoff = "c-h1", Upto = 1, Agent = "writer", Lines = "[]", Fault = "late", Made = 1 });
        unit.Put(new CallbackRow { Hash = "0d", Workspace = TestEngine.Workspace, Task = "t", Expires = long.MaxValue });
        unit.Put(new McpServerRow { Workspace = TestEngine.Workspace, Name = "files", Definition = "{}", Changed = 1, Author = "olga" });
        unit.Put(new PresenceRow { Workspace = TestEngine.Workspace, Person = "olga@example.com", State = "busy", Since = 1 });
        unit.Put(new SeatRow { Workspace = TestEngine.Workspace, Id = "seat", Person = "olga@example.com", Began = 1, Gone = Engine.Clock.GetUtcNow().ToUnixTimeMilliseconds(), Handoff = "c-h1", Typing = true });
        unit.Put(new VisitRow { Workspace = TestEngine.Workspace, Handoff = "c-h1", Person = "olga@example.com", Seen = 1, Text = "Liebe Ana, 🙂", Note = null });
        unit.Put(new PersonChoiceRow { Workspace = TestEngine.Workspace, Email = "olga@example.com", Name = "notifications", Value = "{}" });
        unit.Put(new ReviewRow { Workspace = TestEngine.Workspace, Handoff = "c-h1", Reviewer = "olga@example.com", Seq = 1, Queue = "general", Person = "ben", At = 1, Mean = 4.5, Scores = "{}" });
        unit.Define(new AlertRouteRow { Workspace = TestEngine.Workspace, Name = "desk", Definition = "{}", Author = "olga", Updated = 1 });
        unit.Insert(new AlertNoticeRow { Workspace = TestEngine.Workspace, Seq = 1, Kind = "breach", At = 1, Sentence = "Zu spät" });
        unit.Put(new ChannelRow { Workspace = TestEngine.Workspace, Name = "mail", Definition = "{}", Changed = 1, Author = "olga" });
        unit.Put(new AttachmentRow { Workspace = TestEngine.Workspace, Id = "0e", Customer = "c", Name = "Rechnung.pdf", Type = "application/pdf", Size = 3, Hash = "0f", Author = "olga", Added = 1, Content = [0, 1, 255] });
        unit.Insert(new JobRunRow { Job = "Log check", Started = 1, Milliseconds = 2, Failed = false, Result = "Nul\0l." }, keep: 10);
        await Engine.Journal.SubmitAsync(unit);
    }

    private protected async Task<CopyReport> CopyAsync(Action<string>? progress = null, CancellationToken cancel = default)
    {
        using var target = new DatabaseServer(Empty, Engine.Folder);
        return await new DatabaseCopy(new DatabaseFile(Engine.Folder), target).RunAsync(progress, cancel);
    }

    private protected Task<CopyException> RefusedAsync(CancellationToken cancel = default) => Assert.ThrowsAsync<CopyException>(() => CopyAsync(cancel: cancel));

    private protected long Count(string table)
    {
        using var target = new DatabaseServer(Empty, Engine.Folder);
        using var connection = target.Open(onlyReads: true);
        var statement = connection[$"SELECT count(*) FROM {table}"];
        Assert.True(statement.Next());
        return statement.Long(0);
    }

    private protected override void Forget() => TestPostgres.Drop(Engine.Storage.Postgres is null ? Empty : null);
}
