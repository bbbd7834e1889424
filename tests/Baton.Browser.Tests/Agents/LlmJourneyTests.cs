using Baton.Browser.Tests.Agents.Journey;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Agents;

/// <summary>The whole way of a language model: defined, tried, at work, broken in every way, mended.</summary>
public sealed class LlmJourneyTests(AppWithAdmin running) : IClassFixture<AppWithAdmin>
{
    private const string Policy = """
        {
          "departments": ["support"],
          "routing": [
            { "id": "shop", "name": "Mail to the shop", "when": { "all": [ { "field": "event.type", "op": "eq", "value": "message.received" }, { "field": "event.data.channel", "op": "eq", "value": "retail" } ] }, "to": { "agent": "writer" } },
            { "id": "airline", "name": "Mail to the airline", "when": { "all": [ { "field": "event.type", "op": "eq", "value": "message.received" }, { "field": "event.data.channel", "op": "eq", "value": "airline" } ] }, "to": { "agent": "lone" } }
          ]
        }
        """;

    private readonly Queue<Mail> _shop = new(Mail.To("retail"));
    private readonly Queue<Mail> _airline = new(Mail.To("airline"));
    private int _sent;

    [Fact]
    public async Task A_language_model_is_defined_tried_and_put_to_work_breaks_in_every_way_and_recovers_with_nothing_lost_and_nothing_done_twice()
    {
        await using var model = new BreakableModel();
        using var program = new OutsideProgram(running.App);
        using var log = new Log(running.App);
        var admin = await running.SignInAsync();

        await DefineAsync(admin, log, program, model);
        await TryAsync(admin);
        await WorkAsync(admin, log, program);
        await BreakAsync(admin, log, program, model);
        await MendAsync(admin, log, program, model);
        await CountAsync(admin, log, model);

        Assert.Empty(admin.Faults);
    }

    private static async Task DefineAsync(Person admin, Log log, OutsideProgram program, BreakableModel model)
    {
        await log.DefineAsync("stand-in", new { department = "support", kind = "built-in", builtIn = "sentiment" });
        await admin.AllowAsync($"127.0.0.1:{model.Port}");
        await admin.KeepKeyAsync("model-key", "sk-journey-0123456789", "127.0.0.1");
        await admin.DefineModelAsync("writer", model.Address, "model-key", fallback: "stand-in");
        await log.DefineAsync("lone", new
        {
            department = "support", kind = "llm", queue = "support", maxAttempts = 2, timeout = "PT4S",
            llm = new { address = model.Address, model = "small-1", credential = "model-key", instructions = "Answer the customer: {{event.text}}" },
            tools = new[] { new { tool = "customer.read" } },
            limits = new { firstWait = "PT0.5S" },
        });
        await program.DraftAsync(Policy);
        await log.PublishAsync();
    }

    private static async Task TryAsync(Person admin)
    {
        await admin.GoAsync("/agents/writer/try");
        await admin.Page.GetByLabel("What a customer writes").FillAsync("Where is my parcel?");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Try it", Exact = true }).ClickAsync();

        var tried = admin.Page.GetByRole(AriaRole.Region, new() { Name = "writer, version 1" });
        await Assertions.Expect(tried).ToContainTextAsync("It is on its way.", new() { Timeout = 30_000 });
        await Assertions.Expect(tried).ToContainTextAsync("240 tokens read, 60 written · cost 0.18");
        await Assertions.Expect(tried.Locator("details.used")).ToContainTextAsync("customer");
        await Assertions.Expect(tried).ToContainTextAsync("customer.update");
        await tried.GetByText("Exactly what it was sent").ClickAsync();
        await Assertions.Expect(tried.GetByText("Answer the customer: Where is my parcel?").First).ToBeVisibleAsync();
        await admin.LookAsync("try");
    }

    private async Task WorkAsync(Person admin, Log log, OutsideProgram program)
    {
        await admin.GoAsync("/agents/writer");
        for (var i = 0; i < 3; i++) await SendAsync(program, _shop);

        // The page shows it by itself, as it happens.
        await Assertions.Expect(Figure(admin, "Tasks finished")).ToContainTextAsync("3");
        await Assertions.Expect(Figure(admin, "Cost")).ToContainTextAsync("0.54");
        await Assertions.Expect(Figure(admin, "Time a task takes")).ToContainTextAsync("s");
        Assert.All(await log.EndedAsync(_sent), row => Assert.True(row.IsDone, row.Sentence));
        await admin.LookAsync("agent");
    }

