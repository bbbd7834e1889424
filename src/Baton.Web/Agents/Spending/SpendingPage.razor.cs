using System.Globalization;
using Baton.Engine.Agents.Spending;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Agents.Spending;

/// <summary>What agents used and cost, and how their budgets stand.</summary>
public sealed partial class SpendingPage
{
    private const int Fullest = 12;

    private static readonly (string Word, string Title)[] Kinds = [("agent", "Agent"), ("model", "Model"), ("customer", "Customer")];

    private IReadOnlyList<Spent> _rows = [];
    private IReadOnlyList<BudgetStand> _budgets = [];
    private Spent _total = new("", "", 0, 0, 0, 0);
    private DateTimeOffset _from;

    /// <summary>By what it is added up: <c>agent</c>, <c>model</c> or <c>customer</c>.</summary>
    [SupplyParameterFromQuery] public string? By { get; set; }

    [SupplyParameterFromQuery] public string? Over { get; set; }

    [Inject] private Spendings Spendings { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    // Adding up a month takes a moment; nobody needs that ten times a second.
    protected override TimeSpan Pace => TimeSpan.FromSeconds(5);

    private SpendingSpan Span => SpendingSpan.Find(Over) ?? SpendingSpan.All[0];

    private SpentBy Kind => SpendingSpan.By(By) ?? SpentBy.Agent;

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _from = Span.From(Clock.GetUtcNow());
        _rows = await Spendings.ReadAsync(Viewer.Workspace, Kind, _from, gone);
        _budgets = Spendings.BudgetsOf(Viewer.Workspace);
        _total = new("", "", _rows.Sum(r => r.Tasks), _rows.Sum(r => r.InputTokens), _rows.Sum(r => r.OutputTokens), _rows.Sum(r => r.Cost));
    }

    private string? HrefOf(Spent row) => Kind switch
    {
        SpentBy.Agent => AgentHref(row.Key),
        SpentBy.Customer when row.Key.Length > 0 => "/customers/" + row.Key,
        _ => null,
    };

    private static string AgentHref(string agent) => "/agents/" + Uri.EscapeDataString(agent);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
