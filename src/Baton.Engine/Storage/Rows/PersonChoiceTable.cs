using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class PersonChoiceTable : IEntityTypeConfiguration<PersonChoiceRow>
{
    public static readonly string Put = Sql.Put("PersonChoice", "Workspace, Email, Name", "Workspace, Email, Name, Value");

    public static void Bind(Statement statement, PersonChoiceRow row) => statement.Bind(row.Workspace).Bind(row.Email).Bind(row.Name).Bind(row.Value);

    public void Configure(EntityTypeBuilder<PersonChoiceRow> builder)
    {
        builder.ToTable("PersonChoice");
        builder.HasKey(row => new { row.Workspace, row.Email, row.Name });
    }
}
