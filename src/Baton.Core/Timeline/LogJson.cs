using System.Collections;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Offering;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Core.Timeline;

/// <summary>
/// How decisions, states, agents and payloads are written to the log: camelCase, words as in the public contract, without what a
/// reader would put there anyway. What is written reads back as the same, which replay and snapshots rest on.
/// </summary>
public static class LogJson
{
    /// <summary>The log's options. Types are read by reflection: a generated reader would lose what <c>init</c> properties begin with.</summary>
    public static JsonSerializerOptions Compact { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WhatIsNeeded } },
        Converters =
        {
            new ActorJson(), new AddressJson(), new FindingJson(), new RuleKindJson(), new ResultStatusJson(), new AgentKindJson(),
            new WordJson<Verdict>(), new WordJson<RuleMode>(), new WordJson<ActionStatus>(), new WordJson<Executor>(), new WordJson<Priority>(), new WordJson<EventOutcome>(), new WordJson<HandoffCause>(), new WordJson<CanaryGroup>(), new WordJson<LlmProtocol>(), new WordJson<BudgetEnd>(), new WordJson<QueueMode>(), new WordJson<Availability>(), new WordJson<DayOfWeek>(),
        },
    };

    // What a reader must find is written whatever its value, as a verdict of allow. What a new object begins with is left out, and only that.
    private static void WhatIsNeeded(JsonTypeInfo type)
    {
        var blank = type.Properties.Any(p => p.AssociatedParameter is not null) ? null : type.CreateObject?.Invoke();
        foreach (var property in type.Properties)
        {
            if (property.IsRequired || property.AssociatedParameter is not null) property.ShouldSerialize = static (_, value) => value is not null;
            else if (IsList(property.PropertyType)) property.ShouldSerialize = static (_, value) => value is ICollection { Count: > 0 };
            else if (blank is not null && property.Get?.Invoke(blank) is ValueType beginning and not JsonElement) property.ShouldSerialize = (_, value) => !beginning.Equals(value);
        }
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var kind && (kind == typeof(ImmutableArray<>) || kind == typeof(ImmutableSortedDictionary<,>));
}
