using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class CredentialTable : IEntityTypeConfiguration<CredentialRow>
{
    private const string OneVersion = "WHERE Workspace = ? AND Name = ? AND Version = ?";

    public static readonly string Offer = Sql.Insert("Credential", "Workspace, Name, Version, Sealed, Hosts, Author, Created");

    // Those before the one before.
    public static readonly string Drop = "DELETE FROM Credential WHERE Workspace = ? AND Name = ? AND Version <> ? AND Until IS NOT NULL";

    public static readonly string End = "UPDATE Credential SET Until = ? WHERE Workspace = ? AND Name = ? AND Version <> ? AND Since IS NOT NULL AND Until IS NULL";

    public static readonly string Start = $"UPDATE Credential SET Since = ? {OneVersion}";

    public static readonly string Touch = $"UPDATE Credential SET LastUsed = ? {OneVersion}";

    public static readonly string Remove = "DELETE FROM Credential WHERE Workspace = ? AND Name = ?";

    public static void BindOffer(Statement statement, CredentialRow row) => statement
        .Bind(row.Workspace).Bind(row.Name).Bind(row.Version).Bind(row.Sealed).Bind(row.Hosts).Bind(row.Author).Bind(row.Created);

    public static void BindDrop(Statement statement, CredentialRow row) => statement.Bind(row.Workspace).Bind(row.Name).Bind(row.Version);

    public static void BindEnd(Statement statement, CredentialRow row) => statement.Bind(row.Until).Bind(row.Workspace).Bind(row.Name).Bind(row.Version);

    public static void BindStart(Statement statement, CredentialRow row) => statement.Bind(row.Since).Bind(row.Workspace).Bind(row.Name).Bind(row.Version);

    public static void BindTouch(Statement statement, CredentialRow row) => statement.Bind(row.LastUsed).Bind(row.Workspace).Bind(row.Name).Bind(row.Version);

    public void Configure(EntityTypeBuilder<CredentialRow> builder)
    {
        builder.ToTable("Credential");
        builder.HasKey(row => new { row.Workspace, row.Name, row.Version });
    }
}
