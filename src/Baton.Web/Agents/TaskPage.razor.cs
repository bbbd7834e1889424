using Baton.Engine.Agents;
using Baton.Engine.Storage;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.Agents;

/// <summary>One task: what it is about, exactly what was sent, what came of it, and every try.</summary>
public sealed partial class TaskPage
{
    private TaskStory? _story;
    private string? _customer;

    [Parameter] public string Id { get; set; } = "";

    [Inject] private TaskStories Stories { get; set; } = null!;
    [Inject] private IDbContextFactory<BatonDb> Database { get; set; } = null!;

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _story = await Stories.ReadAsync(Viewer.Workspace, Id, gone);
        if (_story?.Task.Customer is not { } customer) return;
        await using var db = await Database.CreateDbContextAsync(gone);
        _customer = await db.Customers.Where(c => c.Workspace == Viewer.Workspace && c.Id == customer).Select(c => c.Name).FirstOrDefaultAsync(gone);
    }
}
