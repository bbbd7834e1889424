using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>Who may sign in, and as what.</summary>
public sealed class Members(UserManager<Account> accounts)
{
    // Two visitors of an empty Baton must not both become its first admin.
    private static readonly SemaphoreSlim OnlyOneIsFirst = new(1, 1);

    public Task<bool> AnyAsync() => accounts.Users.AnyAsync();

    public Task<Account?> FindAsync(string email) => accounts.FindByEmailAsync(email);

    /// <summary>Makes the first admin, or nothing (null) when there is somebody already.</summary>
    public async Task<IdentityResult?> CreateFirstAdminAsync(string fullName, string email, string password)
    {
        await OnlyOneIsFirst.WaitAsync();
        try
        {
            return await AnyAsync() ? null : await CreateAsync(fullName, email, password, Role.Admin);
        }
        finally
        {
            OnlyOneIsFirst.Release();
        }
    }

    /// <summary>Makes an account; without a password one cannot sign in yet, but can be named as the owner of a handoff.</summary>
    public async Task<IdentityResult> CreateAsync(string fullName, string email, string? password, Role role, string workspace = "default")
    {
        var account = new Account { UserName = email, Email = email, EmailConfirmed = true, FullName = fullName, Workspace = workspace };
        var made = password is null ? await accounts.CreateAsync(account) : await accounts.CreateAsync(account, password);
        return made.Succeeded ? await accounts.AddToRoleAsync(account, role.ToString()) : made;
    }

    /// <summary>Changes what a member is; open sessions learn of it at their next check.</summary>
    public async Task ChangeRoleAsync(Account account, Role role)
    {
        await accounts.RemoveFromRolesAsync(account, await accounts.GetRolesAsync(account));
        await accounts.AddToRoleAsync(account, role.ToString());
        await accounts.UpdateSecurityStampAsync(account);
    }

    public Task<IdentityResult> RemoveAsync(Account account) => accounts.DeleteAsync(account);

    /// <summary>The member's role; Viewer when, against all rules, there is none.</summary>
    public async Task<Role> RoleOfAsync(Account account) =>
        (await accounts.GetRolesAsync(account)).Select(Enum.Parse<Role>).DefaultIfEmpty(Role.Viewer).Max();

    /// <summary>All members of a workspace by name.</summary>
    public async Task<IReadOnlyList<(Account Account, Role Role)>> ListAsync(string workspace = "default")
    {
        var members = new List<(Account, Role)>();
        foreach (var account in await accounts.Users.Where(one => one.Workspace == workspace).OrderBy(one => one.FullName).ToListAsync())
            members.Add((account, await RoleOfAsync(account)));
        return members;
    }
}
