using Baton.Core.Deciding;
using Baton.Engine.Handoffs;

namespace Baton.Web.Handoffs;

/// <summary>What became of several cases, in one line: "7 claimed. 1 was taken by Ben Ito."</summary>
internal static class BulkWords
{
    public static string Of(string done, int yes, IReadOnlyList<(HandoffLine Line, Refusal Refusal)> refused, Func<string, string> nameOf)
    {
        var parts = new List<string>();
        if (yes > 0 || refused.Count == 0) parts.Add($"{yes} {done}.");
        foreach (var taken in refused.Where(r => r.Refusal is { Kind: RefusalKind.Taken, Owner: not null }).GroupBy(r => r.Refusal.Owner!, StringComparer.Ordinal))
            parts.Add($"{taken.Count()} {(taken.Count() == 1 ? "was" : "were")} taken by {nameOf(taken.Key)}.");
        var gone = refused.Count(r => r.Refusal.Kind == RefusalKind.Gone);
        if (gone > 0) parts.Add($"{gone} {(gone == 1 ? "was" : "were")} resolved meanwhile.");
        foreach (var (line, refusal) in refused.Where(r => r.Refusal is not ({ Kind: RefusalKind.Taken, Owner: not null } or { Kind: RefusalKind.Gone })).Take(3))
            parts.Add($"{line.CustomerName ?? line.Title}: {refusal.Detail}");
        return string.Join(' ', parts);
    }
}
