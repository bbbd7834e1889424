using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class SnapshotTable : IEntityTypeConfiguration<SnapshotRow>
{
    private const string Columns = "Workspace, Customer, Seq, State";

    public static readonly string Put = Sql.Put("Snapshot", "Workspace, Customer", Columns);

    public static void Bind(Statement statement, SnapshotRow row) => statement
        .Bind(row.Workspace).Bind(row.Customer).Bind(row.Seq).Bind(row.State);

    public void Configure(EntityTypeBuilder<SnapshotRow> builder)
    {
        builder.ToTable("Snapshot");
        builder.HasKey(row => new { row.Workspace, row.Customer });
    }
}
