using Baton.Core.Events;
using Baton.Engine.Credentials;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Credentials;

/// <summary>The credentials of the workspace: add one, see who uses it, give it another value, delete it. No value is ever shown.</summary>
public sealed partial class CredentialsPage
{
    private IReadOnlyList<CredentialView> _credentials = [];
    private CredentialView? _rotating;
    private string? _told;
    private bool _isAdding;

    [Inject] private CredentialDesk Credentials { get; set; } = null!;

    protected override async Task LoadAsync(CancellationToken gone) => _credentials = await Credentials.ListAsync(Viewer.Workspace, gone);

    private static string QuestionOf(CredentialView credential) =>
        credential.Agents.Count == 0 ? $"Delete {credential.Name}?" : $"Calls of {string.Join(", ", credential.Agents)} fail without it.";

    private void Add() => (_isAdding, _rotating, _told) = (!_isAdding || _rotating is not null, null, null);

    private void Rotate(CredentialView credential) => (_isAdding, _rotating, _told) = (true, credential, null);

    private async Task PutAsync(GivenCredential given)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        var isNew = await Credentials.PutAsync(Viewer.Workspace, given, Actor.Person(Viewer.Email));
        (_isAdding, _rotating, _told) = (false, null, isNew ? $"{given.Name} is kept. Nobody can read it again." : $"{given.Name} has its new value. The next call uses it.");
        await ReloadAsync();
    }

    private async Task DeleteAsync(CredentialView credential)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        await Credentials.DeleteAsync(Viewer.Workspace, credential.Name, Actor.Person(Viewer.Email));
        _told = $"{credential.Name} is deleted.";
        await ReloadAsync();
    }
}
