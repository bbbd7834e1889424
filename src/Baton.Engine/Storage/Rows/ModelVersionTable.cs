using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class ModelVersionTable : IEntityTypeConfiguration<ModelVersionRow>
{
    // The same examples give the same version again: it is there already.
    public static readonly string Insert = Sql.Insert("ModelVersion", "Workspace, Model, Version, Number, Made, Author, Examples, Digest, Report, File, HeldOut, OutOfScope, Comparison")
        + " ON CONFLICT (Workspace, Model, Version) DO NOTHING";

    public static readonly string ReadFile = "SELECT File FROM ModelVersion WHERE Workspace = ? AND Model = ? AND Version = ?";

    public static void Bind(Statement statement, ModelVersionRow row) => statement
        .Bind(row.Workspace).Bind(row.Model).Bind(row.Version).Bind(row.Number).Bind(row.Made).Bind(row.Author).Bind(row.Examples).Bind(row.Digest)
        .Bind(row.Report).Bind(row.File).Bind((long)row.HeldOut).Bind(row.OutOfScope).Bind(row.Comparison);

    public void Configure(EntityTypeBuilder<ModelVersionRow> builder)
    {
        builder.ToTable("ModelVersion");
        builder.HasKey(row => new { row.Workspace, row.Model, row.Version });
    }
}
