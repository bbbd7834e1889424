using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class AttachmentTable : IEntityTypeConfiguration<AttachmentRow>
{
    public static readonly string Put = Sql.Put("Attachment", "Workspace, Id", "Workspace, Id, Customer, Name, Type, Size, Hash, Author, Added, Content");

    public static void Bind(Statement statement, AttachmentRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Customer).Bind(row.Name).Bind(row.Type).Bind(row.Size).Bind(row.Hash).Bind(row.Author).Bind(row.Added).Bind(row.Content);

    public void Configure(EntityTypeBuilder<AttachmentRow> builder)
    {
        builder.ToTable("Attachment");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
