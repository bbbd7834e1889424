using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Events;
using Baton.Engine.Policies;
using Baton.Web.Policies.Editing;
using Bunit;

namespace Baton.Web.Tests.Policies.Editing;

/// <summary>An editor in a workspace where a few things were seen.</summary>
public abstract class EditorTests : BunitContext
{
    protected const string Contacts = """{ "field": "action.kind", "op": "startsWith", "value": "contact." }""";

    private static DateTimeOffset Morning => new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    protected EditorTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    /// <summary>What was told to the page, in order.</summary>
    protected List<JsonObject> Told { get; } = [];

    protected JsonObject Last => Told[^1];

    protected static Offers Offers { get; } = new()
    {
        Seen = ObservedFields.None
            .See(Seen("order.placed", """{ "total": 40, "gift": true, "lines": ["a"], "country": "DE" }"""))
            .See(Seen("message.received", """{ "text": "Hello", "country": "FR" }"""))
            .See(new Proposal { Id = "p", Agent = "outreach", Kind = "refund", Data = JsonElement.Parse("""{ "amount": 12 }""") }),
        Agents = ["outreach", "reply"],
        Departments = ["support", "sales", "marketing"],
        Queues = ["finance", "general"],
        TimeZones = ["Europe/Berlin", "UTC"],
    };

    protected IRenderedComponent<RuleEditor> Edit(RuleKind kind, string rule, bool isNew = false, params string[] others) => Render<RuleEditor>(editor => editor
        .Add(e => e.Kind, kind).Add(e => e.Rule, Rule(rule)).Add(e => e.Offers, Offers).Add(e => e.Others, others).Add(e => e.IsNew, isNew)
        .Add(e => e.OnChanged, changed => Told.Add(changed)));

    protected static JsonObject Rule(string json) => JsonNode.Parse(json)!.AsObject();

    protected static void Same(string expected, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}{Environment.NewLine}but was  {actual?.ToJsonString()}");

    /// <summary>What the renderer calls an element that it can focus; read when it was just drawn.</summary>
    protected static string? Reference(AngleSharp.Dom.IElement element) => element.GetAttribute("blazor:elementReference");

    /// <summary>The element that took the focus last, of so many times.</summary>
    protected string? Focused(int times) => ((Microsoft.AspNetCore.Components.ElementReference)JSInterop.VerifyFocusAsyncInvoke(calledTimes: times)[times - 1].Arguments[0]!).Id;

    private static Event Seen(string type, string data) => new()
    {
        Seq = 1, Id = "e", Source = "shop", Type = type, Time = Morning, Received = Morning, Actor = Actor.Channel("shop"), Data = JsonElement.Parse(data),
    };
}
