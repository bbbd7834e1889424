using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class TimerTable : IEntityTypeConfiguration<TimerRow>
{
    public const string Columns = "Workspace, Id, Customer, Due, Kind, Ref";

    public static readonly string Put = Sql.Put("Timer", "Workspace, Id", Columns);

    public static readonly string DueBy = $"SELECT {Columns} FROM Timer WHERE Due <= ? ORDER BY Due LIMIT ?";

    public static readonly string NextDue = "SELECT min(Due) FROM Timer";

    public static readonly string Move = "UPDATE Timer SET Due = ? WHERE Workspace = ? AND Id = ?";

    public static readonly string CountDue = "SELECT count(*) FROM Timer WHERE Due <= ?";

    public static readonly string Remove = "DELETE FROM Timer WHERE Workspace = ? AND Id = ?";

    public static readonly string RemoveDue = "DELETE FROM Timer WHERE Workspace = ? AND Id = ? AND Due = ?";

    public static void Bind(Statement statement, TimerRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Customer).Bind(row.Due).Bind(row.Kind).Bind(row.Ref);

    public static TimerRow Read(Statement statement) => new()
    {
        Workspace = statement.Text(0),
        Id = statement.Text(1),
        Customer = statement.TextOrNull(2),
        Due = statement.Long(3),
        Kind = statement.Text(4),
        Ref = statement.Text(5),
    };

    public void Configure(EntityTypeBuilder<TimerRow> builder)
    {
        builder.ToTable("Timer");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
