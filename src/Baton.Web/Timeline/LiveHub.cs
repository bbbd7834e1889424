using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Baton.Engine.Live;
using Baton.Engine.Pipeline;
using Baton.Engine.Timeline;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Microsoft.AspNetCore.SignalR;

namespace Baton.Web.Timeline;

/// <summary>Says in a live stream that a reader was too slow and rows were left out; they can be read from the timeline.</summary>
/// <param name="Dropped">How many at least.</param>
/// <param name="After">They come after this seq …</param>
/// <param name="UpTo">… up to this one.</param>
internal sealed record DroppedItem(int Dropped, long After, long UpTo);

/// <summary>
/// The timeline as it grows, for programs outside. A commit only wakes the stream, at most ten times a second; it then reads what is new, so that
/// nothing is buffered for a slow reader, and nothing of another workspace can slip in.
/// </summary>
internal sealed class LiveHub(LiveFeed feed, TimelineWindows timeline, Conductor conductor, KeyDesk keys) : Hub
{
    private const int AtOnce = 500;
    private const int MostBehind = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A connection ends with its key.</summary>
    public override Task OnConnectedAsync()
    {
        var (connection, key) = (Context, Caller.Of(Context.User!).Key);
        void End(string revoked)
        {
            if (revoked == key) connection.Abort();
        }

        keys.Revoked += End;
        connection.ConnectionAborted.Register(() => keys.Revoked -= End);
        return base.OnConnectedAsync();
    }

    /// <summary>Streams rows that are committed from now on, as <c>GET /api/v1/timeline</c> shows them.</summary>
    /// <param name="query">Which rows; null for all.</param>
    /// <param name="cancel">Ends with the stream.</param>
    public async IAsyncEnumerable<object> Timeline(TimelineQuery? query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var caller = Caller.Of(Context.User!);
        var filter = Read(query ?? new TimelineQuery(), caller);
        var woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = feed.Subscribe(caller.Workspace, _ => woken.Writer.TryWrite(true));
        var last = await timeline.NewestAsync(caller.Workspace, TimelineFilter.None, SeqSpan.All, cancel);
        while (await woken.Reader.ReadAsync(cancel))
        {
            IReadOnlyList<TimelineEntry> rows;
            do
            {
                if (await timeline.CountAfterAsync(caller.Workspace, filter, SeqSpan.All, last, MostBehind + 1, cancel) is > MostBehind and var behind)
                {
                    var newest = await timeline.NewestAsync(caller.Workspace, filter, SeqSpan.All, cancel);
                    yield return new DroppedItem(behind, last, newest);
                    last = newest;
                }

                rows = await timeline.AfterAsync(caller.Workspace, filter, SeqSpan.All, last, AtOnce, cancel);
                foreach (var row in rows) yield return TimelineItem.Of(row);
                if (rows.Count > 0) last = rows[^1].Seq;
            }
            while (rows.Count == AtOnce);

            await Task.Delay(Pause, cancel);
        }
    }

    private TimelineFilter Read(TimelineQuery query, Caller caller)
    {
        try
        {
            return query.Read(caller, conductor) ?? throw new HubException($"Nobody is known as {query.Customer} in this workspace.");
        }
        catch (ProblemException wrong)
        {
            throw new HubException(wrong.Problem.Errors is [var first, ..] ? first.Detail : wrong.Message, wrong);
        }
    }
}

/// <summary>The hub's place in the app.</summary>
internal static class LiveHubSetup
{
    public static void AddLiveHub(this IServiceCollection services) => services.AddSignalR().AddJsonProtocol(json => ApiJson.Set(json.PayloadSerializerOptions));

    public static void MapLiveHub(this IEndpointRouteBuilder app) => app.MapHub<LiveHub>("/hubs/live").Needs(Scopes.Read);
}
