using System.Globalization;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Trying;
using Baton.Web.Customers;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Policies.Trying;

/// <summary>Tries an event or an action, or something that happened, by the draft and by the published policy, side by side.</summary>
public sealed partial class TryPage
{
    private static readonly (string Word, TimeSpan By)[] Steps = [("+ 1 h", TimeSpan.FromHours(1)), ("+ 12 h", TimeSpan.FromHours(12)), ("+ 1 d", TimeSpan.FromDays(1)), ("+ 7 d", TimeSpan.FromDays(7))];

    private (long? Seq, string? Customer)? _shown;
    private IReadOnlyList<AgentDefinition> _agents = [];
    private IReadOnlyList<string> _kinds = [];
    private TryForm? _form = new();
    private TryResult? _result;
    private Event? _happened;
    private string? _customer;
    private string? _customerName;
    private DateTime? _clock;
    private DateTimeOffset? _from;
    private string? _refusal;
    private int _version;
    private bool _isEdited;
    private bool _isStale;
    private bool _isBusy;

    /// <summary>The place in the log of something that happened, to be tried again.</summary>
    [SupplyParameterFromQuery] public long? Seq { get; set; }

    /// <summary>The id of the customer to try on.</summary>
    [SupplyParameterFromQuery] public string? Customer { get; set; }

    [Inject] private TryDesk Desk { get; set; } = null!;
    [Inject] private Conductor Conductor { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private Viewer Viewer { get; set; } = null!;

    private string? Missing => Seq is not null && (_form is null || !_isEdited) ? null : _form!.Missing ?? (_customer is null && !_form.IsEvent ? "Choose the customer whom it is about." : null);

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Seq, Customer)) return;
        _shown = (Seq, Customer);
        _agents = [.. Configurations.Of(Viewer.Workspace).Agents.Values.OrderBy(agent => agent.Name, StringComparer.Ordinal)];
        _kinds = [.. TryForm.Kinds.Concat(_agents.SelectMany(agent => agent.MayPropose ?? [])).Where(kind => !kind.Contains('*', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        (_result, _happened, _refusal, _clock, _from, _isEdited) = (null, null, null, null, null, false);
        if (Seq is null)
        {
            _form ??= new TryForm();
            await NameAsync(Customer);
            return;
        }

        await TryAsync();
        if (_result is not { } result) return;
        _happened = result.Event;
        _form = TryForm.Of(result.Event);
        await NameAsync(result.Customer);
    }

    private async Task NameAsync(string? customer)
    {
        _customer = customer;
        _customerName = customer is null ? null : CustomerNaming.Of(await Conductor.StateOfAsync(Viewer.Workspace, customer));
    }

    private void ChooseAsync(string? customer) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("customer", customer), replace: true);

    private void Switch(bool isEvent) => Edit(form => form.IsEvent = isEvent);

    private void Edit(Action<TryForm> change)
    {
        change(_form!);
        (_isEdited, _isStale) = (true, true);
    }

    private Task MoveAsync(TimeSpan by)
    {
        var at = _clock ?? (_from ?? Clock.GetUtcNow()).UtcDateTime;
        _clock = at + by;
        return TryAgainAsync();
    }

    private Task ResetClockAsync()
    {
        _clock = null;
        return TryAgainAsync();
    }

    // The clock is turned to see what changes; the first trial is asked for.
    private Task TryAgainAsync() => _result is null && _refusal is null ? Task.CompletedTask : TryAsync();

    private async Task TryAsync()
    {
        if (_isBusy || Missing is not null) return;
        _isBusy = true;
        try
        {
            _result = await Desk.TryAsync(Viewer.Workspace, Order());
            (_refusal, _from, _isStale, _version) = (null, _result.From, false, Configurations.Of(Viewer.Workspace).Policy.Version);
        }
        catch (Exception refused) when (refused is CannotTryException or ArchiveException)
        {
            (_result, _refusal) = (null, refused.Message);
        }
        finally
        {
            _isBusy = false;
        }
    }

    // Something that happened is tried as it stands in the log, to the letter, until somebody changes it.
    private TryOrder Order()
    {
        DateTimeOffset? at = _clock is { } clock ? new DateTimeOffset(clock, TimeSpan.Zero) : null;
        if (Seq is not null && (!_isEdited || _form is null)) return new TryOrder { Seq = Seq, At = at };
        var address = _customer is { } id && CustomerRefs.TryRead(id, out var named) ? named : (Address?)null;
        return _form!.ToOrder(address) with { Seq = Seq, At = at };
    }

    private static string Summary(TryResult result) => result.Draft is not { } draft ? "There is no draft; this is what the published policy decides." : TrialView.Agree(draft, result.Published) ? "The draft decides the same." : "The draft decides otherwise.";

    private static string Text(ChangeEventArgs typed) => Convert.ToString(typed.Value, CultureInfo.InvariantCulture) ?? "";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