    private async Task BreakAsync(Person admin, Log log, OutsideProgram program, BreakableModel model)
    {
        model.Fail();
        await SendAsync(program, _shop);
        var results = await log.EndedAsync(_sent);
        Assert.Contains(results, row => row.Sentence.Contains("Try 2 in 0.", StringComparison.Ordinal));
        Assert.Contains(results, row => row.Sentence.Contains("Try 3 in ", StringComparison.Ordinal));
        Assert.Contains(results, row => row.Sentence.EndsWith("stand-in takes over.", StringComparison.Ordinal));
        await log.UntilAsync("baton.agent.breaker", rows => rows.Count == 1, "The breaker's opening");
        await SendAsync(program, _shop);
        Assert.Contains(await log.EndedAsync(_sent), row => row.Sentence.StartsWith("writer was not asked", StringComparison.Ordinal));

        await admin.GoAsync("/agents");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "writer" })).ToContainTextAsync("Left alone");
        await admin.LookAsync("agents-broken");

        var failed = await PeopleGetAsync(log, program, "(500)");
        model.Stall();
        var slow = await PeopleGetAsync(log, program, "No answer within");
        model.Babble();
        var nonsense = await PeopleGetAsync(log, program, "not as it was asked for");
        await model.TurnOffAsync();
        var off = await PeopleGetAsync(log, program, "cannot be reached");

        foreach (var (mail, end, fault) in (IReadOnlyList<(Mail, Row, string)>)[failed, slow, nonsense, off])
        {
            await admin.GoAsync($"/handoffs/{end.Handoff}");
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.Log, new() { Name = "Conversation" })).ToContainTextAsync(mail.Text[..40]);
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("lone could not do its task");
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(fault);
        }

        await admin.LookAsync("handoff");
        await ReadAsync(admin, log, nonsense);
    }

    // From the timeline to the task: what was tried, what was sent, what came back.
    private static async Task ReadAsync(Person admin, Log log, (Mail Mail, Row End, string Fault) given)
    {
        foreach (var row in (IReadOnlyList<Row>)[(await log.RowsAsync(Row.Result)).Last(r => r.Sentence.Contains("Try 2 in ", StringComparison.Ordinal)), (await log.RowsAsync("baton.agent.breaker"))[0]])
        {
            await admin.GoAsync($"/timeline?seq={row.Seq}");
            await Assertions.Expect(admin.Page.GetByText(row.Sentence).First).ToBeVisibleAsync();
        }

        await admin.GoAsync($"/timeline?seq={given.End.Seq}");
        Assert.Empty(await admin.SeriousFaultsAsync());
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "What was sent, and every try" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "A task of lone" })).ToBeVisibleAsync();
        var main = admin.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main.GetByRole(AriaRole.Link, new() { NameRegex = new("^lone, ") })).ToHaveTextAsync(["lone, try 1", "lone, try 2"]);
        await Assertions.Expect(main).ToContainTextAsync("Once upon a time there was a model.");
        await Assertions.Expect(main).Not.ToContainTextAsync("sk-journey");
        await admin.LookAsync("task");
    }

    private async Task MendAsync(Person admin, Log log, OutsideProgram program, BreakableModel model)
    {
        model.TurnOn();
        await SendAsync(program, _airline);
        Assert.Equal("lone", (await log.EndedAsync(_sent))[0].Agent);

        // Mail goes on coming; while the breaker is open the other agent answers it.
        Row last;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5)); // as mail comes: not all of it in the second in which the breaker is still open
            await SendAsync(program, _shop);
            last = (await log.EndedAsync(_sent)).First(row => row.IsEnd);
            Assert.True(last.IsDone, last.Sentence);
        }
        while (last.Agent != "writer");

        await log.UntilAsync("baton.agent.breaker", rows => rows.Count == 2, "The breaker's closing");
        await admin.GoAsync("/agents");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "writer" })).Not.ToContainTextAsync("Left alone");
    }

    private async Task CountAsync(Person admin, Log log, BreakableModel model)
    {
        var messages = await log.RowsAsync("message.received");
        var results = await log.RowsAsync(Row.Result);
        var asked = await log.RowsAsync("baton.action.proposed");
        var done = await log.RowsAsync("baton.action.reported");

        Assert.Equal(_sent, messages.Count);
        foreach (var message in messages)
        {
            var end = Assert.Single(results, row => row.Root == message.Seq && row.IsEnd);
            var (wanted, reported) = (asked.Count(row => row.Root == message.Seq), done.Count(row => row.Root == message.Seq));
            Assert.Equal(wanted, reported);
            if (end.Agent == "stand-in") Assert.InRange(wanted, 0, 1); // it notes how the customer feels, where that shows
            else Assert.Equal(end.IsDone ? 1 : 0, wanted);
        }

        Assert.Equal(4, results.Count(row => row.Handoff is not null));
        Assert.Equal(model.Answered.Distinct().Count(), model.Answered.Count);
        foreach (var agent in (string[])["writer", "lone", "stand-in"])
        {
            await admin.GoAsync($"/agents/{agent}");
            await Assertions.Expect(admin.Page.Locator("#open header .num")).ToHaveTextAsync("0");
        }
    }

    // Mail for the agent that has no other to fall back to.
    private async Task<(Mail Mail, Row End, string Fault)> PeopleGetAsync(Log log, OutsideProgram program, string fault)
    {
        var mail = await SendAsync(program, _airline);
        var end = (await log.EndedAsync(_sent)).First(row => row.IsEnd);
        Assert.NotNull(end.Handoff);
        Assert.True(end.Sentence.Contains(fault, StringComparison.Ordinal), end.Sentence);
        return (mail, end, fault);
    }

    private async Task<Mail> SendAsync(OutsideProgram program, Queue<Mail> from)
    {
        var mail = from.Dequeue();
        from.Enqueue(mail); // people write again
        await program.TellAsync(mail.Customer, "message.received", new { text = mail.Text, channel = mail.Channel });
        _sent++;
        return mail;
    }

    private static ILocator Figure(Person admin, string title) => admin.Page.Locator(".charts > *").Filter(new() { HasText = title });
}
