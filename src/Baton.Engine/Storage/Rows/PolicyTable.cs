using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class PolicyTable : IEntityTypeConfiguration<PolicyRow>
{
    private const string Columns = "Workspace, Version, Document, Author, Note, Published";

    public static readonly string Insert = Sql.Insert("Policy", Columns);

    public static void Bind(Statement statement, PolicyRow row) => statement
        .Bind(row.Workspace).Bind(row.Version).Bind(row.Document).Bind(row.Author).Bind(row.Note).Bind(row.Published);

    public void Configure(EntityTypeBuilder<PolicyRow> builder)
    {
        builder.ToTable("Policy");
        builder.HasKey(row => new { row.Workspace, row.Version });
    }
}
