using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class DraftTable : IEntityTypeConfiguration<DraftRow>
{
    private const string Columns = "Workspace, Document, Author, Updated, Revision";

    public static readonly string Put = Sql.Put("Draft", "Workspace", Columns);

    public static readonly string Remove = "DELETE FROM Draft WHERE Workspace = ?";

    public static void Bind(Statement statement, DraftRow row) => statement
        .Bind(row.Workspace).Bind(row.Document).Bind(row.Author).Bind(row.Updated).Bind(row.Revision);

    public void Configure(EntityTypeBuilder<DraftRow> builder)
    {
        builder.ToTable("Draft");
        builder.HasKey(row => row.Workspace);
    }
}
