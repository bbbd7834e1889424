using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class CounterTable : IEntityTypeConfiguration<CounterRow>
{
    private const string Columns = "Workspace, Minute, Name, Value";

    public static readonly string Count = Sql.Insert("Counter", Columns) +
        " ON CONFLICT (Workspace, Minute, Name) DO UPDATE SET Value = Counter.Value + excluded.Value";

    public static void Bind(Statement statement, CounterRow row) => statement
        .Bind(row.Workspace).Bind(row.Minute).Bind(row.Name).Bind(row.Value);

    public void Configure(EntityTypeBuilder<CounterRow> builder)
    {
        builder.ToTable("Counter");
        builder.HasKey(row => new { row.Workspace, row.Minute, row.Name });
    }
}
