using System.Globalization;
using Baton.Core.Events;
using Baton.Engine.Channels;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Channels;

/// <summary>The channels of the workspace: add one, change it, remove it; and what customers are told when a person takes over.</summary>
public sealed partial class ChannelsPage
{
    private IReadOnlyList<ChannelDefinition> _channels = [];
    private ChannelDefinition? _changing;
    private string? _told, _saved, _notice;
    private bool _isAdding, _isRead;

    [Inject] private ChannelDesk Desk { get; set; } = null!;

    protected override Task LoadAsync(CancellationToken gone)
    {
        _channels = Desk.List(Viewer.Workspace);
        if (!_isRead) (_isRead, _notice) = (true, Desk.NoticeOf(Viewer.Workspace)); // what is being written is not overwritten
        return Task.CompletedTask;
    }

    private static string KindOf(ChannelDefinition channel) => channel.Kind switch
    {
        ChannelKind.Email => "e-mail",
        ChannelKind.Slack => "Slack",
        _ => "webhook",
    };

    private static string WayTo(ChannelDefinition channel) => channel.Kind == ChannelKind.Email
        ? string.Create(CultureInfo.InvariantCulture, $"{channel.Host}:{channel.Port}, from {channel.From}") : channel.Address?.ToString() ?? "";

    private static string CredentialsOf(ChannelDefinition channel) =>
        string.Join(", ", new[] { channel.Credential, channel.Secret }.OfType<string>()) is { Length: > 0 } named ? named : "none";

    private void Add() => (_isAdding, _changing, _told) = (!_isAdding || _changing is not null, null, null);

    private void Change(ChannelDefinition channel) => (_isAdding, _changing, _told) = (true, channel, null);

    private async Task PutAsync(ChannelDefinition channel)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        await Desk.DefineAsync(Viewer.Workspace, channel, Actor.Person(Viewer.Email));
        (_isAdding, _changing, _told) = (false, null, $"{channel.Name} is set up. What it does goes out over it from now on.");
        await ReloadAsync();
    }

    private async Task RemoveAsync(ChannelDefinition channel)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        await Desk.RemoveAsync(Viewer.Workspace, channel.Name, Actor.Person(Viewer.Email));
        _told = $"{channel.Name} is removed.";
        await ReloadAsync();
    }

    private async Task SaveNoticeAsync()
    {
        if (!Viewer.Can(Rights.Admin)) return;
        await Desk.SetNoticeAsync(Viewer.Workspace, _notice, Actor.Person(Viewer.Email));
        _notice = Desk.NoticeOf(Viewer.Workspace);
        _saved = _notice is null ? "Saved. Customers are told nothing." : "Saved. It is told from the next claim on.";
    }
}
