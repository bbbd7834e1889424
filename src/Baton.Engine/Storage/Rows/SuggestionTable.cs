using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class SuggestionTable : IEntityTypeConfiguration<SuggestionRow>
{
    public static readonly string Put = Sql.Put("Suggestion", "Workspace, Id", "Workspace, Id, Kind, Status, Sentence, Evidence, Body, Made, Updated, Answered, AnsweredBy, AnsweredAt, Note");

    // What the evidence was then is kept, so that it is known when it has grown.
    public static readonly string Answer = "UPDATE Suggestion SET Status = ?1, Answered = Evidence, AnsweredBy = ?2, AnsweredAt = ?3, Updated = ?3, Note = ?4 WHERE Workspace = ?5 AND Id = ?6";

    public static void Bind(Statement statement, SuggestionRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Kind).Bind(row.Status).Bind(row.Sentence).Bind((long)row.Evidence).Bind(row.Body).Bind(row.Made).Bind(row.Updated)
        .Bind((long?)row.Answered).Bind(row.AnsweredBy).Bind(row.AnsweredAt).Bind(row.Note);

    public static void BindAnswer(Statement statement, SuggestionRow row) => statement
        .Bind(row.Status).Bind(row.AnsweredBy).Bind(row.AnsweredAt).Bind(row.Note).Bind(row.Workspace).Bind(row.Id);

    public void Configure(EntityTypeBuilder<SuggestionRow> builder)
    {
        builder.ToTable("Suggestion");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
