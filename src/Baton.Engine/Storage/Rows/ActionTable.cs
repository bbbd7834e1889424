using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class ActionTable : IEntityTypeConfiguration<ActionRow>
{
    private const string Columns =
        "Workspace, Id, BodyHash, Seq, LastSeq, DecidedSeq, Agent, Department, Customer, Kind, Purpose, Verdict, Status, Rule, " +
        "ReasonCode, Reason, Until, Handoff, Execute, PermitExpires, Asked, Decided, Outcome";

    public static readonly string Put = Sql.Put("Action", "Workspace, Id", Columns);

    public static readonly string Change = "UPDATE Action SET Status = ?, Outcome = coalesce(?, Outcome), LastSeq = ? WHERE Workspace = ? AND Id = ?";

    public static void Bind(Statement statement, ActionRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.BodyHash).Bind(row.Seq).Bind(row.LastSeq).Bind(row.DecidedSeq).Bind(row.Agent)
        .Bind(row.Department).Bind(row.Customer).Bind(row.Kind).Bind(row.Purpose).Bind(row.Verdict).Bind(row.Status)
        .Bind(row.Rule).Bind(row.ReasonCode).Bind(row.Reason).Bind(row.Until).Bind(row.Handoff).Bind(row.Execute)
        .Bind(row.PermitExpires).Bind(row.Asked).Bind(row.Decided).Bind(row.Outcome);

    public void Configure(EntityTypeBuilder<ActionRow> builder)
    {
        builder.ToTable("Action");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
