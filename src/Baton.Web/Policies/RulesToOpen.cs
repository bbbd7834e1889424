using Baton.Core.Arbitration;
using Baton.Engine.Policies;
using Baton.Web.Frame.Palette;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Policies;

/// <summary>Rules of the policy in force for Ctrl-K: by id, kind or the words of their sentence.</summary>
internal sealed class RulesToOpen(Configurations configurations, AuthenticationStateProvider who) : IPaletteSource
{
    private const int Most = 6;
    private const int Shortest = 2;

    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        if (text.Length < Shortest) return [];
        var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
        return [.. configurations.Of(viewer.Workspace).Policy.Rules.Select(rule => (rule, rank: PaletteRank.Of(text, rule.Id, $"{rule.Kind.Name()} {rule.Sentence}")))
            .Where(r => r.rank > 1).OrderByDescending(r => r.rank).ThenBy(r => r.rule.Id, StringComparer.Ordinal).Take(Most)
            .Select(r => new PaletteItem("Rules", r.rule.Id, $"/policy?rule={Uri.EscapeDataString($"{r.rule.Kind.Name()}:{r.rule.Id}")}", "policy", r.rule.Kind.Name()) { Words = r.rule.Sentence })];
    }
}
