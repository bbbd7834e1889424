using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class PersonProfileTable : IEntityTypeConfiguration<PersonProfileRow>
{
    public static readonly string Put = Sql.Put("PersonProfile", "Workspace, Email", "Workspace, Email, Profile, Updated, Author");

    public static void Bind(Statement statement, PersonProfileRow row) => statement
        .Bind(row.Workspace).Bind(row.Email).Bind(row.Profile).Bind(row.Updated).Bind(row.Author);

    public void Configure(EntityTypeBuilder<PersonProfileRow> builder)
    {
        builder.ToTable("PersonProfile");
        builder.HasKey(row => new { row.Workspace, row.Email });
    }
}
