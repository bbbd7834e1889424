using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>Identity's tables (Schema/), in the same database file as the engine's. Roles are not Identity's: they stand with the members.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account>(options)
{
    /// <summary>Open invitations.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Invitation>().ToTable("Invitation");
        builder.Entity<Account>().ToTable("Account");
        builder.Entity<IdentityUserClaim<string>>().ToTable("AccountClaim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("AccountLogin");
        builder.Entity<IdentityUserToken<string>>().ToTable("AccountToken");
    }
}
