using Baton.Engine.Storage.Rows;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Settings;

/// <summary>The members of the workspace: add, change the role of, remove. There is always an admin left.</summary>
public sealed partial class MembersCard
{
    private static readonly (Role Role, string Title)[] Ladder = [.. Enum.GetValues<Role>().Select(role => (role, role.Title()))];

    private IReadOnlyList<MemberRow> _members = [];
    private IReadOnlyDictionary<string, DateTimeOffset?> _absent = new Dictionary<string, DateTimeOffset?>();
    private (MemberRow Member, InvitationLink Link)? _invited;
    private bool _isAdding;
    private string? _refusal;

    [Inject] private Members Members { get; set; } = null!;
    [Inject] private Accounts Accounts { get; set; } = null!;
    [Inject] private Invitations Invitations { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override async Task LoadAsync(CancellationToken gone)
    {
        // Shown together, or a new member would seem to have come in for a moment.
        var members = await Members.ListAsync(Viewer.Workspace);
        var absent = await Invitations.NotInYetAsync(members);
        (_members, _absent) = (members, absent);
    }

    private Task AddedAsync((MemberRow Member, InvitationLink Link) added)
    {
        (_isAdding, _invited) = (false, added);
        return ReloadAsync();
    }

    private Task InviteAsync(MemberRow member) => DoAsync(async () => _invited = (member, await Invitations.MakeAsync(member)));

    private Task ChangeRoleAsync(MemberRow member, ChangeEventArgs change) => Enum.TryParse<Role>(change.Value as string, out var role)
        ? DoAsync(() => Members.PutAsync(member.Email, member.Name, role, member.Workspace))
        : Task.CompletedTask;

    private Task RemoveAsync(MemberRow member) => DoAsync(() => Accounts.RemoveAsync(member));

    private async Task DoAsync(Func<Task> change)
    {
        _refusal = null;
        try
        {
            if (Viewer.Can(Rights.Admin))
                await change();
            else
                _refusal = "Only an admin changes members.";
        }
        catch (LastAdminException last)
        {
            _refusal = last.Message;
        }

        await ReloadAsync();
    }

    private bool IsLastAdmin(MemberRow member) => member.Role == nameof(Role.Admin) && _members.Count(one => one.Role == nameof(Role.Admin)) == 1;

    private string? Bound(MemberRow member) => IsLastAdmin(member) ? "Somebody must be the admin: make another first." : null;
}
