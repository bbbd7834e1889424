using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class ReviewTable : IEntityTypeConfiguration<ReviewRow>
{
    public static readonly string Put = Sql.Put("Review", "Workspace, Handoff, Reviewer", "Workspace, Handoff, Reviewer, Seq, Queue, Person, At, Mean, Scores, Note");

    public static void Bind(Statement statement, ReviewRow row) => statement
        .Bind(row.Workspace).Bind(row.Handoff).Bind(row.Reviewer).Bind(row.Seq).Bind(row.Queue).Bind(row.Person).Bind(row.At).Bind(row.Mean).Bind(row.Scores).Bind(row.Note);

    public void Configure(EntityTypeBuilder<ReviewRow> builder)
    {
        builder.ToTable("Review");
        builder.HasKey(row => new { row.Workspace, row.Handoff, row.Reviewer });
    }
}
