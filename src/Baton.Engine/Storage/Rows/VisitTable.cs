using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class VisitTable : IEntityTypeConfiguration<VisitRow>
{
    public static readonly string Put = Sql.Put("Visit", "Workspace, Handoff, Person", "Workspace, Handoff, Person, Seen, Text, Note");

    public static readonly string See = Sql.Put("Visit", "Workspace, Handoff, Person", "Workspace, Handoff, Person, Seen");

    public static readonly string Remove = "DELETE FROM Visit WHERE Workspace = ? AND Handoff = ?";

    public static void Bind(Statement statement, VisitRow row) => BindSee(statement, row).Bind(row.Text).Bind(row.Note);

    public static Statement BindSee(Statement statement, VisitRow row) => statement.Bind(row.Workspace).Bind(row.Handoff).Bind(row.Person).Bind(row.Seen);

    public void Configure(EntityTypeBuilder<VisitRow> builder)
    {
        builder.ToTable("Visit");
        builder.HasKey(row => new { row.Workspace, row.Handoff, row.Person });
    }
}
