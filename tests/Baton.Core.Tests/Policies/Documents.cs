namespace Baton.Core.Tests.Policies;

/// <summary>Policy documents to read.</summary>
internal static class Documents
{
    /// <summary>The document of the public contract, word for word.</summary>
    public const string OfTheContract = """
        { "departments": ["support", "success", "sales", "marketing"],
          "routing": [ { "id": "outage", "when": { "any": [ { "field": "event.text", "op": "containsAny", "value": ["outage", "downtime"] } ] }, "to": { "agent": "engineering" }, "priority": "urgent" } ],
          "cooldowns": [ { "id": "after-support", "after": { "field": "event.type", "op": "startsWith", "value": "case." }, "blocks": { "all": [ { "field": "agent.department", "op": "eq", "value": "sales" }, { "field": "action.kind", "op": "startsWith", "value": "contact." } ] }, "for": "PT48H", "then": "delay" } ],
          "holds": [ { "id": "escalation", "while": { "field": "customer.openHandoffs", "op": "gt", "value": 0 }, "blocks": { "field": "action.purpose", "op": "eq", "value": "promotion" }, "then": "suppress" } ],
          "caps": [ { "id": "weekly", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "max": 3, "per": "P7D", "then": "delay" } ],
          "quietHours": [ { "id": "night", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "from": "21:00", "to": "08:00", "timeZone": "customer" } ],
          "approvals": [ { "id": "big-refund", "when": { "all": [ { "field": "action.kind", "op": "eq", "value": "refund" }, { "field": "action.data.amount", "op": "gt", "value": 100 } ] }, "queue": "finance" } ],
          "guardrails": [ { "id": "no-card-numbers", "when": { "field": "action.text", "op": "matches", "value": "\\b(?:\\d[ -]?){13,16}\\b" }, "then": "escalate", "queue": "compliance" } ],
          "precedence": { "window": "PT15M", "loser": "delay" },
          "consent": { "doNotContact": "suppress" } }
        """;

    /// <summary>A condition for all contacts.</summary>
    public const string Contacts = """{ "field": "action.kind", "op": "startsWith", "value": "contact." }""";

    /// <summary>A document with one rule in one list.</summary>
    public static string With(string list, string rule) => $$"""{ "departments": ["support", "sales", "marketing"], "{{list}}": [ {{rule}} ] }""";
}
