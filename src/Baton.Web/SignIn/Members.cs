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

    // Two admins must not remove each other at the same moment.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

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
    /// <exception cref="LastAdminException">It is the only admin, and would not be one any more.</exception>
    public async Task<MemberRow> PutAsync(string email, string name, Role role, string workspace = FirstWorkspace)
    {
        await OneAtATime.WaitAsync();
        try
        {
            var before = await FindAsync(email, workspace);
            if (role != Role.Admin) await KeepAnAdminAsync(before);
            return await PutAsync(before, email, name, role, workspace);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Removes a member; open sessions end at their next check.</summary>
    /// <exception cref="LastAdminException">It is the only admin.</exception>
    public async Task RemoveAsync(string email, string workspace = FirstWorkspace)
    {
        await OneAtATime.WaitAsync();
        try
        {
            await KeepAnAdminAsync(await FindAsync(email, workspace));
            await DeleteAsync(email, workspace);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Undoes an addition that came to nothing.</summary>
    internal Task TakeBackAsync(MemberRow added) => DeleteAsync(added.Email, added.Workspace);

    private async Task DeleteAsync(string email, string workspace)
    {
        using var unit = journal.Begin(rows: 0);
        unit.RemoveMember(workspace, Address(email));
        await journal.SubmitAsync(unit);
    }

    private async Task KeepAnAdminAsync(MemberRow? leaving)
    {
        if (leaving?.Role != nameof(Role.Admin)) return;
        await using var db = await tables.CreateDbContextAsync();
        if (!await db.Members.AnyAsync(member => member.Workspace == leaving.Workspace && member.Role == nameof(Role.Admin) && member.Email != leaving.Email)) throw new LastAdminException(leaving.Name);
    }

    private async Task<MemberRow> PutAsync(MemberRow? before, string email, string name, Role role, string workspace)
    {
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

#pragma warning disable CA1308 // addresses are kept in lower case, as everywhere
    private static string Address(string email) => email.Trim().ToLowerInvariant();
#pragma warning restore CA1308
}
