using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class AgentUsageTable : IEntityTypeConfiguration<AgentUsageRow>
{
    public const string Columns = "Workspace, Agent, Hour, Model, Calls, InputTokens, OutputTokens, Cost";

    public const string Sum = " DO UPDATE SET Calls = AgentUsage.Calls + excluded.Calls, InputTokens = AgentUsage.InputTokens + excluded.InputTokens, OutputTokens = AgentUsage.OutputTokens + excluded.OutputTokens, Cost = AgentUsage.Cost + excluded.Cost";

    public static readonly string Add = Sql.Insert("AgentUsage", Columns) + " ON CONFLICT (Workspace, Agent, Hour, Model)" + Sum;

    public static readonly string Since = "SELECT Hour, Calls, InputTokens + OutputTokens, Cost FROM AgentUsage WHERE Workspace = ? AND Agent = ? AND Hour >= ?";

    public static void Bind(Statement statement, AgentUsageRow row) => statement
        .Bind(row.Workspace).Bind(row.Agent).Bind(row.Hour).Bind(row.Model).Bind(row.Calls).Bind(row.InputTokens).Bind(row.OutputTokens).Bind((double?)row.Cost);

    public void Configure(EntityTypeBuilder<AgentUsageRow> builder)
    {
        builder.ToTable("AgentUsage");
        builder.HasKey(row => new { row.Workspace, row.Agent, row.Hour, row.Model });
        builder.Ignore(row => row.Key);
    }
}
