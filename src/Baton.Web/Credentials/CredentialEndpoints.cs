using Baton.Engine.Credentials;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Credentials;

/// <summary>A credential without its value, which nobody can read again.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hosts">Where it may be sent.</param>
/// <param name="Created">When it was first made.</param>
/// <param name="Rotated">Since when its value is in force.</param>
/// <param name="RotatedBy">Who gave the value.</param>
/// <param name="PreviousUntil">Until when the value before is in force beside it; null when none is.</param>
/// <param name="LastUsed">When it was last used, to the minute; null for never.</param>
/// <param name="Agents">The agents that use it.</param>
internal sealed record CredentialItem(string Name, IReadOnlyList<string> Hosts, DateTimeOffset Created, DateTimeOffset Rotated, string RotatedBy, DateTimeOffset? PreviousUntil, DateTimeOffset? LastUsed, IReadOnlyList<string> Agents)
{
    public static CredentialItem Of(CredentialView view) => new(view.Name, view.Hosts, view.Created, view.Rotated, view.Author, view.PreviousUntil, view.LastUsed, view.Agents);
}

/// <summary>A credential to be put, or another value of one.</summary>
/// <param name="Value">The value, 8 to 8,000 characters.</param>
/// <param name="Hosts">Where it may be sent: hosts such as <c>api.example.com</c>, <c>localhost:8080</c> or <c>*.example.com</c>. May be left out when the credential is there already: then they stay.</param>
/// <param name="Overlap">An ISO 8601 duration up to P30D for which the value before stays in force beside it, by default none. For signing secrets.</param>
internal sealed record CredentialRequest(string Value, IReadOnlyList<string>? Hosts, string? Overlap);

/// <summary>What agents call other programs with. Values go in and never come out.</summary>
internal static class CredentialEndpoints
{
    public static void MapCredentials(this IEndpointRouteBuilder api)
    {
        var credentials = api.MapGroup("/credentials").WithTags("Credentials");
        credentials.MapGet("", ListAsync).Needs(Scopes.Admin)
            .WithSummary("Every credential by name, without its value.")
            .Produces<Page<CredentialItem>>().Faults();
        credentials.MapPut("/{name}", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Puts a credential, or gives one another value. It is encrypted, used only for the hosts that it is bound to, and cannot be read again. Calls from now on use it.")
            .Takes<CredentialRequest>().Produces<CredentialItem>(StatusCodes.Status201Created).Produces<CredentialItem>().Faults(400, 413, 415, 422, 503);
        credentials.MapDelete("/{name}", DeleteAsync).Needs(Scopes.Admin)
            .WithSummary("Deletes a credential: from now on nothing can be called with it.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 503);
    }

    private static async Task<IResult> ListAsync(Caller caller, CredentialDesk desk) => Results.Json(new Page<CredentialItem>([.. (await desk.ListAsync(caller.Workspace)).Select(CredentialItem.Of)], null));

    private static async Task<IResult> PutAsync(string name, HttpRequest request, Caller caller, CredentialDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var known = (await desk.ListAsync(caller.Workspace)).FirstOrDefault(c => c.Name == name);
        var given = await Sent.ReadAsync(request, body => CredentialBody.Read(body, name, known?.Hosts));
        var isNew = await desk.PutAsync(caller.Workspace, given, by, CancellationToken.None);
        var item = CredentialItem.Of((await desk.ListAsync(caller.Workspace)).First(c => c.Name == name));
        return Results.Json(item, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpRequest request, Caller caller, CredentialDesk desk, Members members) =>
        await desk.DeleteAsync(caller.Workspace, name, await OnBehalf.ActorAsync(request, caller, members, Rights.Admin), CancellationToken.None)
            ? Results.NoContent() : Problem.Missing($"There is no credential called {name} in this workspace.");
}
