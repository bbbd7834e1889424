using System.Globalization;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Core.Tools;

namespace Baton.Core.Deciding;

/// <summary>What happened with tools, in words.</summary>
internal static class ToolSentences
{
    public static string Of(Event e) => e.Type switch
    {
        EventTypes.ToolDefined => $"{e.Actor.Name} {(e.Data.Flag("changed") == true ? "changed" : "defined")} the tool {e.Data.Text("tool")}{Remarks.Of(e, "description")}.",
        EventTypes.ToolRemoved => $"{e.Actor.Name} removed the tool {e.Data.Text("tool")}: no agent can use it any more.",
        _ => Used(ToolUse.Read(e.Data), e.Actor.Name),
    };

    private static string Used(ToolUse use, string who) => use switch
    {
        { Denial: not null, Fault: { } why } => Remarks.Ended(why) + ".",
        { Fault: { } fault } => $"{who} used {use.Tool}, and it failed: {Remarks.Ended(fault)}.",
        _ when use.Result?.Text("verdict") is { } verdict => $"{who} asked by {use.Tool}: {verdict}{Remarks.Of(use.Result?.Text("reason"))}.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{who} used {use.Tool}{(use.Writes ? " to change something" : "")} ({use.DurationMs:N0} ms)."),
    };
}
