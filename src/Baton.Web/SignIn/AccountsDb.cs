using Baton.Engine.Storage.Postgres;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>Identity's tables (Schema/), in the same database as the engine's. Roles are not Identity's: they stand with the members.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account>(options)
{
    /// <summary>Open invitations.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>The keys by which cookies are protected, where they are not files.</summary>
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Invitation>().ToTable("Invitation");
        builder.Entity<Account>().ToTable("Account");
        builder.Entity<IdentityUserClaim<string>>().ToTable("AccountClaim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("AccountLogin");
        builder.Entity<IdentityUserToken<string>>().ToTable("AccountToken");
        builder.Entity<ProtectionKey>().ToTable("ProtectionKey").HasKey(key => key.Name);
        if (Database.IsNpgsql()) builder.UseLowerCaseNames();
    }
}
