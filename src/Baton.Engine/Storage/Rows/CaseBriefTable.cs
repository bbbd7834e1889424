using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class CaseBriefTable : IEntityTypeConfiguration<CaseBriefRow>
{
    public static readonly string Put = Sql.Put("CaseBrief", "Workspace, Handoff", "Workspace, Handoff, Upto, Agent, Lines, Dropped, Fault, Made");

    public static void Bind(Statement statement, CaseBriefRow row) => statement
        .Bind(row.Workspace).Bind(row.Handoff).Bind(row.Upto).Bind(row.Agent).Bind(row.Lines).Bind((long)row.Dropped).Bind(row.Fault).Bind(row.Made);

    public void Configure(EntityTypeBuilder<CaseBriefRow> builder)
    {
        builder.ToTable("CaseBrief");
        builder.HasKey(row => new { row.Workspace, row.Handoff });
    }
}
