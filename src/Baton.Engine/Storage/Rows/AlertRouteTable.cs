using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class AlertRouteTable : IEntityTypeConfiguration<AlertRouteRow>
{
    /// <summary>Puts the definition; how far a known route was told stays, and what failed before is tried at once.</summary>
    public static readonly string Define = Sql.Insert("AlertRoute", "Workspace, Name, Definition, Author, Updated, Told, Sent, NotBefore, Attempts, Fault")
        + " ON CONFLICT (Workspace, Name) DO UPDATE SET Definition = excluded.Definition, Author = excluded.Author, Updated = excluded.Updated, NotBefore = 0, Attempts = 0, Fault = NULL";

    /// <summary>Notes how sending went; a route that was removed meanwhile stays removed.</summary>
    public static readonly string Mark = "UPDATE AlertRoute SET Told = ?, Sent = ?, NotBefore = ?, Attempts = ?, Fault = ? WHERE Workspace = ? AND Name = ?";

    public static readonly string Remove = "DELETE FROM AlertRoute WHERE Workspace = ? AND Name = ?";

    public static void Bind(Statement statement, AlertRouteRow row) => statement
        .Bind(row.Workspace).Bind(row.Name).Bind(row.Definition).Bind(row.Author).Bind(row.Updated).Bind(row.Told).Bind(row.Sent).Bind(row.NotBefore).Bind(row.Attempts).Bind(row.Fault);

    public static void BindMark(Statement statement, AlertRouteRow row) => statement.Bind(row.Told).Bind(row.Sent).Bind(row.NotBefore).Bind(row.Attempts).Bind(row.Fault).Bind(row.Workspace).Bind(row.Name);

    public void Configure(EntityTypeBuilder<AlertRouteRow> builder)
    {
        builder.ToTable("AlertRoute");
        builder.HasKey(row => new { row.Workspace, row.Name });
    }
}
