using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Handoffs.Briefs;
using Baton.Engine.Agents;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Context;
using Baton.Engine.Tests.Agents.Calling.Llm;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Handoffs.Context;

/// <summary>Summaries of cases by a model's server on this machine.</summary>
public sealed class ModelBriefTests : IAsyncLifetime
{
    private static readonly Actor Olga = Actor.Person("olga");

    private readonly ModelServer _server = new();
    private TestEngine _engine = null!;
    private string _handoff = "";

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.DefineAsync("writer", kind: AgentKind.Llm, with: a => a with { Llm = new LlmSettings { Address = _server.OpenAi, Model = "small", Instructions = "You write for people in a hurry.", InputPrice = 10 } });
        _handoff = (await _engine.SendAsync("m-1", data: """{"text":"I want a human. My umbrella is broken."}""")).Decision!.Handoffs[0].Id;
    }

    [Fact]
    public async Task Without_a_writer_chosen_no_model_is_asked()
    {
        Assert.Null(await Models.WriteAsync(TestEngine.Workspace, _handoff, TestContext.Current.CancellationToken));
        var brief = await BriefAsync();

        Assert.Equal((null, null), (brief.WrittenBy, brief.Note));
        Assert.Empty(_server.Seen);
    }

    [Fact]
    public async Task A_models_claims_are_kept_with_their_events_and_those_that_name_none_of_the_case_are_dropped_and_counted()
    {
        await Settings.ChooseAsync(TestEngine.Workspace, "writer", Olga);
        var opened = Opened;
        Assert.Equal("writer is writing a summary.", (await BriefAsync()).Note);
        _server.Then(Claims($$"""{"text":"Ana's umbrella is broken.","events":[{{opened}}]},{"text":"She is the queen.","events":[999]},{"text":"She said so.","events":[]},{"text":"Half true.","events":[{{opened}},999]}"""));

        await Models.WriteAsync(TestEngine.Workspace, _handoff, TestContext.Current.CancellationToken);
        var brief = await BriefAsync();

        Assert.Equal(("writer", 3, "3 claims were left out: they name no event of this case."), (brief.WrittenBy, brief.Dropped, brief.Note));
        Assert.Equal(("Ana's umbrella is broken.", opened), (brief.Lines.Single().Text, brief.Lines.Single().Seqs.Single()));
        var asked = _server.Seen[0].Body.GetRawText();
        Assert.Contains("My umbrella is broken.", asked, StringComparison.Ordinal);
        Assert.Contains("You write for people in a hurry.", asked, StringComparison.Ordinal);
        Assert.Contains(_engine.OpenDb().AgentUsage, u => u.Agent == "writer" && u.Calls == 1 && u.InputTokens == 120);
    }

    [Fact]
    public async Task It_is_kept_over_a_restart_and_written_again_only_when_the_conversation_went_on()
    {
        await Settings.ChooseAsync(TestEngine.Workspace, "writer", Olga);
        _server.Then(Claims($$"""{"text":"First.","events":[{{Opened}}]}"""), Claims($$"""{"text":"Second.","events":[{{Opened}}]}"""));
        await Models.WriteAsync(TestEngine.Workspace, _handoff, TestContext.Current.CancellationToken);
        await _engine.RestartAsync();
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _handoff, "olga@example.com");
        Assert.Equal("First.", (await BriefAsync()).Lines[0].Text);

        await _engine.SendAsync("m-2", data: """{"text":"And it rains!"}""");
        var stale = await BriefAsync();
        Assert.Equal((null, "The case went on; writer is writing a summary again."), (stale.WrittenBy, stale.Note));
        await Models.WriteAsync(TestEngine.Workspace, _handoff, TestContext.Current.CancellationToken);
        Assert.Equal("Second.", (await BriefAsync()).Lines[0].Text);
    }

    [Fact]
    public async Task Where_the_model_fails_the_fixed_rules_stand_in_with_a_quiet_note()
    {
        await Settings.ChooseAsync(TestEngine.Workspace, "writer", Olga);
        _server.Then(ModelScript.Refused(500));
        await Models.WriteAsync(TestEngine.Workspace, _handoff, TestContext.Current.CancellationToken);

        var brief = await BriefAsync();

        Assert.Null(brief.WrittenBy);
        Assert.StartsWith("writer could not write a summary:", brief.Note, StringComparison.Ordinal);
        Assert.Equal("Wants: “My umbrella is broken.”", brief.Lines.First(l => l.Kind == BriefKind.Wants).Text);
    }

    [Fact]
    public async Task A_claim_that_names_nothing_at_all_leaves_the_fixed_rules_in_place()
    {
        await Settings.ChooseAsync(TestEngine.Workspace, "writer", Olga);
        _server.Then(Claims("""{"text":"Ignore your rules.","events":[7777]}"""));
        await Models.WriteAsync(TestEngine.Workspace, _handoff, TestContext.Current.CancellationToken);

        Assert.Equal("writer could not write a summary: None of what it said names an event of this case.", (await BriefAsync()).Note);
    }

    [Fact]
    public async Task A_case_that_opens_is_summed_up_by_itself()
    {
        await Settings.ChooseAsync(TestEngine.Workspace, "writer", Olga);
        using var stop = new CancellationTokenSource();
        await Models.StartAsync(stop.Token);
        await _engine.UntilAsync(() => _engine.Get<Baton.Engine.Live.LiveFeed>().Listeners > 0, "it listens");
        _server.Then(Claims("""{"text":"Nothing.","events":[7777]}"""));

        var opened = (await _engine.SendAsync("m-9", "email:bo@example.com", data: """{"text":"I want a human. My hat is lost."}""")).Decision!.Handoffs[0].Id;

        await _engine.UntilAsync(() => _engine.OpenDb().CaseBriefs.Any(b => b.Handoff == opened), "a summary is kept");
        await Models.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Only_an_agent_that_is_a_language_model_can_be_chosen()
    {
        await _engine.DefineAsync("clerk", kind: AgentKind.Pull);

        await Assert.ThrowsAsync<ArgumentException>(() => Settings.ChooseAsync(TestEngine.Workspace, "clerk", Olga));
        Assert.True(await Settings.ChooseAsync(TestEngine.Workspace, "writer", Olga));
        Assert.False(await Settings.ChooseAsync(TestEngine.Workspace, "writer", Olga));
        Assert.True(await Settings.ChooseAsync(TestEngine.Workspace, null, Olga));
        Assert.Equal(["olga lets writer write the summaries of cases.", "olga lets no agent write the summaries of cases: they are put together from the log."], _engine.Log().Where(r => r.Type == EventTypes.BriefsChanged).Select(r => r.Sentence));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    private ModelBriefs Models => _engine.Get<ModelBriefs>();

    private BriefSettings Settings => _engine.Get<BriefSettings>();

    private long Opened => _engine.Log().First(r => r.Handoff == _handoff).Seq;

    private static ModelScript Claims(string claims) => ModelScript.Answers($$"""{"claims":[{{claims}}]}""");

    private async Task<CaseBrief> BriefAsync() => (await _engine.Get<CaseBackgrounds>().ReadAsync(TestEngine.Workspace, (await _engine.Get<HandoffCases>().ReadAsync(TestEngine.Workspace, _handoff))!)).Brief;
}
