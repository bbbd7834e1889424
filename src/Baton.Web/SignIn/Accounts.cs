using Baton.Engine.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>Who can sign in. Every account is a member's; a member without one is known to Baton but cannot enter.</summary>
public sealed class Accounts(UserManager<Account> accounts, IDbContextFactory<AccountsDb> tables, Members members, Invitations invitations)
{
    // Two visitors of an empty Baton must not both become its first admin.
    private static readonly SemaphoreSlim OnlyOneIsFirst = new(1, 1);

    // Nor must a link be used by two.
    private static readonly SemaphoreSlim OnlyOneAccepts = new(1, 1);

    public async Task<bool> AnyAsync() => !await NobodyButAsync([]);

    /// <summary>Makes the first admin, or nothing (null) when somebody can sign in already.</summary>
    public async Task<IdentityResult?> CreateFirstAdminAsync(string name, string email, string password)
    {
        await OnlyOneIsFirst.WaitAsync();
        try
        {
            return await AnyAsync() ? null : await CreateAsync(name, email, password, Role.Admin);
        }
        finally
        {
            OnlyOneIsFirst.Release();
        }
    }

    /// <summary>Whether nobody can sign in except, perhaps, these.</summary>
    public async Task<bool> NobodyButAsync(IReadOnlyCollection<string> emails)
    {
        // On a context of its own: several parts of one page ask at the same time.
        await using var known = await tables.CreateDbContextAsync();
        return !await known.Users.AnyAsync(account => !emails.Contains(account.Email!));
    }

    /// <summary>The account of a guest, made when there is none yet: it has no password. Nothing (null) when anybody but the guests has an account.</summary>
    public async Task<Account?> GuestAsync(string email, string name, Role role, IReadOnlyCollection<string> guests)
    {
        await OnlyOneIsFirst.WaitAsync();
        try
        {
            if (!await NobodyButAsync(guests))
                return null;
            if (await accounts.FindByEmailAsync(email) is { } known)
                return known;
            var member = await members.PutAsync(email, name, role);
            var guest = new Account { UserName = member.Email, Email = member.Email, EmailConfirmed = true };
            return (await accounts.CreateAsync(guest)).Succeeded ? guest : null;
        }
        finally
        {
            OnlyOneIsFirst.Release();
        }
    }

    /// <summary>Makes a member and the account to sign in with; neither when the password is refused.</summary>
    public async Task<IdentityResult> CreateAsync(string name, string email, string password, Role role, string workspace = Members.FirstWorkspace)
    {
        // The membership first: an account without one could never enter, and would close the first-run page.
        var before = await members.FindAsync(email, workspace);
        var member = await members.PutAsync(email, name, role, workspace);
        var made = await accounts.CreateAsync(new Account { UserName = member.Email, Email = member.Email, EmailConfirmed = true }, password);
        if (!made.Succeeded && before is null)
            await members.TakeBackAsync(member);
        return made;
    }

    /// <summary>Gives the member whom a link invites a password, and makes the link void. Nothing (null) when it invites nobody any more; void it is only when the password is taken.</summary>
    public async Task<IdentityResult?> AcceptAsync(string secret, string password)
    {
        await OnlyOneAccepts.WaitAsync();
        try
        {
            if (await invitations.FindAsync(secret) is not { } member)
                return null;
            var set = await SetPasswordAsync(member, password);
            if (set.Succeeded)
                await invitations.EndAsync(member.Email);
            return set;
        }
        finally
        {
            OnlyOneAccepts.Release();
        }
    }

    /// <summary>Gives a member a password, making the account when there is none yet. Ends the sessions that are open.</summary>
    public async Task<IdentityResult> SetPasswordAsync(MemberRow member, string password)
    {
        var account = await accounts.FindByEmailAsync(member.Email);
        if (account is null)
            return await accounts.CreateAsync(new Account { UserName = member.Email, Email = member.Email, EmailConfirmed = true }, password);
        var token = await accounts.GeneratePasswordResetTokenAsync(account);
        return await accounts.ResetPasswordAsync(account, token, password);
    }

    /// <summary>Removes a member together with the account.</summary>
    /// <exception cref="LastAdminException">It is the only admin.</exception>
    public async Task RemoveAsync(MemberRow member)
    {
        await members.RemoveAsync(member.Email, member.Workspace);
        await invitations.EndAsync(member.Email);
        if (await accounts.FindByEmailAsync(member.Email) is { } account)
            await accounts.DeleteAsync(account);
    }
}
