using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Chaos;

/// <summary>The replays of a workspace as its log tells of them.</summary>
public sealed class LoadHistory(LoadDesk desk, LogLookups lookups, FacetIndex facets)
{
    private const int Most = 20;

    /// <summary>The latest, newest first, with the one that is under way.</summary>
    public IReadOnlyList<LoadRun> Latest(string workspace)
    {
        var ends = RowsOf(workspace, EventTypes.LoadEnded).Select(r => (Row: r, Data: r.ToEvent().Data)).ToLookup(r => r.Data.Text("load"), StringComparer.Ordinal);
        var running = desk.Running(workspace);
        return [.. RowsOf(workspace, EventTypes.LoadStarted).Select(row =>
        {
            var begun = RunOf(row);
            return begun.Id == running?.Id ? running with { Seq = row.Seq } : ends[begun.Id].FirstOrDefault() is { Row: { } end } ended ? Ended(begun, end, ended.Data) : begun;
        })];
    }

    /// <summary>One of them.</summary>
    public LoadRun? Find(string workspace, string load) => Latest(workspace).FirstOrDefault(run => run.Id == load);

    private IEnumerable<LogRow> RowsOf(string workspace, string type) =>
        facets.Newest(new FacetQuery(workspace, [new AnyOf(Facet.Type, [type])]), Most).Select(seq => lookups.ReadRow(workspace, seq)).OfType<LogRow>();

    private static LoadRun RunOf(LogRow row)
    {
        var data = row.ToEvent().Data;
        return new LoadRun { Id = data.Text("load") ?? "", What = data.Text("what") ?? "", By = row.Actor, Began = row.Received.ToTime(), Seq = row.Seq };
    }

    private static LoadRun Ended(LoadRun begun, LogRow row, System.Text.Json.JsonElement data) => begun with
    {
        Ended = row.Received.ToTime(),
        State = Enum.TryParse<LoadState>(data.Text("state"), ignoreCase: true, out var state) ? state : LoadState.Failed,
        Why = data.Text("why"),
        Progress = data.Number("progress") ?? 0,
        Sent = (long)(data.Number("sent") ?? 0),
        Acknowledged = (long)(data.Number("acknowledged") ?? 0),
        TooFast = (long)(data.Number("tooFast") ?? 0),
        Unavailable = (long)(data.Number("unavailable") ?? 0),
        LeftOut = (long)(data.Number("leftOut") ?? 0),
        Seconds = data.Number("seconds") ?? 0,
    };
}
