using Baton.Core.Classification;

namespace Baton.Engine.Tests.Classification;

/// <summary>Few enough to be learned in a moment.</summary>
internal static class LittleExamples
{
    /// <summary>About refunds and about parcels, and some that are about neither.</summary>
    public static IReadOnlyList<LabelledText> Of(int each = 20, string refund = "refund") =>
    [
        .. Enumerable.Range(0, each).SelectMany(number => new LabelledText[]
        {
            new($"please refund order {number}", refund),
            new($"where is my parcel {number} now", "track"),
            new($"tell me a joke number {number}", "oos"),
        }),
    ];
}
