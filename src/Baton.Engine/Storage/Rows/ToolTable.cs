using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class ToolTable : IEntityTypeConfiguration<ToolRow>
{
    public static readonly string Put = Sql.Put("Tool", "Workspace, Name", "Workspace, Name, Kind, Writes, Definition, Updated, Author");

    public static readonly string Remove = "DELETE FROM Tool WHERE Workspace = ? AND Name = ?";

    /// <summary>The definitions of a workspace's tools, by name.</summary>
    public static readonly string Definitions = "SELECT Definition FROM Tool WHERE Workspace = ? ORDER BY Name";

    public static void Bind(Statement statement, ToolRow row) => statement
        .Bind(row.Workspace).Bind(row.Name).Bind(row.Kind).Bind(row.Writes).Bind(row.Definition).Bind(row.Updated).Bind(row.Author);

    public void Configure(EntityTypeBuilder<ToolRow> builder)
    {
        builder.ToTable("Tool");
        builder.HasKey(row => new { row.Workspace, row.Name });
    }
}
