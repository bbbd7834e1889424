using System.Globalization;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Jobs;

/// <summary>Runs of jobs in words.</summary>
internal static class JobWords
{
    /// <summary>"4 ms", "1.2 s", "3 min".</summary>
    public static string Took(long milliseconds) => milliseconds switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000} min"),
    };

    /// <summary>"The last 40 runs went well.", "Of the last 40 runs 2 failed."</summary>
    public static string OfRuns(IReadOnlyCollection<JobRunRow> runs)
    {
        var failed = runs.Count(run => run.Failed);
        return (runs.Count, failed) switch
        {
            (0, _) => "It has done nothing yet.",
            (1, 0) => "The one run so far went well.",
            (1, 1) => "The one run so far failed.",
            (var all, 0) => $"The last {all} runs went well.",
            var (all, bad) => $"Of the last {all} runs {bad} failed.",
        };
    }

    /// <summary>"Failed after 4 ms: the disk is full."</summary>
    public static string OfRun(JobRunRow run) => $"{(run.Failed ? "Failed after" : "Took")} {Took(run.Milliseconds)}: {run.Result}";

    /// <summary>With a capital letter.</summary>
    public static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
