using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class WorkspaceTable : IEntityTypeConfiguration<WorkspaceRow>
{
    private const string Columns = "Id, Name, Created, Accent";

    public static readonly string Put = Sql.Put("Workspace", "Id", Columns);

    public static void Bind(Statement statement, WorkspaceRow row) => statement
        .Bind(row.Id).Bind(row.Name).Bind(row.Created).Bind(row.Accent);

    public void Configure(EntityTypeBuilder<WorkspaceRow> builder)
    {
        builder.ToTable("Workspace");
        builder.HasKey(row => row.Id);
    }
}
