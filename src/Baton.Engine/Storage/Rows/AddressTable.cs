using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class AddressTable : IEntityTypeConfiguration<AddressRow>
{
    private const string Columns = "Workspace, Kind, Value, Customer";

    public static readonly string Put = Sql.Put("Address", "Workspace, Kind, Value", Columns);

    public static void Bind(Statement statement, AddressRow row) => statement
        .Bind(row.Workspace).Bind(row.Kind).Bind(row.Value).Bind(row.Customer);

    public void Configure(EntityTypeBuilder<AddressRow> builder)
    {
        builder.ToTable("Address");
        builder.HasKey(row => new { row.Workspace, row.Kind, row.Value });
    }
}
