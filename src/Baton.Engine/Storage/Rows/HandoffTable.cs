using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class HandoffTable : IEntityTypeConfiguration<HandoffRow>
{
    private const string Columns =
        "Workspace, Id, Customer, Seq, Status, Queue, Priority, Owner, Reason, Why, Asked, Due, Opened, Claimed, " +
        "Resolved, ResolvedBy, ResolutionOutcome, Answer, Note, Action, Task, Title, LastSeq, " +
        "Claims, FirstClaimed, FirstAnswered, AnswerDue, ResolveDue, Warned, Breached, OfferedTo, OfferEnds, GivenBy, Sleeps, SleepsForAnswer, MergedInto, Ends";

    public static readonly string Put = Sql.Put("Handoff", "Workspace, Id", Columns);

    public static void Bind(Statement statement, HandoffRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Customer).Bind(row.Seq).Bind(row.Status).Bind(row.Queue).Bind(row.Priority)
        .Bind(row.Owner).Bind(row.Reason).Bind(row.Why).Bind(row.Asked).Bind(row.Due).Bind(row.Opened).Bind(row.Claimed)
        .Bind(row.Resolved).Bind(row.ResolvedBy).Bind(row.ResolutionOutcome).Bind(row.Answer).Bind(row.Note).Bind(row.Action)
        .Bind(row.Task).Bind(row.Title).Bind(row.LastSeq)
        .Bind(row.Claims).Bind(row.FirstClaimed).Bind(row.FirstAnswered).Bind(row.AnswerDue).Bind(row.ResolveDue).Bind(row.Warned).Bind(row.Breached).Bind(row.OfferedTo)
        .Bind(row.OfferEnds).Bind(row.GivenBy).Bind(row.Sleeps).Bind(row.SleepsForAnswer).Bind(row.MergedInto).Bind(row.Ends);

    public void Configure(EntityTypeBuilder<HandoffRow> builder)
    {
        builder.ToTable("Handoff");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
