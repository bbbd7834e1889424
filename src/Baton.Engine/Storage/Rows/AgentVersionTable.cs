using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class AgentVersionTable : IEntityTypeConfiguration<AgentVersionRow>
{
    public static readonly string Put = Sql.Put("AgentVersion", "Workspace, Name, Version", "Workspace, Name, Version, Definition, Author, Note, Made");

    public static void Bind(Statement statement, AgentVersionRow row) => statement
        .Bind(row.Workspace).Bind(row.Name).Bind(row.Version).Bind(row.Definition).Bind(row.Author).Bind(row.Note).Bind(row.Made);

    public void Configure(EntityTypeBuilder<AgentVersionRow> builder)
    {
        builder.ToTable("AgentVersion");
        builder.HasKey(row => new { row.Workspace, row.Name, row.Version });
    }
}
