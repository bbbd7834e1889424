using System.Text.Json;
using Baton.Core.Policies;

namespace Baton.Web.Problems;

/// <summary>Reads what was sent into what is meant, or answers with every fault found.</summary>
internal static class Sent
{
    /// <exception cref="ProblemException">400, 413, 415 or 422.</exception>
    public static async Task<TMeant> ReadAsync<TMeant>(HttpRequest request, Func<JsonMembers, TMeant> read) => Read(await JsonBody.ReadObjectAsync(request), read);

    /// <summary>Reads a body that may be left out; it is read as an empty object then.</summary>
    public static async Task<TMeant> ReadIfAnyAsync<TMeant>(HttpRequest request, Func<JsonMembers, TMeant> read) => Read(await JsonBody.ReadObjectIfAnyAsync(request) ?? JsonElement.Parse("{}"), read);

    /// <exception cref="ProblemException">422.</exception>
    public static TMeant Read<TMeant>(JsonElement json, Func<JsonMembers, TMeant> read)
    {
        var faults = new List<Fault>();
        var members = new JsonMembers(json, faults);
        var meant = read(members);
        members.NothingElse();
        return faults.Count == 0 ? meant : throw Problem.Wrong(faults).Thrown();
    }
}
