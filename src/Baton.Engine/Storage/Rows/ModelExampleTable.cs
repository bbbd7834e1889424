using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class ModelExampleTable : IEntityTypeConfiguration<ModelExampleRow>
{
    public static readonly string Put = Sql.Put("ModelExample", "Workspace, Model, Hash", "Workspace, Model, Hash, Text, Label, Origin, Author, Added");

    public static void Bind(Statement statement, ModelExampleRow row) => statement
        .Bind(row.Workspace).Bind(row.Model).Bind(row.Hash).Bind(row.Text).Bind(row.Label).Bind(row.Origin).Bind(row.Author).Bind(row.Added);

    public void Configure(EntityTypeBuilder<ModelExampleRow> builder)
    {
        builder.ToTable("ModelExample");
        builder.HasKey(row => new { row.Workspace, row.Model, row.Hash });
    }
}
