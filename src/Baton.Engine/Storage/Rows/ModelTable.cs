using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class ModelTable : IEntityTypeConfiguration<ModelRow>
{
    // A model is begun once; what is known of it later is changed apart.
    public static readonly string Begin = "INSERT INTO Model (Workspace, Name, Made, Corrected) VALUES (?, ?, ?, ?) ON CONFLICT (Workspace, Name) DO NOTHING";

    public static readonly string Promote = Sql.Put("Model", "Workspace, Name", "Workspace, Name, Made, Corrected, Version, Since, Author")
        .Replace("Made = excluded.Made, Corrected = excluded.Corrected, ", "", StringComparison.Ordinal);

    public static readonly string Correct = "UPDATE Model SET Corrected = ?1 WHERE Workspace = ?2 AND Name = ?3 AND Corrected < ?1";

    public static void BindBegin(Statement statement, ModelRow row) => statement.Bind(row.Workspace).Bind(row.Name).Bind(row.Made).Bind(row.Corrected);

    public static void BindPromote(Statement statement, ModelRow row) => statement
        .Bind(row.Workspace).Bind(row.Name).Bind(row.Made).Bind(row.Corrected).Bind(row.Version).Bind(row.Since).Bind(row.Author);

    public static void BindCorrect(Statement statement, ModelRow row) => statement.Bind(row.Corrected).Bind(row.Workspace).Bind(row.Name);

    public void Configure(EntityTypeBuilder<ModelRow> builder)
    {
        builder.ToTable("Model");
        builder.HasKey(row => new { row.Workspace, row.Name });
    }
}
