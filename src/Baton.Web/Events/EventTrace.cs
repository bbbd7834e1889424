using System.Diagnostics;
using System.Text.Json;
using Baton.Engine.Metrics;
using Baton.Engine.Pipeline;

namespace Baton.Web.Events;

/// <summary>
/// Keeps the trace that events came in with (W3C trace context), so that what agents do because of them joins it. An event's own attributes <c>traceparent</c> and
/// <c>tracestate</c> (CloudEvents' extension for distributed tracing) come first, then the request's header.
/// </summary>
internal static class EventTrace
{
    public static IReadOnlyList<Input> Kept(HttpRequest request, IReadOnlyList<Input> inputs)
    {
        if (Of(request) is not ({ } parent, var state)) return inputs;
        return [.. inputs.Select(input => input.Attributes?.Contains($"\"{Traces.Parent}\"", StringComparison.Ordinal) == true ? input : input with { Attributes = With(input.Attributes, parent, state) })];
    }

    /// <summary>The trace of a request as the attributes of an event; null when it has none.</summary>
    public static string? AttributesOf(HttpRequest request) => Of(request) is ({ } parent, var state) ? With(attributes: null, parent, state) : null;

    // When Baton's own spans are collected, that of this request stands between; otherwise it would be a link that is missing.
    private static (string? Parent, string? State) Of(HttpRequest request)
    {
        if (Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } span && span.Source.HasListeners()) return (span.Id, span.TraceStateString);
        var sent = request.Headers.TraceParent.ToString();
        return ActivityContext.TryParse(sent, traceState: null, out _) ? (sent, request.Headers.TraceState.ToString()) : (null, null);
    }

    private static string With(string? attributes, string parent, string? state)
    {
        var members = attributes is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(attributes)!;
        members[Traces.Parent] = JsonSerializer.SerializeToElement(parent);
        if (state is { Length: > 0 and <= 512 }) members[Traces.State] = JsonSerializer.SerializeToElement(state);
        return JsonSerializer.Serialize(members);
    }
}
