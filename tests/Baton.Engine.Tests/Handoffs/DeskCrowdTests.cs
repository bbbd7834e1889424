using System.Globalization;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Verification;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>
/// People who do anything to any case, all at once, and agents who want to write to the same customers, while the app is killed and started again. What must hold is read
/// from the log afterwards.
/// </summary>
public sealed class DeskCrowdTests
{
    [Fact]
    public Task Six_people_sixty_cases_and_a_kill() => HoldsAsync(people: 6, cases: 60, acts: 60, kills: 1);

    [Fact]
    [Trait("Part", "Nightly")]
    public Task Twenty_people_five_hundred_cases_and_two_kills() => HoldsAsync(people: 20, cases: 500, acts: 200, kills: 2);

    private static async Task HoldsAsync(int people, int cases, int acts, int kills)
    {
        await using var engine = await TestEngine.StartAsync();
        var handoffs = await OpenAsync(engine, cases);
        await engine.StopAsync();

        using var app = new AppUnderPeople(engine.Storage);
        var emails = Enumerable.Range(0, people).Select(i => $"person{i}@example.com").ToList();
        foreach (var email in emails) await app.PostAsync("members", new { email, name = email, role = "Operator" });
        var crowd = emails.Select((email, i) => new DeskPerson(app, email, emails, handoffs, seed: 100 + i)).ToList();

        var done = 0;
        var contacts = 0;
        using var over = new CancellationTokenSource();
        var agents = AskAsync(app, cases / 3, () => contacts++, over.Token);
        var killing = Enumerable.Range(1, kills).Select(k => new TaskCompletionSource()).ToList();
        var killed = KillAsync(app, killing);
        await Task.WhenAll(crowd.Select(person => Task.Run(() => person.WorkAsync(acts, () =>
        {
            var now = Interlocked.Increment(ref done);
            for (var k = 0; k < kills; k++) if (now == people * acts * (k + 1) / (kills + 1)) killing[k].TrySetResult();
        }))));
        await killed;

        // All but every tenth is brought to its end.
        await Task.WhenAll(handoffs.Where((_, i) => i % 10 != 0).Chunk(Math.Max(1, cases / people)).Zip(crowd, (some, person) => Task.Run(async () =>
        {
            foreach (var handoff in some) await person.FinishAsync(handoff);
        })));
        await over.CancelAsync();
        await agents;
        app.Dispose();

        await engine.StartAgainAsync();
        await ProveAsync(engine, handoffs, crowd);
        var answers = crowd.SelectMany(p => p.Answers).GroupBy(a => a.Key.Status, a => a.Value).ToDictionary(g => g.Key, g => g.Sum());
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{people} people, {cases} cases, {kills} kills: {string.Join(", ", answers.Select(a => $"{a.Value} acts answered {(int)a.Key}"))}; {app.Lost} answers lost and asked again; {contacts} contacts asked for."));
    }

    // Cases of every kind that waits for something: an action that an agent does, one that Baton does, a held result, and a queue.
    private static async Task<IReadOnlyList<string>> OpenAsync(TestEngine engine, int cases)
    {
        await engine.DefineAsync("outreach", "sales");
        await engine.DefineAsync("triage", kind: AgentKind.Pull, with: a => a with { MinConfidence = 0.5 });
        await engine.DefineAsync("second", with: a => a with { BuiltIn = "sentiment" });
        await engine.PublishAsync(DeskProof.Policy);
        for (var i = 0; i < cases; i++)
        {
            var customer = $"email:c{i % (cases / 3)}@example.com";
            switch (i % 4)
            {
                case 0: await engine.AskAsync($"r-{i}", "outreach", customer, "refund", purpose: null); break;
                case 1: await engine.AskAsync($"u-{i}", "outreach", customer, "customer.update", purpose: null, Executor.Baton); break;
                case 2: await engine.SendAsync($"m-{i}", customer); break;
                default: await engine.SendAsync($"q-{i}", customer, "complaint.received", """{"text":"This is bad."}"""); break;
            }
        }

        foreach (var task in engine.Lookups.OpenTasks().Where(t => t.Agent == "triage"))
            await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, "triage", ResultStatus.Success, System.Text.Json.JsonElement.Parse("""{"label":"x"}"""), 0.1));
        await using var db = engine.OpenDb();
        var handoffs = db.Handoffs.Select(h => h.Id).ToList();
        Assert.Equal(cases, handoffs.Count);
        return handoffs;
    }

    private static async Task KillAsync(AppUnderPeople app, List<TaskCompletionSource> when)
    {
        foreach (var moment in when)
        {
            await moment.Task;
            await app.KillAsync();
        }
    }

    private static async Task AskAsync(AppUnderPeople app, int customers, Action asked, CancellationToken over)
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            await app.PostAsync("actions", new { id = $"contact-{i}", agent = "outreach", customer = $"email:c{i % customers}@example.com", kind = "contact.email", purpose = "reply", text = "Hello", execute = "self" });
            asked();
        }
    }

    private static async Task ProveAsync(TestEngine engine, IReadOnlyList<string> handoffs, List<DeskPerson> crowd)
    {
        await engine.DoneAsync();
        await engine.UntilAsync(() =>
        {
            using var now = engine.OpenDb();
            return !now.Actions.Any(a => a.Execute == "baton" && a.Status == "allowed");
        }, "Baton did what it may do");

        var log = engine.Log();
        await using var db = engine.OpenDb();
        var rows = db.Handoffs.ToDictionary(h => h.Id);
        var desk = DeskProof.Holds(log, rows);
        Assert.Equal(handoffs.Count, rows.Count);
        Assert.All(crowd.SelectMany(p => p.Resolved.Select(id => (id, p.Email))), told => Assert.Equal(told.Email, rows[told.id].ResolvedBy));
        Assert.True(desk.Over.Count >= handoffs.Count * 8 / 10, $"Only {desk.Over.Count} ended.");
        Assert.True(desk.Refused > 0 && desk.Allowed > 0, $"{desk.Refused} contacts refused, {desk.Allowed} allowed.");

        Assert.True(engine.Count().Balances, engine.Count().ToString());
        await ReplayTests.AgreesAsync(engine);
        Assert.True(new Verifier(engine.Get<Database>()).Run() is { IsWhole: true } findings, "The log is whole.");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{log.Count} rows: {desk.Claims} times a case came to an owner, {desk.Over.Count} of {handoffs.Count} ended, {desk.Refused} contacts refused while a person had a case, {desk.Allowed} allowed."));
    }
}
