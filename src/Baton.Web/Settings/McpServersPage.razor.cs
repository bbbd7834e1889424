using System.Globalization;
using Baton.Core.Events;
using Baton.Engine.Mcp;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Settings;

/// <summary>The MCP servers of the workspace: add one, try it, see its tools, change it, remove it.</summary>
public sealed partial class McpServersPage
{
    private readonly Dictionary<string, string> _tried = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<McpTool>> _tools = new(StringComparer.Ordinal);
    private IReadOnlyList<McpServerDefinition> _servers = [];
    private McpServerDefinition? _changing;
    private string? _told, _trying;
    private bool _isAdding;

    [Inject] private McpDesk Desk { get; set; } = null!;
    [Inject] private McpServers Connections { get; set; } = null!;

    protected override async Task LoadAsync(CancellationToken gone) => _servers = await Desk.ListAsync(Viewer.Workspace, gone);

    private static string WayTo(McpServerDefinition server) => server.Address?.ToString() ?? string.Join(' ', [server.Command!, .. server.Arguments]);

    private static string CredentialsOf(McpServerDefinition server) =>
        string.Join(", ", server.Environment.Values.Select(v => v.Credential).Append(server.Credential).OfType<string>().Distinct(StringComparer.Ordinal)) is { Length: > 0 } named ? named : "none";

    private void Add() => (_isAdding, _changing, _told) = (!_isAdding || _changing is not null, null, null);

    private void Change(McpServerDefinition server) => (_isAdding, _changing, _told) = (true, server, null);

    private async Task PutAsync(McpServerDefinition server)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        await Desk.DefineAsync(Viewer.Workspace, server, Actor.Person(Viewer.Email));
        Forget(server.Name);
        (_isAdding, _changing, _told) = (false, null, $"{server.Name} is registered. Try it.");
        await ReloadAsync();
    }

    private async Task RemoveAsync(McpServerDefinition server)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        await Desk.RemoveAsync(Viewer.Workspace, server.Name, Actor.Person(Viewer.Email));
        Forget(server.Name);
        _told = $"{server.Name} is removed.";
        await ReloadAsync();
    }

    private async Task TryAsync(McpServerDefinition server)
    {
        if (!Viewer.Can(Rights.Admin)) return;
        Forget(server.Name);
        _trying = server.Name;
        StateHasChanged();
        try
        {
            var check = await Connections.CheckAsync(Viewer.Workspace, server);
            _tools[server.Name] = check.Tools;
            _tried[server.Name] = string.Create(CultureInfo.InvariantCulture, $"{check.Server} answered in {check.Took.TotalMilliseconds:0} ms.");
        }
        catch (McpServerException fault)
        {
            _tried[server.Name] = fault.Message;
        }
        finally
        {
            _trying = null;
        }
    }

    private void Forget(string server)
    {
        _tried.Remove(server);
        _tools.Remove(server);
    }
}
