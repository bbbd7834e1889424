using Baton.Engine.Handoffs.Queues;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs.Queues;

/// <summary>The queues of people, and what is known of the people who work them.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder api)
    {
        var queues = api.MapGroup("/queues").WithTags("Queues");
        queues.MapGet("", (Caller caller, Configurations configurations) => Results.Json(new Page<QueueItem>([.. configurations.Of(caller.Workspace).Queues.Values.OrderBy(q => q.Name, StringComparer.Ordinal).Select(QueueItem.Of)], null))).Needs(Scopes.Read, Scopes.Admin)
            .WithSummary("Every queue that is defined, by name.")
            .Produces<Page<QueueItem>>().Faults();
        queues.MapGet("/{name}", (string name, Caller caller, Configurations configurations) => configurations.Of(caller.Workspace).Queues.GetValueOrDefault(PathText.Of(name)) is { } queue ? Results.Json(QueueItem.Of(queue)) : Missing(name)).Needs(Scopes.Read, Scopes.Admin)
            .WithSummary("One queue as it is defined. A queue that only rules name is none of these: everybody may take its cases, at any hour, as the policy's due times say.")
            .Produces<QueueItem>().Faults(404);
        queues.MapPut("/{name}", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Defines or changes a queue: who works it and when, what is promised, and what happens when that is not kept. The whole definition is sent; what is left out is as usual.")
            .Takes<QueueItem>().Produces<QueueItem>(StatusCodes.Status201Created).Produces<QueueItem>().Faults(400, 413, 415, 422, 503);
        queues.MapDelete("/{name}", DeleteAsync).Needs(Scopes.Admin)
            .WithSummary("Removes a queue's definition. What waits in it waits on, as in any queue.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 503);
        var profiles = api.MapGroup("/members/{email}/profile").WithTags("Members");
        profiles.MapGet("", ProfileAsync).Needs(Scopes.Read, Scopes.Admin)
            .WithSummary("What is known of a member who takes cases: skills, languages, capacity, hours, queues.")
            .Produces<PersonItem>().Faults(404);
        profiles.MapPut("", PutProfileAsync).Needs(Scopes.Admin)
            .WithSummary("Says what is known of a member who takes cases. The whole profile is sent; what is left out is as usual.")
            .Takes<PersonItem>().Produces<PersonItem>().Faults(400, 404, 413, 415, 422, 503);
    }

    private static async Task<IResult> PutAsync(string name, HttpRequest request, Caller caller, QueueDesk desk, Configurations configurations, Members members, TimeProvider clock)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var known = (await members.ListAsync(caller.Workspace)).Select(m => m.Email).ToHashSet(StringComparer.Ordinal);
        var queue = await Sent.ReadAsync(request, body =>
        {
            body.Value("sentence"); // it is made anew
            var read = QueueBody.Read(body, PathText.Of(name), clock.GetUtcNow());
            foreach (var stranger in read.People.Where(p => !known.Contains(p))) body.Wrong("people", $"{stranger} is not a member of this workspace.");
            foreach (var stranger in (read.AtBreach?.Tell ?? []).Where(p => !known.Contains(p))) body.Wrong("atBreach", $"{stranger} is not a member of this workspace.");
            return read;
        });
        var isNew = !configurations.Of(caller.Workspace).Queues.ContainsKey(queue.Name);
        await desk.DefineAsync(caller.Workspace, queue, by, CancellationToken.None);
        return Results.Json(QueueItem.Of(queue), statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpRequest request, Caller caller, QueueDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        return await desk.RemoveAsync(caller.Workspace, PathText.Of(name), by, CancellationToken.None) ? Results.NoContent() : Missing(name);
    }

    private static async Task<IResult> ProfileAsync(string email, Caller caller, Configurations configurations, Members members) =>
        await members.FindAsync(PathText.Of(email), caller.Workspace) is { } member ? Results.Json(PersonItem.Of(configurations.Of(caller.Workspace).PersonOf(member.Email))) : NoMember(email);

    private static async Task<IResult> PutProfileAsync(string email, HttpRequest request, Caller caller, QueueDesk desk, Members members, TimeProvider clock)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        if (await members.FindAsync(PathText.Of(email), caller.Workspace) is not { } member) return NoMember(email);
        var person = await Sent.ReadAsync(request, body =>
        {
            if (body.Text("email", max: 254) is { } said && !said.Equals(member.Email, StringComparison.OrdinalIgnoreCase)) body.Wrong("email", $"The address says {member.Email}, the body says {said}.");
            return PersonBody.Read(body, member.Email, clock.GetUtcNow());
        });
        await desk.ProfileAsync(caller.Workspace, person, by, CancellationToken.None);
        return Results.Json(PersonItem.Of(person));
    }

    private static Problem Missing(string name) => Problem.Missing($"No queue {name} is defined in this workspace.");

    private static Problem NoMember(string email) => Problem.Missing($"{email} is not a member of this workspace.");
}
