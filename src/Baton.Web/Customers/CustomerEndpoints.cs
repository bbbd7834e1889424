using System.Globalization;
using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Customers;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Microsoft.Net.Http.Headers;

namespace Baton.Web.Customers;

/// <summary>The single source of truth about customers.</summary>
internal static class CustomerEndpoints
{
    private const string MergePatch = "application/merge-patch+json";

    public static void MapCustomers(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("", ListAsync).Needs(Scopes.Read)
            .WithSummary("Customers whose name or address contains q, the latest active first.")
            .Produces<Page<CustomerItem>>().Faults(400);

        // References may hold slashes, so the rest of the path is the reference.
        customers.MapGet("/{**reference}", GetAsync).Needs(Scopes.Read)
            .WithSummary("A customer, with everything acknowledged so far. The reference is email:…, phone:…, customer:<id>, any kind:value, or the id.")
            .Produces<CustomerAnswer>().Faults(400, 404);
        customers.MapPatch("/{**reference}", PatchAsync).Needs(Scopes.Ingest, Scopes.Act, Scopes.Admin).RefuseWhenFull()
            .WithSummary("Merges attributes and consent (RFC 7396), if the customer is still at the version in If-Match.")
            .Takes<CustomerPatch>(MergePatch)
            .Produces<CustomerAnswer>().Faults(400, 404, 412, 413, 415, 422, 428, 429, 503);
    }

    private static async Task<IResult> ListAsync(string? q, [AsParameters] Paging paging, Caller caller, CustomerQueries customers)
    {
        var page = await customers.ListAsync(caller.Workspace, q, paging.Read());
        var addresses = await customers.AddressesAsync(caller.Workspace, [.. page.Items.Select(c => c.Id)]);
        return Results.Json(page.Select(c => CustomerItem.Of(c, addresses[c.Id])));
    }

    private static async Task<IResult> GetAsync(string reference, HttpResponse response, Caller caller, CustomerDesk desk, Configurations configurations, TimeProvider clock) =>
        Answer(response, await FindAsync(reference, caller, desk), caller, configurations, clock);

    private static async Task<IResult> PatchAsync(string reference, HttpRequest request, Caller caller, CustomerDesk desk, Configurations configurations, TimeProvider clock)
    {
        var customer = await FindAsync(reference, caller, desk);
        var version = VersionOf(request, customer);
        var (attributes, consent) = Sent.Read(await JsonBody.ReadObjectAsync(request, MergePatch), body => (Attributes(body), Consent(body)));
        if (attributes is null && consent is null) return Answer(request.HttpContext.Response, Expect(customer, version), caller, configurations, clock);
        var turn = await desk.PatchAsync(caller.Workspace, customer.Id, version, attributes, consent, caller.Actor, CancellationToken.None);
        if (turn.Refusal is { Kind: RefusalKind.Stale } stale) return new Problem(StatusCodes.Status412PreconditionFailed, stale.Detail);
        return Answer(request.HttpContext.Response, turn.State!, caller, configurations, clock);
    }

    private static async Task<CustomerState> FindAsync(string reference, Caller caller, CustomerDesk desk)
    {
        reference = PathText.Of(reference);
        if (!CustomerRefs.TryRead(reference, out var address)) throw Problem.Malformed($"'{reference}' names no customer. Write <kind>:<value>, for example email:ana@example.com, or Baton's id.").Thrown();
        return await desk.FindAsync(caller.Workspace, address) ?? throw Problem.Missing($"Nobody is known as {reference} in this workspace.").Thrown();
    }

    private static IResult Answer(HttpResponse response, CustomerState customer, Caller caller, Configurations configurations, TimeProvider clock)
    {
        response.Headers.ETag = $"\"{customer.Version}\"";
        return Results.Json(CustomerAnswer.Of(customer, configurations.Of(caller.Workspace).For(customer.Id).Policy, clock.GetUtcNow()));
    }

    // Null: any version will do. One that cannot be a version is never the present one.
    private static long? VersionOf(HttpRequest request, CustomerState customer)
    {
        if (request.Headers.IfMatch.Count == 0) throw new Problem(StatusCodes.Status428PreconditionRequired, $"Send If-Match with the version that the change is meant for; the customer is at version {customer.Version}.").Thrown();
        if (long.TryParse(request.Headers.IfMatch, NumberStyles.None, CultureInfo.InvariantCulture, out var bare)) return bare; // without its quotes it can mean nothing else
        if (!EntityTagHeaderValue.TryParseList(request.Headers.IfMatch, out var tags)) throw Problem.Malformed("If-Match must be a version between double quotes, for example \"12\".").Thrown();
        if (tags.Any(t => t.Tag == "*")) return null;
        var versions = tags.Where(t => !t.IsWeak).Select(t => long.TryParse(t.Tag.AsSpan(1, t.Tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1).ToList();
        return versions.Contains(customer.Version) ? customer.Version : versions.FirstOrDefault(-1);
    }

    private static CustomerState Expect(CustomerState customer, long? version) => version is null || version == customer.Version ? customer
        : throw new Problem(StatusCodes.Status412PreconditionFailed, $"The customer is at version {customer.Version}, not {version}.").Thrown();

    private static JsonElement? Attributes(JsonMembers body)
    {
        if (body.Object("attributes") is not { } attributes) return null;
        foreach (var member in attributes.EnumerateObject().Where(m => m.Name.Length is 0 or > 100)) body.Wrong("attributes", "A name of an attribute has 1 to 100 characters.");
        return attributes;
    }

    private static JsonElement? Consent(JsonMembers body)
    {
        var consent = body.Object("consent");
        if (body.Members("consent") is not { } members || consent is not { } json) return null;
        foreach (var member in json.EnumerateObject()) members.Flag(member.Name);
        return json;
    }
}
