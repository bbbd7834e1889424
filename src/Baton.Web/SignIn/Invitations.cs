using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>
/// Links with which members choose their password: for one member, once, for a day. Only a hash is kept, so that who reads the database cannot
/// come in; a new link makes the one before void.
/// </summary>
public sealed class Invitations(IServiceScopeFactory scopes, Members members, DoorClock clock)
{
    /// <summary>How long a link may be used.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>Makes a link for a member.</summary>
    public async Task<InvitationLink> MakeAsync(MemberRow member)
    {
        var link = new InvitationLink(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), clock.Time.GetUtcNow() + Lasts);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        await using var whole = await db.Database.BeginTransactionAsync();
        await db.Invitations.Where(i => i.Email == member.Email).ExecuteDeleteAsync();
        db.Invitations.Add(new Invitation { Email = member.Email, Workspace = member.Workspace, Hash = HashOf(link.Secret), Expires = link.Expires.ToUnixTimeMilliseconds() });
        await db.SaveChangesAsync();
        await whole.CommitAsync();
        return link;
    }

    /// <summary>The member whom a link invites; null when it was used, replaced, is too old, or the member is gone.</summary>
    public async Task<MemberRow?> FindAsync(string secret)
    {
        var (hash, now) = (HashOf(secret), clock.Time.GetUtcNow().ToUnixTimeMilliseconds());
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        return await db.Invitations.FirstOrDefaultAsync(i => i.Hash == hash && i.Expires > now) is { } open ? await members.FindAsync(open.Email, open.Workspace) : null;
    }

    /// <summary>Makes a member's link void.</summary>
    public async Task EndAsync(string email)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountsDb>().Invitations.Where(i => i.Email == email).ExecuteDeleteAsync();
    }

    /// <summary>Who of all members has not come in yet, each with the end of their open link, if they have one.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset?>> NotInYetAsync(IEnumerable<MemberRow> all)
    {
        var now = clock.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var inside = await db.Users.Select(account => account.Email!).ToListAsync();
        var open = await db.Invitations.Where(i => i.Expires > now).ToDictionaryAsync(i => i.Email, i => i.Expires, StringComparer.Ordinal);
        return all.Select(member => member.Email).Except(inside, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(email => email, email => open.TryGetValue(email, out var end) ? DateTimeOffset.FromUnixTimeMilliseconds(end) : (DateTimeOffset?)null, StringComparer.Ordinal);
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
