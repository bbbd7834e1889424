using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Handoffs;
using Baton.Core.Learning.Masking;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Learning;

/// <summary>Makes maskers that know the people of a case: its customer, and who works here.</summary>
public sealed class Masks(Conductor conductor, IDbContextFactory<BatonDb> database)
{
    private static readonly string[] NameAttributes = ["name", "firstName", "lastName", "first_name", "last_name", "fullName", "company"];
    private static readonly string[] PlaceAttributes = ["address", "street", "address1", "address2", "zip", "postcode", "postalCode", "userId", "user_id", "phone", "email"];

    /// <summary>A masker for the case of a handoff.</summary>
    public async Task<Masker> OfAsync(string workspace, string handoff, bool masksOrders, CancellationToken cancel = default)
    {
        var customer = HandoffId.CustomerOf(handoff);
        var state = customer == CustomerState.OfWorkspace ? null : await conductor.StateOfAsync(workspace, customer, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        var members = await db.Members.Where(m => m.Workspace == workspace).Select(m => new { m.Name, m.Email }).ToListAsync(cancel);
        return new Masker(new KnownPeople(
            [.. NameAttributes.Select(name => state?.AttributeText(name)).OfType<string>(), .. members.Select(m => m.Name).OfType<string>().Where(name => name.Contains(' ', StringComparison.Ordinal))],
            [.. state?.Addresses.Select(a => a.Value) ?? [], .. Places(state), .. members.Select(m => m.Email)]), masksOrders);
    }

    private static IEnumerable<string> Places(CustomerState? state) => state is null ? [] : state.Attributes
        .Where(a => PlaceAttributes.Contains(a.Key, StringComparer.OrdinalIgnoreCase)).SelectMany(a => Texts(a.Value.Value));

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        _ => [],
    };
}
