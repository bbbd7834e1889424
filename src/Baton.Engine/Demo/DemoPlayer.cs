using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Clocks;
using Baton.Engine.Demo.Script;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Demo;

/// <summary>
/// Plays the demo's script into the first workspace on the app's clock, which may be paused, slowed and sped up. After a restart it goes on
/// where it was: ids are the script's, so that what was sent before counts once. At the end another story begins.
/// </summary>
public sealed class DemoPlayer : BackgroundService
{
    private readonly AppClock _clock;
    private readonly Conductor _conductor;
    private readonly ActionDesk _actions;
    private readonly DemoPerson _person;
    private readonly DemoCompany _company;
    private readonly DemoMemory _memory;
    private readonly WorkspaceDesk _workspaces;
    private readonly ArchiveShelf _shelf;
    private readonly ILogger<DemoPlayer> _logger;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _stage = new(1, 1);
    private CancellationTokenSource _scene = new();

    /// <summary>Makes the player; it begins with the host.</summary>
    internal DemoPlayer(AppClock clock, Conductor conductor, ActionDesk actions, DemoPerson person, DemoCompany company, DemoMemory memory, WorkspaceDesk workspaces, ArchiveShelf shelf, ILogger<DemoPlayer> logger)
    {
        (_clock, _conductor, _actions, _person, _company, _memory, _workspaces, _shelf, _logger) = (clock, conductor, actions, person, company, memory, workspaces, shelf, logger);
        _clock.Changed += Wake;
    }

    /// <summary>The workspace it plays in.</summary>
    public static string Workspace => WorkspaceDesk.First;

    /// <summary>How much of the present story has been told, 0 to 1.</summary>
    public double Progress { get; private set; }

    /// <summary>Lets the clock run as the story wants: an hour a minute, from noon in New York on.</summary>
    public void UseOwnClock()
    {
        var today = _clock.GetUtcNow().UtcDateTime.Date.AddHours(DemoScript.SuggestedHourUtc);
        _clock.AdvanceTo(new DateTimeOffset(today, TimeSpan.Zero));
        _clock.SetRate(DemoScript.SuggestedRate);
    }

    /// <summary>The speeds one can choose: seconds of the story for each real second.</summary>
    public static IReadOnlyList<double> Speeds { get; } = [1, 10, 60, 300, 1200];

    /// <summary>Forgets everything that the demo told and begins anew, on the clock as it stands. Agents, policy and people's changes to them go too.</summary>
    public async Task ResetAsync(CancellationToken cancel)
    {
        await _stage.WaitAsync(cancel);
        try
        {
            await _scene.CancelAsync();
            await _conductor.ForgetAsync(Workspace, cancel);
            _shelf.Remove(Workspace);
            await _workspaces.BeginAsync(Workspace, cancel);
        }
        finally
        {
            _stage.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _clock.Changed -= Wake;
        _wake.Dispose();
        _stage.Dispose();
        _scene.Dispose();
        base.Dispose();
    }

    private void Wake(object? sender, EventArgs e) => _wake.Release();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            _scene.Dispose();
            _scene = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            try
            {
                await _stage.WaitAsync(stoppingToken);
                _stage.Release();
                await PlayAsync(_scene.Token);
            }
            catch (OperationCanceledException) when (_scene.IsCancellationRequested)
            {
                // A reset, or the end of the app.
            }
            catch (JournalException e)
            {
                _logger.LogWarning(e, "The demo could not write; it goes on in a moment");
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
    }

    private async Task PlayAsync(CancellationToken cancel)
    {
        await _company.SetUpAsync(Workspace, cancel);
        var story = await _memory.RecallAsync(Workspace, cancel);
        var script = DemoScript.Build(story.Seed);
        if (story.IsNew) await SendAsync(script.Profiles.Select(e => InputOf(e, story.Began)).ToList(), cancel);
        foreach (var (at, act) in ActsOf(script, story))
        {
            Progress = at / DemoScript.Length;
            await WaitUntilAsync(story.Began + at, cancel);
            await act(cancel);
        }

        await WaitUntilAsync(story.Began + DemoScript.Length, cancel);
        await _memory.BeginAsync(Workspace, story.Seed + 1, _clock.GetUtcNow());
    }

    private IEnumerable<(TimeSpan At, Func<CancellationToken, Task> Act)> ActsOf(DemoScript script, DemoStory story) =>
        script.Events.Select(e => (e.At, Act: new Func<CancellationToken, Task>(cancel => SendAsync([InputOf(e, story.Began)], cancel))))
            .Concat(script.Proposals.Select(p => (p.At, Act: new Func<CancellationToken, Task>(cancel => AskAsync(p, cancel)))))
            .Concat(script.Answers.Select(a => (a.At, Act: new Func<CancellationToken, Task>(cancel => _person.AnswerAsync(Workspace, a, cancel)))))
            .Where(a => a.At >= story.Told)
            .OrderBy(a => a.At);

    private async Task SendAsync(List<Input> inputs, CancellationToken cancel)
    {
        foreach (var chunk in inputs.Chunk(100)) await _conductor.TakeAsync(Workspace, chunk, cancel);
    }

    private async Task AskAsync(ScriptedProposal p, CancellationToken cancel)
    {
        if (!Address.TryParse(p.Customer, out var customer)) return;
        var proposal = new Proposal { Id = p.Id, Agent = p.Agent, Kind = p.Kind, Purpose = p.Purpose, Text = p.Text, Data = p.Data ?? default, Execute = Executor.Baton };
        await _actions.AskAsync(Workspace, customer, proposal, cancel);
    }

    private static Input InputOf(ScriptedEvent e, DateTimeOffset began) => new()
    {
        Source = e.Source,
        Id = e.Id,
        Type = e.Type,
        Subject = e.Subject,
        Time = began + e.At,
        Actor = Actor.Channel(e.Source),
        Addresses = Address.TryParse(e.Subject, out var customer) ? [customer] : [],
        Data = e.Data,
    };

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken cancel)
    {
        while (_clock.GetUtcNow() < due)
        {
            var wait = _clock.Rate == 0 ? TimeSpan.FromSeconds(5) : (due - _clock.GetUtcNow()) / _clock.Rate;
            await _wake.WaitAsync(wait < TimeSpan.FromSeconds(5) ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.FromSeconds(5), cancel);
        }
    }
}
