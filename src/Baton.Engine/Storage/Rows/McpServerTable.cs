using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class McpServerTable : IEntityTypeConfiguration<McpServerRow>
{
    public static readonly string Put = Sql.Put("McpServer", "Workspace, Name", "Workspace, Name, Definition, Changed, Author");

    public static readonly string Remove = "DELETE FROM McpServer WHERE Workspace = ? AND Name = ?";

    public static void Bind(Statement statement, McpServerRow row) => statement.Bind(row.Workspace).Bind(row.Name).Bind(row.Definition).Bind(row.Changed).Bind(row.Author);

    public void Configure(EntityTypeBuilder<McpServerRow> builder)
    {
        builder.ToTable("McpServer");
        builder.HasKey(row => new { row.Workspace, row.Name });
    }
}
