using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Agents;

/// <summary>What an agent is given, and what it answers, is held to its contract.</summary>
public sealed class ContractTests
{
    private static readonly JsonElement Label = JsonElement.Parse("""{ "type": "object", "properties": { "label": { "enum": ["refund", "question"] } }, "required": ["label"], "additionalProperties": false }""");

    [Fact]
    public async Task An_answer_that_breaks_the_contract_is_not_passed_on_but_tried_again_with_the_fault_and_then_comes_to_a_person()
    {
        var next = ToldAgent.Answering("next");
        var caller = new TellingCaller(_ => Answer("""{ "label": "rant" }"""));
        await using var engine = await StartAsync(caller, next);
        await engine.DefineAsync("triage", kind: AgentKind.Llm, with: a => a with { Output = Label, MaxAttempts = 2 });
        await engine.PublishAsync(Policy.Chain("triage", "next"));

        var sent = await engine.SendAsync("m-1");
        await engine.RowAsync(r => r.Sentence?.Contains("Try 2 in", StringComparison.Ordinal) == true, "the answer is refused");
        engine.Advance(TimeSpan.FromMinutes(5));
        await engine.DoneAsync();

        const string Fault = "/label: Must be one of \"refund\" or \"question\", but is the text \"rant\".";
        Assert.Equal([null, Fault], caller.Calls.Select(c => c.Fault));
        Assert.Equal(0, next.Asked);
        var finished = engine.Lookups.ReadChain(TestEngine.Workspace, sent.Seq).Where(r => r.Type == EventTypes.TaskFinished).ToList();
        Assert.All(finished, r => Assert.Contains("The answer breaks the contract. " + Fault[..^1], r.Sentence, StringComparison.Ordinal));
        var contract = JsonElement.Parse(finished[0].Data!).GetProperty("contract");
        Assert.Equal(("output", "rant"), (contract.GetProperty("broken").GetString(), contract.GetProperty("value").GetProperty("label").GetString()));
        Assert.False(JsonElement.Parse(finished[0].Data!).TryGetProperty("output", out _));
        Assert.Equal(HandoffCause.AgentFailed, Assert.Single((await engine.StateAsync()).Handoffs).Cause);
    }

