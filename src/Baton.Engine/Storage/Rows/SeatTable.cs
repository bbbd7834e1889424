using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class SeatTable : IEntityTypeConfiguration<SeatRow>
{
    public static readonly string Put = Sql.Put("Seat", "Workspace, Id", "Workspace, Id, Person, Node, Began, Until, Gone, Handoff, Typing");

    // Its node may have come back as another one meanwhile, and the browser with it.
    public static readonly string Lose = "UPDATE Seat SET Gone = ? WHERE Workspace = ? AND Id = ? AND Node = ? AND Gone IS NULL";

    public static readonly string Clear = "DELETE FROM Seat WHERE Workspace = ? AND Id = ? AND (Gone IS NOT NULL OR Until IS NOT NULL)";

    public static void Bind(Statement statement, SeatRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Person).Bind(row.Node).Bind(row.Began).Bind(row.Until).Bind(row.Gone).Bind(row.Handoff).Bind(row.Typing);

    public static void BindLose(Statement statement, SeatRow row) => statement.Bind(row.Gone).Bind(row.Workspace).Bind(row.Id).Bind(row.Node);

    public static void BindClear(Statement statement, SeatRow row) => statement.Bind(row.Workspace).Bind(row.Id);

    public void Configure(EntityTypeBuilder<SeatRow> builder)
    {
        builder.ToTable("Seat");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
