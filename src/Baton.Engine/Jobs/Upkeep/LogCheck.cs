using System.Globalization;
using Baton.Engine.Storage.Chain;

namespace Baton.Engine.Jobs.Upkeep;

/// <summary>Reads the whole log and sees that every row is what was written.</summary>
internal sealed class LogCheck(ChainCheck chain) : IJobWork
{
    public const string Called = "Log check";

    public string Name => Called;

    public string Purpose => "Hashes every row of the log again, so that damage or tampering is found while there are backups from before.";

    public Schedule Schedule { get; } = new(TimeSpan.FromDays(1));

    public Task<string?> RunAsync(CancellationToken cancel)
    {
        var report = chain.Run(cancel: cancel);
        if (report.Faults is [var first, ..]) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"At seq {first.Seq}: {first.What} \"baton verify\" lists everything that is wrong."));
        return Task.FromResult<string?>(string.Create(CultureInfo.InvariantCulture, $"{report.Rows:N0} rows are as they were written. Fingerprint {report.Fingerprint[..16]}."));
    }
}
