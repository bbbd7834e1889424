using System.Diagnostics;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Metrics;

/// <summary>
/// The spans of what agents do, by OpenTelemetry's conventions for generative AI. They join the trace that came with the event with which their chain began (W3C
/// <c>traceparent</c>), and calls over HTTP carry it on, whether or not Baton's own spans are collected.
/// </summary>
public static class Traces
{
    /// <summary>The source's name.</summary>
    public const string Name = "Baton.Engine";

    /// <summary>The attribute of an event that says which trace it belongs to, as CloudEvents' extension for distributed tracing has it.</summary>
    public const string Parent = "traceparent";

    /// <summary>What the systems on the way added to it.</summary>
    public const string State = "tracestate";

    internal static readonly ActivitySource Source = new(Name);

    /// <summary>A span of the trace that an event's chain belongs to. Null when the chain belongs to none and nobody collects.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="kind">Whether it leaves Baton.</param>
    /// <param name="log">Where the event is.</param>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="root">The event with which the chain began; 0 for none.</param>
    internal static Activity? Join(string name, ActivityKind kind, LogLookups log, string workspace, long root)
    {
        var context = root > 0 ? ContextOf(log.ReadRow(workspace, root)) : default;
        if (Source.StartActivity(name, kind, context) is { } span) return span;
        if (context == default) return null;

        // Nobody collects here, but those who do before and after must not lose the thread.
        var thread = new Activity(name).SetParentId(context.TraceId, context.SpanId, context.TraceFlags);
        thread.TraceStateString = context.TraceState;
        return thread.Start();
    }

    /// <summary>The use of a tool.</summary>
    internal static Activity? Tool(string tool, string call)
    {
        var span = Source.StartActivity($"execute_tool {tool}");
        span?.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", tool).SetTag("gen_ai.tool.call.id", call);
        return span;
    }

    /// <summary>Marks a span as failed.</summary>
    internal static void Fail(Activity? span, string kind) => span?.SetTag("error.type", kind).SetStatus(ActivityStatusCode.Error);

    private static ActivityContext ContextOf(LogRow? row)
    {
        if (row?.Attributes is not { } attributes || !attributes.Contains(Parent, StringComparison.Ordinal)) return default;
        var members = JsonElement.Parse(attributes);
        return ActivityContext.TryParse(members.Text(Parent), members.Text(State), isRemote: true, out var context) ? context : default;
    }
}
