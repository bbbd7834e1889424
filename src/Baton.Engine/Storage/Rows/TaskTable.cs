using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class TaskTable : IEntityTypeConfiguration<TaskRow>
{
    public const string Columns =
        "Workspace, Id, Customer, Agent, EventSeq, Root, Status, Attempt, Priority, NotBefore, LeaseUntil, " +
        "LeaseToken, Created, Started, Finished, ResultStatus, Confidence, InputTokens, OutputTokens, Cost, Input, Output, AgentVersion";

    /// <summary>A task's turn (Baton.Core.Agents.Urgency), as the index of open tasks has it; the smallest comes first.</summary>
    public const string Turn = "NotBefore - Priority * 600000";

    public static readonly string Insert = Sql.Insert("Task", Columns);

    // What a claim has counted since the row was read is not taken back.
    public static readonly string Update = """
        UPDATE Task SET Status = ?1, Attempt = CASE WHEN Attempt > ?2 THEN Attempt ELSE ?2 END, NotBefore = ?, LeaseUntil = ?, LeaseToken = ?, Started = coalesce(?, Started),
            Finished = ?, ResultStatus = ?, Confidence = ?, InputTokens = ?, OutputTokens = ?, Cost = ?, Output = ?, AgentVersion = coalesce(?, AgentVersion)
        WHERE Workspace = ? AND Id = ?
        """;

    // A search of the index of open tasks, which SQLite takes only when its condition is repeated to the letter. A lease that ran out is not
    // claimed again: it is a failed try, which its timer reports.
    public static readonly string Claim = $"""
        UPDATE Task SET Status = 'leased', LeaseUntil = ?, LeaseToken = ?, Attempt = Attempt + 1, Started = coalesce(Started, ?)
        WHERE (Workspace, Id) IN (
            SELECT Workspace, Id FROM Task
            WHERE Status IN ('queued', 'leased') AND Workspace = ? AND Agent = ? AND Status = 'queued' AND NotBefore <= ? AND EventSeq <= ?
            ORDER BY {Turn}, NotBefore, EventSeq, Id LIMIT ?)
        RETURNING {Columns}
        """;

    // Unless its result was faster than the word that it comes later.
    public static readonly string Lend =
        "UPDATE Task SET Status = 'leased', LeaseUntil = ?, Attempt = Attempt + 1, Started = coalesce(Started, ?) WHERE Workspace = ? AND Id = ? AND Status = 'queued' RETURNING 1";

    public static readonly string NoteInput = "UPDATE Task SET Input = ? WHERE Workspace = ? AND Id = ?";

    public static readonly string Extend =
        "UPDATE Task SET LeaseUntil = ? WHERE Workspace = ? AND Id = ? AND Status = 'leased' AND LeaseToken = ? RETURNING 1";

    public static readonly string At = $"SELECT {Columns} FROM Task WHERE Workspace = ? AND Id = ?";

    public static readonly string Open = $"SELECT {Columns} FROM Task WHERE Status IN ('queued', 'leased') ORDER BY EventSeq, Id";

    public static readonly string Oldest = "SELECT count(*), min(NotBefore) FROM Task INDEXED BY TaskOpen WHERE Status IN ('queued', 'leased')";

    // How many tasks an agent has open, from the index of open tasks.
    public static readonly string CountOpen = "SELECT count(*) FROM Task WHERE Status IN ('queued', 'leased') AND Workspace = ? AND Agent = ?";

    public static readonly string CountLeased = "SELECT count(*) FROM Task WHERE Status IN ('queued', 'leased') AND Status = 'leased' AND Workspace = ? AND Agent = ?";

    // How its latest tasks ended.
    public static readonly string Latest = "SELECT ResultStatus FROM Task WHERE Workspace = ? AND Agent = ? AND Finished > ? AND Finished IS NOT NULL ORDER BY Finished DESC LIMIT 20";

    public static void Bind(Statement statement, TaskRow row) => statement
        .Bind(row.Workspace).Bind(row.Id).Bind(row.Customer).Bind(row.Agent).Bind(row.EventSeq).Bind(row.Root)
        .Bind(row.Status).Bind(row.Attempt).Bind(row.Priority).Bind(row.NotBefore).Bind(row.LeaseUntil).Bind(row.LeaseToken)
        .Bind(row.Created).Bind(row.Started).Bind(row.Finished).Bind(row.ResultStatus).Bind(row.Confidence)
        .Bind(row.InputTokens).Bind(row.OutputTokens).Bind(row.Cost).Bind(row.Input).Bind(row.Output).Bind(row.AgentVersion);

    public static void BindUpdate(Statement statement, TaskRow row) => statement
        .Bind(row.Status).Bind(row.Attempt).Bind(row.NotBefore).Bind(row.LeaseUntil).Bind(row.LeaseToken).Bind(row.Started)
        .Bind(row.Finished).Bind(row.ResultStatus).Bind(row.Confidence).Bind(row.InputTokens).Bind(row.OutputTokens)
        .Bind(row.Cost).Bind(row.Output).Bind(row.AgentVersion == 0 ? null : (long?)row.AgentVersion).Bind(row.Workspace).Bind(row.Id);

    public static void BindInput(Statement statement, TaskRow row) => statement.Bind(row.Input).Bind(row.Workspace).Bind(row.Id);

    public static TaskRow Read(Statement statement) => new()
    {
        Workspace = statement.Text(0),
        Id = statement.Text(1),
        Customer = statement.TextOrNull(2),
        Agent = statement.Text(3),
        EventSeq = statement.Long(4),
        Root = statement.Long(5),
        Status = statement.Text(6),
        Attempt = statement.Int(7),
        Priority = statement.Int(8),
        NotBefore = statement.Long(9),
        LeaseUntil = statement.LongOrNull(10),
        LeaseToken = statement.TextOrNull(11),
        Created = statement.Long(12),
        Started = statement.LongOrNull(13),
        Finished = statement.LongOrNull(14),
        ResultStatus = statement.TextOrNull(15),
        Confidence = statement.DoubleOrNull(16),
        InputTokens = statement.LongOrNull(17),
        OutputTokens = statement.LongOrNull(18),
        Cost = statement.DoubleOrNull(19),
        Input = statement.TextOrNull(20),
        Output = statement.TextOrNull(21),
        AgentVersion = statement.Int(22),
    };

    public void Configure(EntityTypeBuilder<TaskRow> builder)
    {
        builder.ToTable("Task");
        builder.HasKey(row => new { row.Workspace, row.Id });
    }
}
