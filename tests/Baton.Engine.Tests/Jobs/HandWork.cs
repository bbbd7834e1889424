using Baton.Engine.Jobs;

namespace Baton.Engine.Tests.Jobs;

/// <summary>A job that does what the test says.</summary>
internal sealed class HandWork(string name, Func<CancellationToken, Task<string?>> work, Schedule? schedule = null) : IJobWork
{
    public string Name => name;

    public string Purpose => "To be tested.";

    public Schedule Schedule { get; } = schedule ?? new Schedule(TimeSpan.FromHours(1));

    public Task<string?> RunAsync(CancellationToken cancel) => work(cancel);
}
