using Baton.Core.Deciding;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs;

/// <summary>One act on many handoffs: each is done or refused by itself.</summary>
internal static class HandoffBulkEndpoints
{
    private const int MostAtOnce = 100;

    public static void MapHandoffBulk(this IEndpointRouteBuilder api)
    {
        api.MapPost("/handoffs:claim", ClaimAsync).Needs(Scopes.Handoff).WithTags("Handoffs")
            .WithSummary("Takes several handoffs. Each is taken or refused by itself; the answer says which.")
            .Takes<BulkRequest>().Produces<BulkAnswer>().Faults(400, 422, 503);
        api.MapPost("/handoffs:resolve", ResolveAsync).Needs(Scopes.Handoff).WithTags("Handoffs")
            .WithSummary("Ends several handoffs in the same way. Each ends or is refused by itself; the answer says which.")
            .Takes<BulkResolveRequest>().Produces<BulkAnswer>().Faults(400, 422, 503);
    }

    private static async Task<IResult> ClaimAsync(HttpRequest request, Caller caller, HandoffDesk desk, Members members)
    {
        var person = await OnBehalf.PersonAsync(request, caller, members, Rights.Handle);
        var ids = await Sent.ReadAsync(request, IdsOf);
        return await EachAsync(ids, id => desk.ClaimAsync(caller.Workspace, id, person));
    }

    private static async Task<IResult> ResolveAsync(HttpRequest request, Caller caller, HandoffDesk desk, Members members)
    {
        var person = await OnBehalf.PersonAsync(request, caller, members, Rights.Handle);
        var (ids, resolution) = await Sent.ReadAsync(request, body => (IdsOf(body), HandoffEndpoints.ResolutionOf(body)));
        return await EachAsync(ids, id => desk.ResolveAsync(caller.Workspace, id, person, resolution));
    }

    private static IReadOnlyList<string> IdsOf(JsonMembers body)
    {
        var ids = body.Texts("ids", MostAtOnce);
        if (ids is null or { Count: 0 }) body.Wrong("ids", $"Name 1 to {MostAtOnce} handoffs in 'ids'.");
        return [.. (ids ?? []).Distinct(StringComparer.Ordinal)];
    }

    private static async Task<IResult> EachAsync(IReadOnlyList<string> ids, Func<string, Task<Turn>> act)
    {
        var turns = await Task.WhenAll(ids.Select(async id => (Id: id, Turn: await act(id))));
        return Results.Json(new BulkAnswer(
            [.. turns.Where(t => t.Turn.Refusal is null or { Kind: RefusalKind.Already }).Select(t => t.Id)],
            [.. turns.Where(t => t.Turn.Refusal is { Kind: not RefusalKind.Already }).Select(t => new BulkRefusal(t.Id, t.Turn.Refusal!.Detail, t.Turn.Refusal.Owner))]));
    }
}

/// <summary>Several handoffs.</summary>
/// <param name="Ids">1 to 100 of them.</param>
internal sealed record BulkRequest(IReadOnlyList<string> Ids);

/// <summary>Several handoffs and how they end.</summary>
/// <param name="Ids">1 to 100 of them.</param>
/// <param name="Outcome"><c>approved</c>, <c>rejected</c>, <c>answered</c> or <c>other</c>.</param>
/// <param name="Answer">The answer to each customer.</param>
/// <param name="Note">A note for colleagues.</param>
internal sealed record BulkResolveRequest(IReadOnlyList<string> Ids, string Outcome, string? Answer, string? Note);

/// <summary>What became of each.</summary>
/// <param name="Done">Those for which it is so now.</param>
/// <param name="Refused">The others, each with its reason.</param>
internal sealed record BulkAnswer(IReadOnlyList<string> Done, IReadOnlyList<BulkRefusal> Refused);

/// <summary>A handoff for which it could not be done.</summary>
/// <param name="Id">The handoff.</param>
/// <param name="Detail">Why.</param>
/// <param name="Owner">Who has it, when somebody else does.</param>
internal sealed record BulkRefusal(string Id, string Detail, string? Owner);
