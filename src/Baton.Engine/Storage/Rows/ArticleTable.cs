using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class ArticleTable : IEntityTypeConfiguration<ArticleRow>
{
    public static readonly string Put = Sql.Put("Article", "Workspace, Id", "Workspace, Id, Title, Tags, Text, Proposed, Handoff, Author, Updated, Seq");

    public static readonly string Remove = "DELETE FROM Article WHERE Workspace = ? AND Id = ?";

    /// <summary>Changes whenever an article of a workspace does: what is put has a higher seq, what is removed is not counted.</summary>
    public static readonly string State = "SELECT count(*), coalesce(max(Seq), 0) FROM Article WHERE Workspace = ?";

    /// <summary>The articles of a workspace from which customers are answered, by id.</summary>
    public static readonly string Accepted = "SELECT Id, Title, Tags, Text FROM Article WHERE Workspace = ? AND NOT Proposed ORDER BY Id";

    public static void Bind(Statement statement, ArticleRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Title).Bind(row.Tags).Bind(row.Text).Bind(row.Proposed).Bind(row.Handoff).Bind(row.Author).Bind(row.Updated).Bind(row.Seq);

    public void Configure(EntityTypeBuilder<ArticleRow> builder)
    {
        builder.ToTable("Article");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
