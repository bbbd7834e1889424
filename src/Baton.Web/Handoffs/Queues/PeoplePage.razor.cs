using Baton.Core.Events;
using Baton.Core.Handoffs.People;
using Baton.Engine.Handoffs.Queues;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Rows;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Handoffs.Queues;

/// <summary>The people who take cases, and what is known of each.</summary>
public sealed partial class PeoplePage
{
    private IReadOnlyList<(MemberRow Member, PersonProfile Person)> _people = [];
    private IReadOnlyList<string> _skills = [], _languages = [], _queues = [];
    private PersonProfile? _editing;
    private string _zone = "UTC";
    private string? _told;

    [Inject] private QueueDesk Desk { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private Members Members { get; set; } = null!;

    protected override async Task LoadAsync(CancellationToken gone)
    {
        var config = Configurations.Of(Viewer.Workspace);
        _people = [.. (await Members.ListAsync(Viewer.Workspace)).Where(m => Enum.TryParse<Role>(m.Role, out var role) && role.Includes(Rights.Handle)).Select(m => (m, config.PersonOf(m.Email)))];
        _queues = [.. config.Queues.Keys.Order(StringComparer.Ordinal)];
        _skills = [.. config.Queues.Values.SelectMany(q => q.Skills).Concat(config.People.Values.SelectMany(p => p.Skills)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        _languages = [.. config.Queues.Values.SelectMany(q => q.Languages).Concat(config.People.Values.SelectMany(p => p.Languages)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        _zone = config.Queues.Values.Select(q => q.Hours?.TimeZone).FirstOrDefault(zone => zone is not null) ?? "UTC";
    }

    // The right is asked for again here: buttons may be older than a change of roles.
    private async Task SaveAsync(PersonProfile person)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        await Desk.ProfileAsync(Viewer.Workspace, person, Actor.Person(Viewer.Email));
        (_editing, _told) = (null, $"The profile of {person.Email} is changed.");
        await ReloadAsync();
    }
}
