using System.Collections.Frozen;
using System.Text.Json;
using Baton.Core.Classification;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Core.Routing;
using Baton.Core.Timeline;

namespace Baton.Core.Tests.Routing;

/// <summary>Rules first, then the classifier, then a person.</summary>
public sealed class ClassifyRoutingTests
{
    private const string Message = """{ "field": "event.type", "op": "eq", "value": "message.received" }""";

    private static readonly TextClassifier Intents = TextClassifier.Train(
    [
        .. Enumerable.Range(0, 20).SelectMany(number => new LabelledText[]
        {
            new($"please refund order {number}", "refund"),
            new($"where is my parcel {number} now", "track"),
            new($"tell me a joke number {number}", "oos"),
        }),
    ], new TrainingOptions { OutOfScope = "oos" });

    [Fact]
    public void What_is_surely_the_label_goes_where_the_rule_says_and_the_decision_names_model_version_label_and_confidence()
    {
        var decision = Decide(Is("refund", "0.6"), "please refund my order");

        var (route, guess) = (decision.Route!, decision.Route!.Guess!);
        Assert.Equal(("refunds", "refunds", null), (route.Rule, route.Agent, route.Queue));
        Assert.Equal(("intents", Intents.Version, "refund", true), (guess.Model, guess.Version, guess.Label, guess.IsSure));
        Assert.InRange(guess.Confidence, 0.6, 1);
        Assert.Contains("intents is", route.Reason, StringComparison.Ordinal);
        Assert.Equal("refunds", Assert.Single(decision.Tasks).Task.Agent);
    }

    [Fact]
    public void What_is_surely_something_else_goes_on_to_the_next_rule() =>
        Assert.Equal(("rest", null), (Decide(Is("refund", "0.6"), "where is my parcel").Route is { } route ? (route.Rule, route.Guess) : default));

