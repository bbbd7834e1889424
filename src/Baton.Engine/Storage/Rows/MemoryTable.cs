using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class MemoryTable : IEntityTypeConfiguration<MemoryRow>
{
    public static readonly string Put = Sql.Put("Memory", "Workspace, Agent, Customer, Name", "Workspace, Agent, Customer, Name, Value, Seq");

    public static readonly string Remove = "DELETE FROM Memory WHERE Workspace = ? AND Agent = ? AND Customer = ? AND Name = ?";

    /// <summary>Forgets all that an agent noted about a customer but the latest so many.</summary>
    public static readonly string KeepLast =
        "DELETE FROM Memory WHERE Workspace = ?1 AND Agent = ?2 AND Customer = ?3 AND Name NOT IN (SELECT Name FROM Memory WHERE Workspace = ?1 AND Agent = ?2 AND Customer = ?3 ORDER BY Seq DESC, Name LIMIT ?4)";

    public static void Bind(Statement statement, MemoryRow row) => statement
        .Bind(row.Workspace).Bind(row.Agent).Bind(row.Customer).Bind(row.Name).Bind(row.Value).Bind(row.Seq);

    public static void BindRemove(Statement statement, MemoryRow row) => statement.Bind(row.Workspace).Bind(row.Agent).Bind(row.Customer).Bind(row.Name);

    public void Configure(EntityTypeBuilder<MemoryRow> builder)
    {
        builder.ToTable("Memory");
        builder.HasKey(row => new { row.Workspace, row.Agent, row.Customer, row.Name });
    }
}
