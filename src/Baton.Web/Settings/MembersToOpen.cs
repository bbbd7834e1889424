using Baton.Web.Frame.Palette;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Settings;

/// <summary>People of the workspace for Ctrl-K, by name or e-mail: what they do, for those who see the wall.</summary>
internal sealed class MembersToOpen(Members members, AuthenticationStateProvider who) : IPaletteSource
{
    private const int Most = 5;
    private const int Shortest = 2;

    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        if (text.Length < Shortest) return [];
        var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
        if (!viewer.Can(Rights.Operate)) return [];
        return [.. (await members.ListAsync(viewer.Workspace)).Select(member => (member, rank: PaletteRank.Of(text, member.Name, member.Email)))
            .Where(m => m.rank > 1).OrderByDescending(m => m.rank).ThenBy(m => m.member.Email, StringComparer.Ordinal).Take(Most)
            .Select(m => new PaletteItem("People", m.member.Name.Length > 0 ? m.member.Name : m.member.Email, $"/handoffs/wall?person={Uri.EscapeDataString(m.member.Email)}", "person", m.member.Email) { Words = m.member.Email })];
    }
}
