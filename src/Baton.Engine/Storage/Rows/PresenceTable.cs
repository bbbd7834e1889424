using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class PresenceTable : IEntityTypeConfiguration<PresenceRow>
{
    public static readonly string Put = Sql.Put("Presence", "Workspace, Person", "Workspace, Person, State, Since");

    public static void Bind(Statement statement, PresenceRow row) => statement.Bind(row.Workspace).Bind(row.Person).Bind(row.State).Bind(row.Since);

    public void Configure(EntityTypeBuilder<PresenceRow> builder)
    {
        builder.ToTable("Presence");
        builder.HasKey(row => new { row.Workspace, row.Person });
    }
}
