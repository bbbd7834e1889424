using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class ToolUseTable : IEntityTypeConfiguration<ToolUseRow>
{
    public static readonly string Insert = Sql.Insert("ToolUse", "Workspace, Id, Seq, Agent, Tool, At, Denied, Failed, Cost, DurationMs");

    public static void Bind(Statement statement, ToolUseRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Seq).Bind(row.Agent).Bind(row.Tool).Bind(row.At).Bind(row.Denied).Bind(row.Failed)
        .Bind(row.Cost).Bind(row.DurationMs);

    public void Configure(EntityTypeBuilder<ToolUseRow> builder)
    {
        builder.ToTable("ToolUse");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
