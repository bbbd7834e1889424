using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class KeyTable : IEntityTypeConfiguration<KeyRow>
{
    private const string Columns = "Workspace, Id, Name, Hash, Prefix, Scopes, Created, LastUsed, Revoked";

    public static readonly string Put = Sql.Put("ApiKey", "Workspace, Id", Columns);

    public static readonly string Touch = "UPDATE ApiKey SET LastUsed = ? WHERE Workspace = ? AND Id = ?";

    public static void Bind(Statement statement, KeyRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Name).Bind(row.Hash).Bind(row.Prefix).Bind(row.Scopes).Bind(row.Created)
        .Bind(row.LastUsed).Bind(row.Revoked);

    public static void BindTouch(Statement statement, KeyRow row) => statement.Bind(row.LastUsed).Bind(row.Workspace).Bind(row.Id);

    public void Configure(EntityTypeBuilder<KeyRow> builder)
    {
        builder.ToTable("ApiKey");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
