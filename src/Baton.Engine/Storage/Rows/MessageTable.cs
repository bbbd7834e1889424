using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class MessageTable : IEntityTypeConfiguration<MessageRow>
{
    public static readonly string Insert = Sql.Insert(
        "Message",
        "Workspace, Id, Seq, Thread, Customer, Sender, Recipient, Agent, Priority, Status, Text, Data, Task, SenderTask, Handoff, Why, Reply, ReplyBy, Search, Sent, Expires, Ended, LastSeq");

    // What is said of it never changes; the answer can be searched for as well.
    public static readonly string Update = """
        UPDATE Message SET Status = ?, Agent = coalesce(?, Agent), Task = coalesce(?, Task), Handoff = coalesce(?, Handoff), Why = coalesce(?, Why),
            Reply = ?, ReplyBy = ?, Search = Search || ?, Ended = ?, LastSeq = ?
        WHERE Workspace = ? AND Id = ?
        """;

    public static void Bind(Statement statement, MessageRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Seq).Bind(row.Thread).Bind(row.Customer).Bind(row.Sender).Bind(row.Recipient).Bind(row.Agent)
        .Bind(row.Priority).Bind(row.Status).Bind(row.Text).Bind(row.Data).Bind(row.Task).Bind(row.SenderTask).Bind(row.Handoff).Bind(row.Why)
        .Bind(row.Reply).Bind(row.ReplyBy).Bind(row.Search).Bind(row.Sent).Bind(row.Expires).Bind(row.Ended).Bind(row.LastSeq);

    public static void BindUpdate(Statement statement, MessageRow row) => statement
        .Bind(row.Status).Bind(row.Agent).Bind(row.Task).Bind(row.Handoff).Bind(row.Why).Bind(row.Reply).Bind(row.ReplyBy).Bind(row.Search)
        .Bind(row.Ended).Bind(row.LastSeq).Bind(row.Workspace).Bind(row.Id);

    public void Configure(EntityTypeBuilder<MessageRow> builder)
    {
        builder.ToTable("Message");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
