using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>Who belongs to a workspace, and as what. The one source of people's rights, for the console and for the API.</summary>
public sealed class Members(IDbContextFactory<BatonDb> tables, Journal journal, TimeProvider clock)
{
    /// <summary>The workspace that is there from the first start.</summary>
    public const string FirstWorkspace = "default";

    public async Task<MemberRow?> FindAsync(string email, string workspace = FirstWorkspace)
    {
        var address = Address(email);
        await using var db = await tables.CreateDbContextAsync();
        return await db.Members.FirstOrDefaultAsync(member => member.Workspace == workspace && member.Email == address);
    }

    /// <summary>All members of a workspace, by name.</summary>
    public async Task<IReadOnlyList<MemberRow>> ListAsync(string workspace = FirstWorkspace)
    {
        await using var db = await tables.CreateDbContextAsync();
        return await db.Members.Where(member => member.Workspace == workspace).OrderBy(member => member.Name).ThenBy(member => member.Email).ToListAsync();
    }

    /// <summary>Adds a member, or changes the name and role of one.</summary>
    public async Task<MemberRow> PutAsync(string email, string name, Role role, string workspace = FirstWorkspace)
    {
        var before = await FindAsync(email, workspace);
        var member = new MemberRow
        {
            Workspace = workspace,
            Email = Address(email),
            Name = name.Trim(),
            Role = role.ToString(),
            Added = before?.Added ?? clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        using var unit = journal.Begin(rows: 0);
        unit.Put(member);
        await journal.SubmitAsync(unit);
        return member;
    }

    /// <summary>Removes a member; open sessions end at their next check.</summary>
    public async Task RemoveAsync(string email, string workspace = FirstWorkspace)
    {
        using var unit = journal.Begin(rows: 0);
        unit.RemoveMember(workspace, Address(email));
        await journal.SubmitAsync(unit);
    }

#pragma warning disable CA1308 // addresses are kept in lower case, as everywhere
    private static string Address(string email) => email.Trim().ToLowerInvariant();
#pragma warning restore CA1308
}
