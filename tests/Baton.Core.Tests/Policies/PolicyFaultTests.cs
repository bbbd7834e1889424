using System.Text.Json;
using Baton.Core.Policies;

namespace Baton.Core.Tests.Policies;

public sealed class PolicyFaultTests
{
    private const string C = Documents.Contacts;

    [Theory]
    [InlineData("""[]""", "")]
    [InlineData("""{ "cooldown": [] }""", "/cooldown")]
    [InlineData("""{ "caps": {} }""", "/caps")]
    [InlineData("""{ "caps": [ 1 ] }""", "/caps/0")]
    [InlineData("""{ "departments": "sales" }""", "/departments")]
    [InlineData("""{ "departments": ["sales", ""] }""", "/departments")]
    [InlineData("""{ "departments": ["sales", "Sales"] }""", "/departments")]
    [InlineData("""{ "precedence": [] }""", "/precedence")]
    [InlineData("""{ "precedence": { "window": "PT1H", "looser": "delay" } }""", "/precedence/looser")]
    [InlineData("""{ "precedence": { "loser": "allow" } }""", "/precedence/loser")]
    [InlineData("""{ "consent": { "doNotContact": "delay" } }""", "/consent/doNotContact")]
    [InlineData("""{ "consent": { "donotcontact": "suppress" } }""", "/consent/donotcontact")]
    [InlineData($$"""{ "caps": [ { "blocks": {{C}}, "max": 1, "per": "day" } ] }""", "/caps/0/id")]
    [InlineData($$"""{ "caps": [ { "id": "a b", "blocks": {{C}}, "max": 1, "per": "day" } ] }""", "/caps/0/id")]
    [InlineData($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 0, "per": "day" } ] }""", "/caps/0/max")]
    [InlineData($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 501, "per": "day" } ] }""", "/caps/0/max")]
    [InlineData($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 1.5, "per": "day" } ] }""", "/caps/0/max")]
    [InlineData($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 1 } ] }""", "/caps/0/per")]
    [InlineData($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 1, "per": "year" } ] }""", "/caps/0/per")]
    [InlineData($$"""{ "caps": [ { "id": "a", "max": 1, "per": "day" } ] }""", "/caps/0/blocks")]
    [InlineData($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 1, "per": "day", "then": "allow" } ] }""", "/caps/0/then")]
    [InlineData($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 1, "per": "day", "enabled": "no" } ] }""", "/caps/0/enabled")]
    [InlineData($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 1, "per": "day", "mode": "dark" } ] }""", "/caps/0/mode")]
    [InlineData($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 1, "per": "day" }, { "id": "A", "blocks": {{C}}, "max": 1, "per": "day" } ] }""", "/caps/1/id")]
    [InlineData($$"""{ "cooldowns": [ { "id": "a", "after": {{C}}, "blocks": {{C}} } ] }""", "/cooldowns/0/for")]
    [InlineData($$"""{ "cooldowns": [ { "id": "a", "blocks": {{C}}, "for": "PT1H" } ] }""", "/cooldowns/0/after")]
    [InlineData($$"""{ "holds": [ { "id": "a", "while": {{C}}, "blocks": {{C}}, "then": "delay" } ] }""", "/holds/0/then")]
    [InlineData($$"""{ "guardrails": [ { "id": "a", "when": {{C}}, "then": "delay" } ] }""", "/guardrails/0/then")]
    [InlineData($$"""{ "quietHours": [ { "id": "a", "blocks": {{C}}, "from": "25:00", "to": "08:00" } ] }""", "/quietHours/0/from")]
    [InlineData($$"""{ "quietHours": [ { "id": "a", "blocks": {{C}}, "from": "08:00", "to": "08:00" } ] }""", "/quietHours/0/to")]
    [InlineData($$"""{ "quietHours": [ { "id": "a", "blocks": {{C}}, "from": "21:00", "to": "08:00", "timeZone": "Mars/Olympus" } ] }""", "/quietHours/0/timeZone")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": {} } ] }""", "/routing/0/to")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x", "queue": "y" } } ] }""", "/routing/0/to")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}} } ] }""", "/routing/0/to")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agnet": "x", "queue": "y" } } ] }""", "/routing/0/to/agnet")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "priority": "asap" } ] }""", "/routing/0/priority")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": [] } ] }""", "/routing/0/classify")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": { "is": ["b"] } } ] }""", "/routing/0/classify/model")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": { "model": "m" } } ] }""", "/routing/0/classify/is")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": { "model": "m", "is": [] } } ] }""", "/routing/0/classify/is")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": { "model": "m", "is": ["b", 1] } } ] }""", "/routing/0/classify/is")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": { "model": "m", "is": ["b"], "minConfidence": 80 } } ] }""", "/routing/0/classify/minConfidence")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": { "model": "m", "is": ["b"], "text": "customer.plan" } } ] }""", "/routing/0/classify/text")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": { "model": "m", "is": ["b"], "else": "drop" } } ] }""", "/routing/0/classify/else")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": { "model": "m", "is": ["b"], "else": { "agent": "y" , "queue": "z" } } } ] }""", "/routing/0/classify/else/agent")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "agent": "x" }, "classify": { "model": "m", "is": ["b"], "sure": 1 } } ] }""", "/routing/0/classify/sure")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "to": { "label": { "b": { "agent": "x" } } } } ] }""", "/routing/0/to")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "classify": { "model": "m" }, "to": { "label": { "b": { "agent": "x", "queue": "y" } } } } ] }""", "/routing/0/to/label/b")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "classify": { "model": "m" }, "to": { "agent": "x", "label": { "b": { "agent": "x" } } } } ] }""", "/routing/0/to")]
    [InlineData($$"""{ "routing": [ { "id": "a", "when": {{C}}, "classify": { "model": "m" }, "to": { "label": { "b": { "agnet": "y", "queue": "x" } } } } ] }""", "/routing/0/to/label/b/agnet")]
    [InlineData($$"""{ "approvals": [ { "id": "a", "when": {{C}}, "queu": "x" } ] }""", "/approvals/0/queu")]
    public void A_fault_is_named_with_its_place(string document, string pointer)
    {
        var fault = Assert.Single(Faults(document));

        Assert.Equal(pointer, fault.Pointer);
        Assert.EndsWith(".", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_named_at_once() => Assert.Equal(
        ["/caps/0/max", "/caps/0/per", "/consent/doNotContact", "/cooldowns/0/blocks/any/1/op", "/cooldowns/0/for", "/holdz"],
        Faults($$"""
            { "holdz": [], "consent": { "doNotContact": "never" },
              "caps": [ { "id": "a", "blocks": {{C}}, "max": "3", "per": "weekly" } ],
              "cooldowns": [ { "id": "b", "after": {{C}}, "blocks": { "any": [ {{C}}, { "field": "action.kind", "op": "like", "value": "x" } ] }, "for": "48h" } ] }
            """).Select(f => f.Pointer).Order(StringComparer.Ordinal));

    [Fact]
    public void A_misspelt_member_is_told_what_is_known_there() =>
        Assert.Contains("max", Assert.Single(Faults($$"""{ "caps": [ { "id": "a", "blocks": {{C}}, "max": 1, "maximum": 2, "per": "day" } ] }""")).Detail, StringComparison.Ordinal);

    [Fact]
    public void A_pointer_escapes_what_json_pointers_escape() =>
        Assert.Equal("/a~1b~0c", Assert.Single(Faults("""{ "a/b~c": 1 }""")).Pointer);

    private static List<Fault> Faults(string document)
    {
        var faults = new List<Fault>();
        Assert.Null(PolicyReader.Read(JsonElement.Parse(document), 0, faults));
        return faults;
    }
}
