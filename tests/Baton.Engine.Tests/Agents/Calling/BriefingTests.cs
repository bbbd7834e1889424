using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Agents.Remembering;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;

namespace Baton.Engine.Tests.Agents.Calling;

/// <summary>Everything that could be seen carries a mark of its own, so that what is in a briefing is known by the marks in it.</summary>
public sealed class BriefingTests : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TestEngine _engine = null!;
    private Event _trigger = null!;
    private long _root;

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.DefineAsync("scout", kind: AgentKind.Pull);
        await _engine.DefineAsync("writer", kind: AgentKind.Pull);
        await _engine.PublishAsync(
            """ "routing":[{"id":"a","when":{"field":"event.type","op":"eq","value":"order.asked"},"to":{"agent":"scout"}}] """);
        await _engine.SendAsync("u-1", type: EventTypes.CustomerUpdated, data: """{"attributes":{"plan":"<plan>","city":{"name":"<city>","zip":"<zip>"},"secretNote":"<note>"}}""");
        await _engine.SendAsync("u-2", type: EventTypes.ConsentChanged, data: """{"purpose":"promotion","granted":true}""");
        await _engine.SendAsync("o-1", type: "order.placed", data: """{"text":"<placed>"}""");
        await _engine.SendAsync("o-2", type: "order.shipped", data: """{"text":"<shipped>"}""");
        await _engine.SendAsync("p-1", type: "payment.failed", data: """{"text":"<payment>"}""");
        await _engine.SendAsync("m-1", type: EventTypes.MessageReceived, data: """{"text":"<asked>","internal":"<hidden>"}""");
        await _engine.SendAsync("m-2", type: EventTypes.MessageSent, data: """{"text":"<replied>"}""");
        _root = (await _engine.SendAsync("q-1", type: "order.asked", data: """{"text":"<trigger>"}""")).Seq;
        var task = Assert.Single(await _engine.Pull.ClaimAsync(TestEngine.Workspace, "scout", 1, TimeSpan.Zero));
        await FinishAsync(task.Id, "scout", """{"found":"<found>","remember":{"tone":"<scouts-memory>"}}""", """{"shown":"<shown-to-scout>"}""");
        _trigger = _engine.Row(_root).ToEvent();
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task An_agent_that_declares_nothing_gets_the_event_and_nothing_else()
    {
        var briefing = await BriefAsync(null);

        Assert.Equal(["task", "event"], briefing.EnumerateObject().Select(m => m.Name));
        Assert.Equal(["<trigger>"], Marks(briefing));
    }

    [Fact]
    public async Task Declared_fields_have_the_values_that_a_condition_would_find()
    {
        var customer = (await BriefAsync(new ContextNeeds { Customer = ["plan", "city.name", "consent.promotion", "openCases", "nowhere"] })).GetProperty("customer");

        Assert.Equal("""{"plan":"<plan>","city":{"name":"<city>"},"consent":{"promotion":true},"openCases":0}""", Sorted(customer, "plan", "city", "consent", "openCases"));
        Assert.Equal(["<city>", "<note>", "<plan>", "<zip>"], Marks((await BriefAsync(new ContextNeeds { Customer = ["*"] })).GetProperty("customer")));
    }

    [Fact]
    public async Task The_newest_events_of_the_declared_types_come_oldest_first()
    {
        var events = (await BriefAsync(new ContextNeeds { Events = ["order.*"], MostEvents = 2 })).GetProperty("events");

        Assert.Equal(["order.shipped", "order.asked"], events.EnumerateArray().Select(e => e.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task What_another_agent_was_shown_is_not_part_of_its_result()
    {
        var finished = _engine.Log().Single(r => r.Type == EventTypes.TaskFinished).ToEvent();
        var needs = new ContextNeeds { Results = ["scout"], Events = [EventTypes.TaskFinished] };

        var briefing = await BriefAsync(needs, finished);

        Assert.Equal("<found>", briefing.GetProperty("results")[0].GetProperty("output").GetProperty("found").GetString());
        Assert.Contains("<shown-to-scout>", Raw(finished.Data), StringComparison.Ordinal);
        Assert.Contains("<meant-for-scout>", Raw(finished.Data), StringComparison.Ordinal);
        Assert.DoesNotContain("-scout>", Raw(briefing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_remembers_what_it_noted_under_each_name_and_nobody_elses_notes()
    {
        await RememberAsync("n-1", """{"tone":"formal","topic":"<old>"}""");
        await RememberAsync("n-2", """{"topic":"parcels","tone":null}""");

        Assert.Equal("""{"topic":"parcels"}""", Raw((await BriefAsync(new ContextNeeds { Memory = true }, agent: "writer")).GetProperty("memory")));
        Assert.Equal("""{"tone":"<scouts-memory>"}""", Raw((await BriefAsync(new ContextNeeds { Memory = true }, agent: "scout")).GetProperty("memory")));
    }

    [Fact]
    public async Task A_note_that_is_too_long_is_left_out_and_a_failure_notes_nothing()
    {
        await RememberAsync("n-1", $$"""{"short":"kept","long":"{{new string('x', Memories.MostBytes)}}"}""");
        await RememberAsync("n-2", """{"wrong":1}""", ResultStatus.Failure);

        Assert.Equal("""{"short":"kept"}""", Raw((await BriefAsync(new ContextNeeds { Memory = true }, agent: "writer")).GetProperty("memory")));
    }

    [Fact]
    public async Task No_mark_outside_the_declaration_is_ever_in_a_briefing_and_every_mark_inside_it_is()
    {
        var chance = new Random(20261122);
        for (var round = 0; round < 300; round++)
        {
            var expected = new HashSet<string>(StringComparer.Ordinal) { "<trigger>" };
            T Maybe<T>(T item, T none, params string[] marks)
            {
                if (chance.Next(2) == 0) return none;
                expected.UnionWith(marks);
                return item;
            }

            var customer = new[] { Maybe("plan", "", "<plan>"), Maybe("city", "", "<city>", "<zip>"), Maybe("city.zip", "", "<zip>"), Maybe("attributes.secretNote", "", "<note>"), Maybe("openTasks", "") };
            var events = new[] { Maybe("order.placed", "", "<placed>"), Maybe("order.s*", "", "<shipped>"), Maybe("payment.failed", "", "<payment>"), Maybe("nothing.*", "") };
            var needs = new ContextNeeds
            {
                Customer = [.. customer.Where(name => name.Length > 0)],
                Events = [.. events.Where(type => type.Length > 0)],
                MostEvents = 100,
                Messages = Maybe(5, 0, "<asked>", "<replied>"),
                Results = Maybe<ImmutableArray<string>>(["scout"], [], "<found>", "<scouts-memory>"),
                Memory = Maybe(true, false),
            };

            Assert.Equal(expected.Order(StringComparer.Ordinal), Marks(await BriefAsync(needs)));
        }
    }

    private async Task<JsonElement> BriefAsync(ContextNeeds? needs, Event? trigger = null, string agent = "writer")
    {
        var state = await _engine.StateAsync();
        var about = trigger ?? _trigger;
        var chain = new Lazy<IReadOnlyList<Event>>(() => [.. _engine.Lookups.ReadChain(TestEngine.Workspace, _root).Select(r => r.ToEvent())]);
        var definition = new AgentDefinition { Name = agent, Department = "support", Kind = AgentKind.Http, Context = needs };
        var work = new AgentWork(TestEngine.Workspace, "t-1", definition, about, chain, state, most => [.. _engine.Lookups.ReadMessages(TestEngine.Workspace, state.Id, most).Select(r => r.ToEvent())]);
        return _engine.Get<Briefings>().Of(work, 1);
    }

    private async Task RememberAsync(string id, string noted, ResultStatus status = ResultStatus.Success)
    {
        await _engine.DefineAsync("writer", kind: AgentKind.Pull, with: a => a with { MaxAttempts = 1 });
        await _engine.PublishAsync(""" "routing":[{"id":"w","when":{"field":"event.type","op":"eq","value":"note.asked"},"to":{"agent":"writer"}}] """);
        await _engine.SendAsync(id, type: "note.asked");
        var task = Assert.Single(await _engine.Pull.ClaimAsync(TestEngine.Workspace, "writer", 1, TimeSpan.Zero), t => _engine.Row(t.EventSeq).Id == id);
        await FinishAsync(task.Id, "writer", $$"""{"remember":{{noted}}}""", null, status);
    }

    private async Task FinishAsync(string task, string agent, string output, string? sent, ResultStatus status = ResultStatus.Success) => await _engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task, agent, status, JsonElement.Parse(output))
    {
        Sent = sent is null ? null : JsonElement.Parse(sent),
        Breach = sent is null ? null : new Breach(ContractSide.Input, []) { Value = JsonElement.Parse("""{"was":"<meant-for-scout>"}""") },
    });

    private static string[] Marks(JsonElement briefing) => [.. System.Text.RegularExpressions.Regex.Matches(Raw(briefing), "<[a-z-]+>").Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Sorted(JsonElement json, params string[] names) => Raw(JsonSerializer.SerializeToElement(names.ToDictionary(n => n, n => json.GetProperty(n))));

    private static string Raw(JsonElement json) => JsonSerializer.Serialize(json, Readable);
}
