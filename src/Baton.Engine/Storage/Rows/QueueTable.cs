using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class QueueTable : IEntityTypeConfiguration<QueueRow>
{
    public static readonly string Put = Sql.Put("Queue", "Workspace, Name", "Workspace, Name, Definition, Updated, Author");

    public static readonly string Remove = "DELETE FROM Queue WHERE Workspace = ? AND Name = ?";

    public static void Bind(Statement statement, QueueRow row) => statement
        .Bind(row.Workspace).Bind(row.Name).Bind(row.Definition).Bind(row.Updated).Bind(row.Author);

    public void Configure(EntityTypeBuilder<QueueRow> builder)
    {
        builder.ToTable("Queue");
        builder.HasKey(row => new { row.Workspace, row.Name });
    }
}
