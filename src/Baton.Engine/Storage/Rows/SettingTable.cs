using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class SettingTable : IEntityTypeConfiguration<SettingRow>
{
    private const string Columns = "Workspace, Name, Value";

    public static readonly string Put = Sql.Put("Setting", "Workspace, Name", Columns);

    public static readonly string Begin = "INSERT INTO Setting (Workspace, Name, Value) VALUES (?, ?, ?) ON CONFLICT (Workspace, Name) DO NOTHING";

    public static void Bind(Statement statement, SettingRow row) => statement
        .Bind(row.Workspace).Bind(row.Name).Bind(row.Value);

    public void Configure(EntityTypeBuilder<SettingRow> builder)
    {
        builder.ToTable("Setting");
        builder.HasKey(row => new { row.Workspace, row.Name });
    }
}
