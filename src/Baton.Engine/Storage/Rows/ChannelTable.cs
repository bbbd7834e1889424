using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class ChannelTable : IEntityTypeConfiguration<ChannelRow>
{
    public static readonly string Put = Sql.Put("Channel", "Workspace, Name", "Workspace, Name, Definition, Changed, Author");

    public static readonly string Remove = "DELETE FROM Channel WHERE Workspace = ? AND Name = ?";

    public static void Bind(Statement statement, ChannelRow row) => statement.Bind(row.Workspace).Bind(row.Name).Bind(row.Definition).Bind(row.Changed).Bind(row.Author);

    public void Configure(EntityTypeBuilder<ChannelRow> builder)
    {
        builder.ToTable("Channel");
        builder.HasKey(row => new { row.Workspace, row.Name });
    }
}
