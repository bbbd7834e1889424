using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class AgentTable : IEntityTypeConfiguration<AgentRow>
{
    private const string Columns = "Workspace, Name, Department, Kind, Definition, Paused, Version, Updated";

    public static readonly string Put = Sql.Put("Agent", "Workspace, Name", Columns);

    public static void Bind(Statement statement, AgentRow row) => statement
        .Bind(row.Workspace).Bind(row.Name).Bind(row.Department).Bind(row.Kind).Bind(row.Definition).Bind(row.Paused)
        .Bind(row.Version).Bind(row.Updated);

    public void Configure(EntityTypeBuilder<AgentRow> builder)
    {
        builder.ToTable("Agent");
        builder.HasKey(row => new { row.Workspace, row.Name });
    }
}
