using Baton.Core.Events;
using Baton.Core.Handoffs.Queues;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Queues;
using Baton.Engine.Policies;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Handoffs.Queues;

/// <summary>The queues of the workspace: define one, change it, remove it.</summary>
public sealed partial class QueuesPage
{
    private IReadOnlyList<QueueDefinition> _queues = [];
    private IReadOnlyList<string> _named = [], _members = [], _skills = [], _languages = [], _names = [];
    private QueueDefinition? _editing;
    private bool _isNew;
    private string _zone = "UTC";
    private string? _told;

    /// <summary>The queue to open; null for none.</summary>
    [Parameter] public string? Name { get; set; }

    [Inject] private QueueDesk Desk { get; set; } = null!;
    [Inject] private HandoffQueue Handoffs { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private Members Members { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override async Task LoadAsync(CancellationToken gone)
    {
        var config = Configurations.Of(Viewer.Workspace);
        _queues = [.. config.Queues.Values.OrderBy(q => q.Name, StringComparer.Ordinal)];
        _members = [.. (await Members.ListAsync(Viewer.Workspace)).Select(m => m.Email)];
        _skills = Distinct(config.People.Values.SelectMany(p => p.Skills).Concat(_queues.SelectMany(q => q.Skills)));
        _languages = Distinct(config.People.Values.SelectMany(p => p.Languages).Concat(_queues.SelectMany(q => q.Languages)));
        var byRules = config.Policy.Rules.Select(QueueOf).Concat(config.Agents.Values.Select(a => a.Queue)).Concat(await Handoffs.QueuesAsync(Viewer.Workspace, Viewer.Email, gone)).OfType<string>();
        _names = Distinct(byRules.Concat(_queues.Select(q => q.Name)));
        _named = [.. _names.Except(_queues.Select(q => q.Name), StringComparer.Ordinal)];
        _zone = _queues.Select(q => q.Hours?.TimeZone).FirstOrDefault(zone => zone is not null) ?? "UTC";
        if (Name is { } name && _editing is null && _told is null && config.Queues.GetValueOrDefault(name) is { } wanted) Edit(wanted);
    }

    private static string? QueueOf(Core.Policies.Rule rule) => rule switch
    {
        Core.Policies.RoutingRule routing => routing.Queue,
        Core.Policies.ApprovalRule approval => approval.Queue,
        Core.Policies.GuardrailRule guardrail => guardrail.Queue,
        Core.Policies.TriageRule triage => triage.Queue,
        _ => null,
    };

    private static List<string> Distinct(IEnumerable<string> names) => [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    private void Add() => Begin("");

    private void Begin(string name) => (_isNew, _editing, _told) = (true, new QueueDefinition { Name = name }, null);

    private void Edit(QueueDefinition queue) => (_isNew, _editing, _told) = (false, queue, null);

    // The right is asked for again here: buttons may be older than a change of roles.
    private async Task SaveAsync(QueueDefinition queue)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        if (_isNew && _queues.Any(q => q.Name == queue.Name))
        {
            _told = $"There is a queue {queue.Name} already. Choose another name, or edit that one.";
            return;
        }

        await Desk.DefineAsync(Viewer.Workspace, queue, Actor.Person(Viewer.Email));
        (_editing, _told) = (null, $"{queue.Shown} is {(_isNew ? "defined" : "changed")}. Cases that are opened from now on go by it.");
        await ReloadAsync();
    }

    private async Task RemoveAsync(QueueDefinition queue)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        await Desk.RemoveAsync(Viewer.Workspace, queue.Name, Actor.Person(Viewer.Email));
        (_editing, _told) = (null, $"The definition of {queue.Name} is removed; its cases wait on.");
        await ReloadAsync();
    }
}
