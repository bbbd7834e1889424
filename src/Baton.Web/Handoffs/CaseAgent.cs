using Baton.Core.Events;
using Baton.Engine.Handoffs;

namespace Baton.Web.Handoffs;

/// <summary>The agent from whom a case came.</summary>
internal static class CaseAgent
{
    /// <summary>Its name; null when no agent's work waits on the case.</summary>
    public static string? Of(HandoffCase handoff) => handoff.Action?.Agent ?? handoff.Held?.Text("agent");
}
