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
internal sealed record MemberItem(string Email, string Name, string Role, DateTimeOffset Added)
{
    public static MemberItem Of(MemberRow row) => new(row.Email, row.Name, row.Role, row.Added.ToTime());
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
            .WithSummary("Adds a member, or changes the name and role of one.")
            .Takes<MemberRequest>().Produces<MemberItem>(StatusCodes.Status201Created).Produces<MemberItem>().Faults(400, 413, 415, 422, 503);
        members.MapDelete("/{email}", DeleteAsync).Needs(Scopes.Admin)
            .WithSummary("Removes a member, and the account to sign in with.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 503);
    }

    private static async Task<IResult> ListAsync(Caller caller, Members members) =>
        Results.Json(new Page<MemberItem>([.. (await members.ListAsync(caller.Workspace)).Select(MemberItem.Of)], null));

    private static async Task<IResult> PostAsync(HttpRequest request, Caller caller, Members members)
    {
        var (email, name, role) = await Sent.ReadAsync(request, body =>
        {
            var address = body.Text("email", required: true, max: 254);
            if (address is not null && (!MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)) body.Wrong("email", $"'{address}' is no e-mail address.");
            return (address, body.Text("name"), body.Word("role", Roles, required: true));
        });
        var before = await members.FindAsync(email!, caller.Workspace);
        var member = await members.PutAsync(email!, name ?? before?.Name ?? email!.Split('@')[0], Enum.Parse<Role>(role!), caller.Workspace);
        return Results.Json(MemberItem.Of(member), statusCode: before is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string email, Caller caller, Members members, Accounts accounts)
    {
        if (await members.FindAsync(email, caller.Workspace) is not { } member) return Problem.Missing($"{email} is not a member of this workspace.");
        await accounts.RemoveAsync(member);
        return Results.NoContent();
    }
}
