namespace Baton.Engine.Jobs;

/// <summary>
/// Something that is done again and again beside the path of events. It may run twice or be cut short at any moment, so it must
/// be idempotent. Register it by <see cref="JobSetup.AddJob{T}"/>.
/// </summary>
public interface IJobWork
{
    /// <summary>Its name, unique among jobs, in words: <c>Ledger check</c>.</summary>
    string Name { get; }

    /// <summary>What it is for, in one sentence.</summary>
    string Purpose { get; }

    /// <summary>When it runs.</summary>
    Schedule Schedule { get; }

    /// <summary>Does it. Whatever it throws is recorded as the failure of this run; the next run comes as scheduled.</summary>
    /// <returns>What was done, in one sentence; null when there was nothing to do, and the run is then not recorded.</returns>
    Task<string?> RunAsync(CancellationToken cancel);
}
