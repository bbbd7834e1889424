using System.Globalization;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Experiments;
using Baton.Engine.Agents.Trying;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Web.Customers;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Agents.Trying;

/// <summary>Tries an agent on a text or on a task of the past, beside another version or another agent where one wants to compare.</summary>
public sealed partial class TryAgentPage
{
    private const int Most = 30;
    private const string Example = """{ "plan": "pro" }""";
    private const string Hint = "Write what a customer might write, or choose a task that it had. You see what it is sent, the tools it uses, what it answers, and what Baton would make of that.";

    private AgentDefinition? _agent;
    private IReadOnlyList<AgentTask> _tasks = [];
    private IReadOnlyList<AgentVersion> _versions = [];
    private IReadOnlyList<AgentDefinition> _others = [];
    private IReadOnlyList<AgentTrial> _trials = [];
    private bool _isOnTask;
    private bool _isBusy;
    private string _text = "";
    private string _attributes = "";
    private string _beside = "";
    private string? _task;
    private string? _customer;
    private string? _customerName;
    private string? _wrong;
    private string? _refusal;

    [Parameter] public string Name { get; set; } = "";

    /// <summary>A task to try it on.</summary>
    [SupplyParameterFromQuery] public string? Task { get; set; }

    [Inject] private AgentTrials Trials { get; set; } = null!;
    [Inject] private AgentHistory History { get; set; } = null!;
    [Inject] private VersionHistory Versions { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private Conductor Conductor { get; set; } = null!;

    [CascadingParameter] private Viewer Viewer { get; set; } = null!;

    private string? Missing
    {
        get
        {
            if (!Viewer.Can(Rights.Operate)) return "Trying agents takes the role Operator or higher.";
            if (_agent is { IsCalled: false }) return "It fetches its tasks itself, so Baton cannot call it. Let it fetch one of a test workspace.";
            if (_isOnTask) return _task is null ? "Choose a task." : null;
            return _text.Trim().Length == 0 ? "Write a text." : null;
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var config = Configurations.Of(Viewer.Workspace);
        _agent = config.Agent(Name);
        if (_agent is null) return;
        _others = [.. config.Agents.Values.Where(a => a.Name != Name && a.IsCalled).OrderBy(a => a.Name, StringComparer.Ordinal)];
        _tasks = await History.FinishedAsync(Viewer.Workspace, Name, Most);
        _versions = [.. (await Versions.ListAsync(Viewer.Workspace, Name)).Where(v => !v.IsInForce)];
        if (Task is not null && _tasks.Any(t => t.Task.Id == Task)) (_isOnTask, _task) = (true, Task);
    }

    private async Task ChooseAsync(string? customer)
    {
        _customer = customer;
        _customerName = customer is null ? null : CustomerNaming.Of(await Conductor.StateOfAsync(Viewer.Workspace, customer));
    }

    private async Task TryAsync()
    {
        if (_isBusy || Missing is not null || !ReadAttributes(out var attributes)) return;
        _isBusy = true;
        _refusal = null;
        try
        {
            var order = new TrialOrder
            {
                Agent = _agent!,
                Text = _isOnTask ? null : _text,
                Task = _isOnTask ? _task : null,
                Customer = !_isOnTask && _customer is { } id ? new Address(Address.ById, id) : null,
                Attributes = _isOnTask ? null : attributes,
            };
            _trials = await System.Threading.Tasks.Task.WhenAll(Sides().Select(agent => Trials.TryAsync(Viewer.Workspace, order with { Agent = agent })));
        }
        catch (CannotTryAgentException refused)
        {
            (_trials, _refusal) = ([], refused.Message);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private IEnumerable<AgentDefinition> Sides()
    {
        yield return _agent!;
        if (_beside.StartsWith('#') && int.TryParse(_beside.AsSpan(1), CultureInfo.InvariantCulture, out var number) && _versions.FirstOrDefault(v => v.Definition.Version == number) is { } version) yield return version.Definition;
        else if (_others.FirstOrDefault(a => a.Name == _beside) is { } other) yield return other;
    }

    private bool ReadAttributes(out JsonElement? attributes)
    {
        (attributes, _wrong) = (null, null);
        if (_isOnTask || _attributes.Trim().Length == 0) return true;
        try
        {
            attributes = JsonElement.Parse(_attributes);
            if (attributes is { ValueKind: JsonValueKind.Object }) return true;
        }
        catch (JsonException)
        {
            // Said below, like JSON that is no object.
        }

        _wrong = $"This must be a JSON object, for example {Example}.";
        return false;
    }
}
