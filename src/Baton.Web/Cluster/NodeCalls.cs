using System.Net;
using System.Text.Json;
using Baton.Core.Timeline;
using Baton.Engine.Cluster;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Cluster;

/// <summary>What one node sends another.</summary>
internal sealed record NodeCall(string Workspace, IReadOnlyList<Input> Inputs);

/// <summary>How nodes of one database let each other take inputs: over HTTP, known by the secret in their database. It is no part of the public API.</summary>
internal static class NodeCalls
{
    public const string Path = "/internal/cluster/take", Secret = "Baton-Cluster";

    // A batch of 10 MiB is longer once what Baton knows of each event is written beside it.
    private const long Longest = 64 << 20;

    public static void MapNodeCalls(this IEndpointRouteBuilder app) => app.MapPost(Path, TakeAsync)
        .AllowAnonymous() // it asks for the nodes' secret instead
        .WithMetadata(new RequestSizeLimitAttribute(Longest)).DisableRateLimiting().ExcludeFromDescription();

    /// <summary>200 with what became of each; 403 without the secret; 409 when a lane is not this node's; 503 when nobody knows whether they were taken.</summary>
    private static async Task<IResult> TakeAsync(HttpRequest request, ClusterSecret secret, Conductor conductor, CancellationToken cancel)
    {
        if (!await secret.IsAsync(request.Headers[Secret], cancel)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var call = (await JsonSerializer.DeserializeAsync<NodeCall>(request.Body, LogJson.Compact, cancel))!;
        try
        {
            // The other node may go away; what it sent is finished all the same.
            var turns = await conductor.TakeHereAsync(call.Workspace, call.Inputs, CancellationToken.None);
            return Results.Json(turns.Select(turn => new Carried(turn.Status, turn.Seq, turn.Refusal)).ToList(), LogJson.Compact);
        }
        catch (LaneElsewhereException)
        {
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }
        catch (JournalException fault)
        {
            return Results.Text(fault.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <summary>Carries inputs to other nodes over HTTP.</summary>
internal sealed class HttpCourier(ClusterSecret secret) : ICourier, IDisposable
{
    // A node that stands still is taken over within seconds; who waits for it asks again then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1), PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<IReadOnlyList<Carried>> CarryAsync(Node node, string workspace, IReadOnlyList<Input> inputs, CancellationToken cancel)
    {
        if (!Uri.TryCreate(node.Address, UriKind.Absolute, out var address)) throw new UnreachedException($"\"{node.Address}\" is no address.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(address, NodeCalls.Path))
            {
                Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new NodeCall(workspace, inputs), LogJson.Compact)),
            };
            call.Headers.Add(NodeCalls.Secret, await secret.ReadAsync(cancel));
            using var answer = await _client.SendAsync(call, limit.Token);
            if (answer.StatusCode == HttpStatusCode.Conflict) throw new LaneElsewhereException(-1);
            if (!answer.IsSuccessStatusCode) throw new CarryException($"{node.Name} at {node.Address} answers {(int)answer.StatusCode}.");
            return JsonSerializer.Deserialize<List<Carried>>(await answer.Content.ReadAsByteArrayAsync(limit.Token), LogJson.Compact)!;
        }
        catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw new UnreachedException(refused.Message, refused);
        }
        catch (OperationCanceledException slow) when (!limit.IsCancellationRequested)
        {
            throw new UnreachedException($"{node.Address} does not take connections.", slow);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new CarryException($"{node.Name} at {node.Address} does not answer: {fault.Message}", fault) { Answered = false };
        }
    }

    public void Dispose() => _client.Dispose();
}
