using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class MemberTable : IEntityTypeConfiguration<MemberRow>
{
    private const string Columns = "Workspace, Email, Name, Role, Added";

    public static readonly string Put = Sql.Put("Member", "Workspace, Email", Columns);

    public static readonly string Remove = "DELETE FROM Member WHERE Workspace = ? AND Email = ?";

    public static void Bind(Statement statement, MemberRow row) => statement
        .Bind(row.Workspace).Bind(row.Email).Bind(row.Name).Bind(row.Role).Bind(row.Added);

    public void Configure(EntityTypeBuilder<MemberRow> builder)
    {
        builder.ToTable("Member");
        builder.HasKey(row => new { row.Workspace, row.Email });
    }
}
