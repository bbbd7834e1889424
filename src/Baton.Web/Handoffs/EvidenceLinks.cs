using Baton.Engine.Handoffs.Context;

namespace Baton.Web.Handoffs;

/// <summary>Where evidence is looked up.</summary>
internal static class EvidenceLinks
{
    /// <summary>The page of a piece of evidence.</summary>
    public static string Of(Evidence evidence) => evidence.Kind switch
    {
        EvidenceKind.Event => $"/timeline?seq={Uri.EscapeDataString(evidence.Id)}",
        EvidenceKind.Rule => $"/policy?edit={Uri.EscapeDataString(evidence.Id)}",
        EvidenceKind.Case => $"/handoffs/{Uri.EscapeDataString(evidence.Id)}?view=done",
        EvidenceKind.Article => $"/knowledge?article={Uri.EscapeDataString(evidence.Id)}",
        EvidenceKind.Task => $"/tasks/{Uri.EscapeDataString(evidence.Id)}",
        _ => $"/customers/{Uri.EscapeDataString(evidence.Id)}",
    };
}