    [Theory]
    [InlineData("parcel please", "0.99", "is only")]
    [InlineData("tell me a joke number 3", "0", "nothing that it knows")]
    public void What_the_model_is_not_sure_of_goes_to_the_people_named(string text, string wanted, string because)
    {
        var decision = Decide(Is("refund", wanted, """, "else": { "queue": "triage" }"""), text);

        Assert.Equal(("refunds", null, "triage", false), (decision.Route!.Rule, decision.Route.Agent, decision.Route.Queue, decision.Route.Guess!.IsSure));
        Assert.Equal("triage", Assert.Single(decision.Handoffs).Queue);
        Assert.Contains(because, decision.Route.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_people_named_the_next_rule_decides_what_the_model_is_not_sure_of() =>
        Assert.Equal("rest", Decide(Is("refund", "0.99"), "parcel please").Route!.Rule);

    [Fact]
    public void A_model_that_is_not_in_force_is_never_sure_and_loses_no_message()
    {
        var decision = Decide(Is("refund", "0", """, "else": { "queue": "triage" }"""), "please refund my order", isInForce: false);

        Assert.Equal(("triage", null, null), (decision.Route!.Queue, decision.Route.Guess!.Version, decision.Route.Guess.Label));
        Assert.Contains("no version of the model intents is in force", decision.Route.Reason, StringComparison.Ordinal);
        Assert.Equal("rest", Decide(Is("refund", "0"), "please refund my order", isInForce: false).Route!.Rule);
    }

    [Theory]
    [InlineData("please refund my order", "agent:refunds")]
    [InlineData("where is my parcel", "queue:desk")]
    public void One_rule_may_send_each_label_elsewhere(string text, string target)
    {
        var route = Decide($$"""{ "id": "refunds", "when": {{Message}}, "classify": { "model": "intents", "minConfidence": 0.5 }, "to": { "label": { "refund": { "agent": "refunds" }, "track": { "queue": "desk" } } } }""", text).Route!;

        Assert.Equal(("refunds", target), (route.Rule, route.Agent is { } agent ? "agent:" + agent : "queue:" + route.Queue));
    }

    [Fact]
    public void A_text_in_the_payload_can_be_read_instead()
    {
        var rule = Is("refund", "0.6", """, "text": "event.data.subject" """);

        Assert.Equal("refunds", Decide(rule, "hello", subject: "please refund my order").Route!.Rule);
        Assert.Equal("rest", Decide(rule, "please refund my order").Route!.Rule);
    }

    [Fact]
    public void A_condition_that_does_not_hold_asks_no_model() =>
        Assert.Equal("rest", Decide(Is("refund", "0.6").Replace("message.received", "case.opened", StringComparison.Ordinal), "please refund my order").Route!.Rule);

    [Fact]
    public void A_decision_with_a_guess_reads_back_from_the_log_as_it_was_written()
    {
        var decision = Decide(Is("refund", "0.6"), "please refund my order");

        var json = JsonSerializer.Serialize(decision, LogJson.Compact);

        Assert.Equal(decision.Route, JsonSerializer.Deserialize<Decision>(json, LogJson.Compact)!.Route);
        Assert.Equal(json, JsonSerializer.Serialize(Decide(Is("refund", "0.6"), "please refund my order"), LogJson.Compact));
    }

    [Theory]
    [InlineData("""{ "model": "intents", "is": ["refund"], "else": { "queue": "triage" } }""", """{ "agent": "refunds" }""",
        "When the customer writes something and it is about “refund” (model intents, at least 80% sure), it goes to refunds; when the model is not sure, to the people of triage.")]
    [InlineData("""{ "model": "intents", "minConfidence": 0.9 }""", """{ "label": { "refund": { "agent": "refunds" }, "return": { "agent": "refunds" }, "track": { "queue": "desk" } } }""",
        "When the customer writes something and what it is about is known (model intents, at least 90% sure), “refund” and “return” go to refunds, “track” goes to the people of desk; when the model is not sure, the next rule decides.")]
    public void It_is_one_plain_sentence(string classify, string to, string sentence) =>
        Assert.Equal(sentence.Replace("the customer writes something", When(), StringComparison.Ordinal), Read($$"""{ "id": "a", "when": {{Message}}, "classify": {{classify}}, "to": {{to}} }""").Routing[0].Sentence);

    [Fact]
    public void Rules_behind_one_that_asks_a_model_are_not_taken_for_unreachable()
    {
        var policy = Read(Is("refund", "0.6") + "," + Is("track", "0.6").Replace("\"refunds\"", "\"tracking\"", StringComparison.Ordinal) + $$""", { "id": "rest", "when": {{Message}}, "to": { "queue": "rest" } }""");

        Assert.Empty(Linter.Lint(policy, new World { Now = DateTimeOffset.UnixEpoch }));
    }

    private static string When() => EventPhraseOf(Read($$"""{ "id": "a", "when": {{Message}}, "to": { "queue": "x" } }""").Routing[0].Sentence);

    private static string EventPhraseOf(string sentence) => sentence["When ".Length..sentence.IndexOf(", it", StringComparison.Ordinal)];

    private static string Is(string label, string confidence, string more = "") =>
        $$"""{ "id": "refunds", "when": {{Message}}, "classify": { "model": "intents", "is": ["{{label}}"], "minConfidence": {{confidence}}{{more}} }, "to": { "agent": "refunds" } }""";

    private static Policy Read(string rules) => PolicyReader.Read($$"""{ "routing": [ {{rules}} ] }""", 1);

    private static Decision Decide(string rule, string text, bool isInForce = true, string? subject = null)
    {
        var config = new WorkspaceConfig
        {
            Workspace = "default",
            Policy = Read($$"""{{rule}}, { "id": "rest", "when": {{Message}}, "to": { "queue": "rest" } }"""),
            Models = isInForce ? new Dictionary<string, TextClassifier> { ["intents"] = Intents }.ToFrozenDictionary() : FrozenDictionary<string, TextClassifier>.Empty,
        };
        var now = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var e = new Event { Seq = 1, Root = 1, Source = "test", Id = "1", Type = EventTypes.MessageReceived, Customer = "c1", Time = now, Received = now, Actor = Actor.Channel("test"), Data = JsonSerializer.SerializeToElement(new { text, subject }) };
        return Decider.Decide(CustomerState.New("c1"), e, config).Decision;
    }
}
