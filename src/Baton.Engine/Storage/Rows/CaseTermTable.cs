using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class CaseTermTable : IEntityTypeConfiguration<CaseTermRow>
{
    // A case that is resolved a second time is about the same.
    public static readonly string Note = Sql.Insert("CaseTerm", "Workspace, Term, Seq, Weight") + " ON CONFLICT (Workspace, Term, Seq) DO NOTHING";

    /// <summary>The latest cases that a word says something of, at most so many.</summary>
    public static readonly string Latest = "SELECT Seq, Weight FROM CaseTerm WHERE Workspace = ? AND Term = ? ORDER BY Seq DESC LIMIT ?";

    /// <summary>In how many cases a word occurs.</summary>
    public static readonly string Count = "SELECT count(*) FROM CaseTerm WHERE Workspace = ? AND Term = ?";

    public static void Bind(Statement statement, CaseTermRow row) => statement.Bind(row.Workspace).Bind(row.Term).Bind(row.Seq).Bind((long)row.Weight);

    public void Configure(EntityTypeBuilder<CaseTermRow> builder)
    {
        builder.ToTable("CaseTerm");
        builder.HasKey(row => new { row.Workspace, row.Term, row.Seq });
    }
}