    [Fact]
    public async Task An_agent_that_mends_its_answer_goes_on_and_what_it_proposed_with_the_broken_one_was_never_done()
    {
        var caller = new TellingCaller(call => call.Fault is null
            ? Answer("""{ "colour": 1 }""") with { Proposals = [new Proposal { Id = "", Agent = "triage", Kind = "contact.email", Text = "Hello" }] }
            : Answer("""{ "label": "refund" }"""));
        await using var engine = await StartAsync(caller);
        await engine.DefineAsync("triage", kind: AgentKind.Llm, with: a => a with { Output = Label });
        await engine.PublishAsync(Policy.Chain("triage"));

        var sent = await engine.SendAsync("m-1");
        await engine.RowAsync(r => r.Sentence?.Contains("Try 2 in", StringComparison.Ordinal) == true, "the answer is refused");
        engine.Advance(TimeSpan.FromMinutes(5));
        await engine.DoneAsync();

        Assert.Equal(2, caller.Calls.Count);
        Assert.DoesNotContain(engine.Log(), r => r.Type == EventTypes.ActionProposed);
        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Seq).Outcome);
        Assert.Empty((await engine.StateAsync()).Handoffs);
    }

    [Fact]
    public async Task A_fallback_gets_what_an_agent_could_not_answer_within_its_contract_and_is_not_told_of_the_others_fault()
    {
        var caller = new TellingCaller(call => call.Agent.Name == "triage" ? Answer("""{ "label": 7 }""") : Answer("""{ "label": "question" }"""));
        await using var engine = await StartAsync(caller);
        await engine.DefineAsync("spare", kind: AgentKind.Llm, with: a => a with { Output = Label });
        await engine.DefineAsync("triage", kind: AgentKind.Llm, with: a => a with { Output = Label, MaxAttempts = 1, Fallback = "spare" });
        await engine.PublishAsync(Policy.Chain("triage"));

        var sent = await engine.SendAsync("m-1");
        await engine.DoneAsync();

        Assert.Equal([("triage", null), ("spare", null)], caller.Calls.Select(c => (c.Agent.Name, c.Fault)));
        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Seq).Outcome);
    }

    [Fact]
    public async Task Input_that_breaks_the_contract_never_reaches_the_agent_but_a_person_with_the_fault_and_the_input()
    {
        var caller = new TellingCaller(_ => Answer("{}"));
        await using var engine = await StartAsync(caller);
        await engine.DefineAsync("refunds", kind: AgentKind.Llm, with: a => a with { Input = JsonElement.Parse("""{ "properties": { "event": { "properties": { "data": { "required": ["amount"] } } } } }"""), Queue = "finance" });
        await engine.PublishAsync(Policy.Chain("refunds"));

        await engine.SendAsync("m-1");
        await engine.DoneAsync();

        Assert.Empty(caller.Calls);
        var handoff = Assert.Single((await engine.StateAsync()).Handoffs);
        Assert.Equal((HandoffCause.Uninterpretable, "finance"), (handoff.Cause, handoff.Queue));
        Assert.Equal("refunds was not given its task, since the input breaks its contract: /event/data/amount: 'amount' is missing.", handoff.Reason);
        Assert.Equal("Where is my parcel?", handoff.Held!.Value.GetProperty("contract").GetProperty("value").GetProperty("event").GetProperty("text").GetString());

        await engine.SendAsync("m-2", data: """{ "text": "Back please", "amount": 3 }""");
        await engine.DoneAsync();
        Assert.Single(caller.Calls);
    }

    [Fact]
    public async Task A_task_whose_input_breaks_the_contract_cannot_be_fetched()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("hands", kind: AgentKind.Pull, with: a => a with { Input = JsonElement.Parse("""{ "properties": { "event": { "properties": { "data": { "required": ["amount"] } } } } }""") });
        await engine.PublishAsync(Policy.Chain("hands"));
        await engine.SendAsync("m-1");
        await engine.SendAsync("m-2", data: """{ "text": "Back please", "amount": 3 }""");

        var task = Assert.Single(await engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 1, TimeSpan.FromSeconds(20)));

        Assert.Contains("amount", engine.Row(task.EventSeq).Data, StringComparison.Ordinal);
        Assert.Equal(HandoffCause.Uninterpretable, Assert.Single((await engine.StateAsync()).Handoffs).Cause);
    }

    [Fact]
    public async Task An_agent_that_fetches_is_told_at_its_next_try_what_was_refused_at_the_one_before()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("hands", kind: AgentKind.Pull, with: a => a with { Output = Label });
        await engine.PublishAsync(Policy.Chain("hands"));
        await engine.SendAsync("m-1");
        var contracts = engine.Get<PullContracts>();
        async Task<TaskRow> ClaimAsync() => Assert.Single(await engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 10, TimeSpan.FromSeconds(20)));
        async Task<bool> AnswerAsync(TaskRow task)
        {
            var result = new TaskResult(task.Id, "hands", ResultStatus.Success, JsonElement.Parse("{}"));
            return (await contracts.RefuseAsync(task, result, contracts.BreachOf(task, result)!, CancellationToken.None)).IsTakenBack;
        }

        var first = await ClaimAsync();
        Assert.Null(contracts.FaultBefore(first));
        Assert.False(await AnswerAsync(first));
        engine.Advance(TimeSpan.FromSeconds(61));
        await engine.RowAsync(r => r.Sentence?.Contains("Try 2 in", StringComparison.Ordinal) == true, "the lease runs out");
        engine.Advance(TimeSpan.FromMinutes(5));
        var second = await ClaimAsync();
        Assert.Equal("/label: 'label' is missing.", contracts.FaultBefore(second));
        Assert.Equal((false, false, true), (await AnswerAsync(second), await AnswerAsync(second), await AnswerAsync(second)));
        engine.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("/label: 'label' is missing.", contracts.FaultBefore(await ClaimAsync()));
    }

    [Theory]
    [InlineData(ResultStatus.NeedsHumanReview, """{ "label": "rant" }""", HandoffCause.AgentFailed)]
    [InlineData(ResultStatus.NeedsHumanReview, null, HandoffCause.NeedsReview)]
    [InlineData(ResultStatus.NeedsMoreInfo, null, HandoffCause.NeedsInfo)]
    [InlineData(ResultStatus.Success, null, HandoffCause.AgentFailed)]
    [InlineData(ResultStatus.Failure, """{ "label": "rant" }""", HandoffCause.AgentFailed)]
    public async Task What_a_person_might_let_go_on_is_held_to_the_contract_too(ResultStatus status, string? output, HandoffCause cause)
    {
        var caller = new TellingCaller(_ => new AgentAnswer { Status = status, Output = output is null ? null : JsonElement.Parse(output) });
        await using var engine = await StartAsync(caller);
        await engine.DefineAsync("triage", kind: AgentKind.Llm, with: a => a with { Output = Label, MaxAttempts = 1 });
        await engine.PublishAsync(Policy.Chain("triage"));

        await engine.SendAsync("m-1");
        await engine.DoneAsync();

        Assert.Equal(cause, Assert.Single((await engine.StateAsync()).Handoffs).Cause);
    }

    private static AgentAnswer Answer(string output) => new() { Output = JsonElement.Parse(output), Confidence = 0.9, Usage = new Usage(10, 5, 0.01m) };

    private static Task<TestEngine> StartAsync(TellingCaller caller, params IBuiltInAgent[] agents) => TestEngine.StartAsync(
        new Baton.Engine.Clocks.AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), agents, services =>
        {
            foreach (var other in services.Where(s => s.ServiceType == typeof(IAgentCaller) && s.ImplementationType is { } type && type != typeof(BuiltInCaller)).ToList()) services.Remove(other);
            services.AddSingleton<IAgentCaller>(caller);
        });

    /// <summary>Answers for agents of the kind LLM, and remembers how it was called.</summary>
    private sealed class TellingCaller(Func<AgentCall, AgentAnswer> answer) : IAgentCaller
    {
        private readonly ConcurrentQueue<AgentCall> _calls = new();

        public AgentKind Kind => AgentKind.Llm;

        public List<AgentCall> Calls => [.. _calls];

        public Task<AgentAnswer> CallAsync(AgentCall call, CancellationToken cancel)
        {
            _calls.Enqueue(call);
            return Task.FromResult(answer(call));
        }
    }
}
