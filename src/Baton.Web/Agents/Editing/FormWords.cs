using System.Globalization;
using Baton.Core.Agents;

namespace Baton.Web.Agents.Editing;

/// <summary>What a closed part of the form holds, in a few words.</summary>
internal static class FormWords
{
    public static string Sees(AgentForm form)
    {
        var context = form.Context;
        if (!context.IsSaid) return form.Kind is AgentKind.BuiltIn or AgentKind.Pull ? "the event, the customer and the conversation" : "the event";
        var parts = new List<string> { "the event" };
        if (context.Customer.Count > 0) parts.Add(context.Customer.Contains("*", StringComparer.Ordinal) ? "all of the customer" : string.Join(", ", context.Customer));
        if (context.Messages.Trim() is not ("" or "0")) parts.Add($"{context.Messages.Trim()} messages");
        if (context.Events.Count > 0) parts.Add(string.Join(", ", context.Events));
        if (context.Results.Count > 0) parts.Add("results of " + string.Join(", ", context.Results));
        if (context.Memory) parts.Add("its memory");
        return string.Join(" · ", parts);
    }

    public static string Tools(AgentForm form) => form.Tools.Count == 0 ? "none" : string.Join(", ", form.Tools.Select(t => t.Tool.Length == 0 ? "?" : t.Tool + (t.Write ? " (may change)" : "")));

    public static string People(AgentForm form)
    {
        var tries = form.MaxAttempts.Trim() is "1" ? "one try" : $"{form.MaxAttempts.Trim()} tries";
        var then = new[] { form.Senior.Trim(), form.Fallback.Trim() }.Where(n => n.Length > 0).Append($"the people of {form.Queue.Trim()}");
        return $"{tries}, then {string.Join(", then ", then)}";
    }

    public static string Limits(LimitsTyped limits)
    {
        var parts = new List<string>();
        if (limits.Concurrency.Trim() is { Length: > 0 } atOnce) parts.Add($"{atOnce} at once");
        if (limits.PerMinute.Trim() is { Length: > 0 } perMinute) parts.Add($"{perMinute} a minute");
        if (limits.Queue.Trim() is { Length: > 0 } queue) parts.Add($"{queue} waiting");
        if (limits.Breaker.IsOn) parts.Add($"left alone at {limits.Breaker.FailureShare.Trim()} % failed");
        if (!limits.Hourly.IsEmpty) parts.Add("hourly budget");
        if (!limits.Daily.IsEmpty) parts.Add("daily budget");
        return parts.Count == 0 ? "as usual, no budget" : string.Join(" · ", parts);
    }

    public static string Actions(AgentForm form) => form.MayNothing ? "none" : form.MayPropose.Count == 0 ? "may propose anything" : string.Join(", ", form.MayPropose);

    public static string Contract(AgentForm form)
    {
        var parts = new List<string>();
        if (form.Skills.Count > 0) parts.Add(string.Join(", ", form.Skills));
        if (form.Output.Trim().Length > 0) parts.Add("output has a schema");
        if (form.Input.Trim().Length > 0) parts.Add("input has a schema");
        return parts.Count == 0 ? "takes and answers anything" : string.Create(CultureInfo.InvariantCulture, $"{string.Join(" · ", parts)}");
    }
}
