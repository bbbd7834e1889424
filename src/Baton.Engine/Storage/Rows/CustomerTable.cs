using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class CustomerTable : IEntityTypeConfiguration<CustomerRow>
{
    private const string Columns =
        "Workspace, Id, Name, Search, Plan, OpenCases, OpenHandoffs, Waiting, DoNotContact, Version, LastSeq, " +
        "LastAt";

    public static readonly string Put = Sql.Put("Customer", "Workspace, Id", Columns);

    public static void Bind(Statement statement, CustomerRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Name).Bind(row.Search).Bind(row.Plan).Bind(row.OpenCases)
        .Bind(row.OpenHandoffs).Bind(row.Waiting).Bind(row.DoNotContact).Bind(row.Version).Bind(row.LastSeq).Bind(row.LastAt);

    public void Configure(EntityTypeBuilder<CustomerRow> builder)
    {
        builder.ToTable("Customer");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
