using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Storage.Postgres;

/// <summary>PostgreSQL keeps names that are not quoted in lower case; EF Core quotes them all.</summary>
public static class LowerCaseNames
{
    /// <summary>Maps every table and column to its name in lower case, so that statements written by hand need no quotes either.</summary>
    public static void UseLowerCaseNames(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(entity.GetTableName()!.ToLowerInvariant());
            foreach (var property in entity.GetProperties()) property.SetColumnName(property.GetColumnName().ToLowerInvariant());
        }
    }
}
