using Baton.Engine.Storage.Rows;
using Baton.Engine.Workspaces;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Settings;

/// <summary>The API keys of the workspace: make one, see which are used, revoke.</summary>
public sealed partial class KeysCard
{
    private IReadOnlyList<KeyRow> _keys = [];
    private NewKey? _made;
    private bool _isAdding;

    [Inject] private KeyDesk Keys { get; set; } = null!;

    protected override async Task LoadAsync(CancellationToken gone) => _keys = await Keys.ListAsync(Viewer.Workspace, gone);

    private Task MadeAsync(NewKey made)
    {
        (_made, _isAdding) = (made, false);
        return ReloadAsync();
    }

    private async Task RevokeAsync(KeyRow key)
    {
        if (Viewer.Can(Rights.Admin))
            await Keys.RevokeAsync(Viewer.Workspace, key.Id);
        await ReloadAsync();
    }
}
