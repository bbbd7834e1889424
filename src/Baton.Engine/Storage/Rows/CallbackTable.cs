using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class CallbackTable : IEntityTypeConfiguration<CallbackRow>
{
    public static readonly string Insert = Sql.Insert("Callback", "Hash, Workspace, Task, Expires");

    public static readonly string Forget = "DELETE FROM Callback WHERE Expires < ?";

    public static void Bind(Statement statement, CallbackRow row) => statement.Bind(row.Hash).Bind(row.Workspace).Bind(row.Task).Bind(row.Expires);

    public void Configure(EntityTypeBuilder<CallbackRow> builder)
    {
        builder.ToTable("Callback");
        builder.HasKey(row => row.Hash);
    }
}
