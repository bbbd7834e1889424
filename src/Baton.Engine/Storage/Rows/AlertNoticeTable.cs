using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class AlertNoticeTable : IEntityTypeConfiguration<AlertNoticeRow>
{
    public static readonly string Insert = Sql.Insert("AlertNotice", "Workspace, Seq, Kind, Queue, Handoff, At, Sentence");

    public static readonly string Forget = "DELETE FROM AlertNotice WHERE Workspace = ? AND At < ?";

    public static void Bind(Statement statement, AlertNoticeRow row) => statement.Bind(row.Workspace).Bind(row.Seq).Bind(row.Kind).Bind(row.Queue).Bind(row.Handoff).Bind(row.At).Bind(row.Sentence);

    public void Configure(EntityTypeBuilder<AlertNoticeRow> builder)
    {
        builder.ToTable("AlertNotice");
        builder.HasKey(row => new { row.Workspace, row.Seq });
    }
}
