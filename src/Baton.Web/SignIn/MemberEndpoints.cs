using System.Net.Mail;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.SignIn;

/// <summary>A member of a workspace.</summary>
/// <param name="Email">The e-mail address, by which the member is known.</param>
/// <param name="Name">The name.</param>
/// <param name="Role"><c>Viewer</c>, <c>HumanAgent</c>, <c>Operator</c> or <c>Admin</c>; each includes those before it.</param>
/// <param name="Added">When the member was added.</param>
/// <param name="CameIn">Whether the member has chosen a password and can sign in to the console.</param>
internal sealed record MemberItem(string Email, string Name, string Role, DateTimeOffset Added, bool CameIn)
{
    /// <summary>For a member just added: the link with which to choose a password. It is shown this once.</summary>
    public InvitationAnswer? Invitation { get; init; }

    public static MemberItem Of(MemberRow row, bool cameIn) => new(row.Email, row.Name, row.Role, row.Added.ToTime(), cameIn);
}

/// <summary>A link with which a member chooses a password, once.</summary>
/// <param name="Url">The link; nobody can read it again.</param>
/// <param name="Expires">Until when it may be used.</param>
internal sealed record InvitationAnswer(string Url, DateTimeOffset Expires)
{
    public static InvitationAnswer Of(InvitationLink link, HttpRequest request) => new($"{request.Scheme}://{request.Host}{link.Path}", link.Expires);
}

/// <summary>A member to be added or changed.</summary>
/// <param name="Email">The e-mail address.</param>
/// <param name="Name">The name; the address's local part when left out.</param>
/// <param name="Role"><c>Viewer</c>, <c>HumanAgent</c>, <c>Operator</c> or <c>Admin</c>.</param>
internal sealed record MemberRequest(string Email, string? Name, string Role);

/// <summary>Who belongs to a workspace, and as what. The same members sign in to the console, once they have a password there.</summary>
internal static class MemberEndpoints
{
    private static readonly string[] Roles = Enum.GetNames<Role>();

    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        var members = api.MapGroup("/members").WithTags("Members");
        members.MapGet("", ListAsync).Needs(Scopes.Admin)
            .WithSummary("Every member, by name.")
            .Produces<Page<MemberItem>>().Faults();
        members.MapPost("", PostAsync).Needs(Scopes.Admin)
            .WithSummary("Adds a member, or changes the name and role of one. Whoever is added gets a link with which to choose a password within a day. The only admin cannot become something else.")
            .Takes<MemberRequest>().Produces<MemberItem>(StatusCodes.Status201Created).Produces<MemberItem>().Faults(400, 409, 413, 415, 422, 503);
        members.MapPost("/{email}/invitation", InviteAsync).Needs(Scopes.Admin)
            .WithSummary("Makes a new link with which a member chooses a password within a day, once; the one before is void.")
            .Produces<InvitationAnswer>(StatusCodes.Status201Created).Faults(404, 503);
        members.MapDelete("/{email}", DeleteAsync).Needs(Scopes.Admin)
            .WithSummary("Removes a member, and the account to sign in with. The only admin cannot be removed.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 409, 503);
    }

    private static async Task<IResult> ListAsync(Caller caller, Members members, Invitations invitations)
    {
        var all = await members.ListAsync(caller.Workspace);
        var absent = await invitations.NotInYetAsync(all);
        return Results.Json(new Page<MemberItem>([.. all.Select(member => MemberItem.Of(member, !absent.ContainsKey(member.Email)))], null));
    }

    private static async Task<IResult> InviteAsync(string email, HttpRequest request, Caller caller, Members members, Invitations invitations) =>
        await members.FindAsync(PathText.Of(email), caller.Workspace) is { } member ? Results.Json(InvitationAnswer.Of(await invitations.MakeAsync(member), request), statusCode: StatusCodes.Status201Created)
            : Problem.Missing($"{email} is not a member of this workspace.");

    private static async Task<IResult> PostAsync(HttpRequest request, Caller caller, Members members, Invitations invitations)
    {
        var (email, name, role) = await Sent.ReadAsync(request, body =>
        {
            var address = body.Text("email", required: true, max: 254);
            if (address is not null && (!MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)) body.Wrong("email", $"'{address}' is no e-mail address.");
            return (address, body.Text("name"), body.Word("role", Roles, required: true));
        });
        var before = await members.FindAsync(email!, caller.Workspace);
        try
        {
            var member = await members.PutAsync(email!, name ?? before?.Name ?? email!.Split('@')[0], Enum.Parse<Role>(role!), caller.Workspace);
            var isAbsent = (await invitations.NotInYetAsync([member])).ContainsKey(member.Email);
            var item = MemberItem.Of(member, !isAbsent);
            if (before is not null) return Results.Json(item);
            return Results.Json(isAbsent ? item with { Invitation = InvitationAnswer.Of(await invitations.MakeAsync(member), request) } : item, statusCode: StatusCodes.Status201Created);
        }
        catch (LastAdminException last)
        {
            return Problem.Conflict(last.Message);
        }
    }

    private static async Task<IResult> DeleteAsync(string email, Caller caller, Members members, Accounts accounts)
    {
        if (await members.FindAsync(email, caller.Workspace) is not { } member) return Problem.Missing($"{email} is not a member of this workspace.");
        try
        {
            await accounts.RemoveAsync(member);
            return Results.NoContent();
        }
        catch (LastAdminException last)
        {
            return Problem.Conflict(last.Message);
        }
    }
}
