using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class LogTable : IEntityTypeConfiguration<LogRow>
{
    private const string Columns =
        "Seq, Workspace, Source, Id, Type, Subject, Customer, Time, Received, Actor, Agent, Cause, Root, Depth, " +
        "Outcome, Verdict, Rule, Sentence, Policy, Config, Action, Handoff, Run, Attributes, Data, Decisions";

    /// <summary>Everything that a row holds.</summary>
    public const string ColumnsAndHash = Columns + ", Hash";

    /// <summary>Where the hash stands among <see cref="ColumnsAndHash"/>.</summary>
    public const int HashColumn = 26;

    public static readonly string Insert = Sql.Insert("Log", ColumnsAndHash);

    /// <summary>For rows from before there were hashes.</summary>
    public static readonly string InsertWithoutHash = Sql.Insert("Log", Columns);

    public static readonly string At = $"SELECT {Columns} FROM Log WHERE Seq = ? AND Workspace = ?";

    /// <summary>How many rows <see cref="AtMany"/> asks for.</summary>
    public const int Many = 64;

    public static readonly string AtMany = $"SELECT {Columns} FROM Log WHERE Workspace = ? AND Seq IN ({string.Join(", ", Enumerable.Repeat("?", Many))})";

    // The index of roots leaves the roots themselves out.
    public static readonly string OfRoot =
        $"SELECT {Columns} FROM Log WHERE Seq IN (SELECT ? UNION ALL SELECT Seq FROM Log WHERE Root = ? AND Root <> Seq) AND Workspace = ? ORDER BY Seq";

    public static readonly string OfNobody =
        $"SELECT {Columns} FROM Log WHERE Workspace = ? AND Customer IS NULL AND Seq > ? ORDER BY Seq LIMIT ?";

    public static readonly string After = $"SELECT {Columns} FROM Log WHERE Seq > ? ORDER BY Seq LIMIT ?";

    public static void Bind(Statement statement, LogRow row) => statement
        .Bind(row.Seq).Bind(row.Workspace).Bind(row.Source).Bind(row.Id).Bind(row.Type).Bind(row.Subject).Bind(row.Customer)
        .Bind(row.Time).Bind(row.Received).Bind(row.Actor).Bind(row.Agent).Bind(row.Cause).Bind(row.Root).Bind(row.Depth)
        .Bind((long)row.Outcome).Bind(row.Verdict).Bind(row.Rule).Bind(row.Sentence).Bind(row.Policy).Bind(row.Config)
        .Bind(row.Action).Bind(row.Handoff).Bind(row.Run).Bind(row.Attributes).Bind(row.Data).Bind(row.Decisions);

    public static LogRow Read(Statement statement) => new()
    {
        Seq = statement.Long(0),
        Workspace = statement.Text(1),
        Source = statement.Text(2),
        Id = statement.Text(3),
        Type = statement.Text(4),
        Subject = statement.TextOrNull(5),
        Customer = statement.TextOrNull(6),
        Time = statement.Long(7),
        Received = statement.Long(8),
        Actor = statement.Text(9),
        Agent = statement.TextOrNull(10),
        Cause = statement.LongOrNull(11),
        Root = statement.Long(12),
        Depth = statement.Int(13),
        Outcome = (LogOutcome)statement.Int(14),
        Verdict = statement.TextOrNull(15),
        Rule = statement.TextOrNull(16),
        Sentence = statement.TextOrNull(17),
        Policy = statement.Int(18),
        Config = statement.Long(19),
        Action = statement.TextOrNull(20),
        Handoff = statement.TextOrNull(21),
        Run = statement.TextOrNull(22),
        Attributes = statement.TextOrNull(23),
        Data = statement.TextOrNull(24),
        Decisions = statement.TextOrNull(25),
    };

    public void Configure(EntityTypeBuilder<LogRow> builder)
    {
        builder.ToTable("Log");
        builder.HasKey(row => row.Seq);
        builder.Property(row => row.Seq).ValueGeneratedNever();
        // EF takes Id for the key at first, and forgets that it is required when it learns better.
        builder.Property(row => row.Id).IsRequired();
        // Its link in the chain: written by the journal, looked at by nobody but who verifies.
        builder.Property<byte[]?>("Hash");
    }
}
