using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Storage;

/// <summary>
/// The tables, for reading. It tracks nothing; the journal writes. Make one per operation from
/// <see cref="IDbContextFactory{TContext}"/>, and let every query name its workspace.
/// </summary>
public sealed class BatonDb(DbContextOptions<BatonDb> options) : DbContext(options)
{
    /// <summary>The businesses.</summary>
    public DbSet<WorkspaceRow> Workspaces => Set<WorkspaceRow>();

    /// <summary>The event log.</summary>
    public DbSet<LogRow> Log => Set<LogRow>();

    /// <summary>Folded states of customers.</summary>
    public DbSet<SnapshotRow> Snapshots => Set<SnapshotRow>();

    /// <summary>Customers as lists show them.</summary>
    public DbSet<CustomerRow> Customers => Set<CustomerRow>();

    /// <summary>Addresses of customers.</summary>
    public DbSet<AddressRow> Addresses => Set<AddressRow>();

    /// <summary>Work given to agents.</summary>
    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    /// <summary>What agents asked to do.</summary>
    public DbSet<ActionRow> Actions => Set<ActionRow>();

    /// <summary>Cases given to people.</summary>
    public DbSet<HandoffRow> Handoffs => Set<HandoffRow>();

    /// <summary>What people chose to be.</summary>
    public DbSet<PresenceRow> Presences => Set<PresenceRow>();

    /// <summary>Where people work.</summary>
    public DbSet<SeatRow> Seats => Set<SeatRow>();

    /// <summary>What people left in open cases.</summary>
    public DbSet<VisitRow> Visits => Set<VisitRow>();

    /// <summary>What is due later.</summary>
    public DbSet<TimerRow> Timers => Set<TimerRow>();

    /// <summary>Agents as defined.</summary>
    public DbSet<AgentRow> Agents => Set<AgentRow>();

    /// <summary>Agents as they were defined before, and as they are tried.</summary>
    public DbSet<AgentVersionRow> AgentVersions => Set<AgentVersionRow>();

    /// <summary>Published policies.</summary>
    public DbSet<PolicyRow> Policies => Set<PolicyRow>();

    /// <summary>Policy drafts.</summary>
    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    /// <summary>Classifiers.</summary>
    public DbSet<ModelRow> Models => Set<ModelRow>();

    /// <summary>Trained versions of classifiers. Name the columns that are wanted: the files are large.</summary>
    public DbSet<ModelVersionRow> ModelVersions => Set<ModelVersionRow>();

    /// <summary>What classifiers learn from.</summary>
    public DbSet<ModelExampleRow> ModelExamples => Set<ModelExampleRow>();

    /// <summary>What is suggested to admins.</summary>
    public DbSet<SuggestionRow> Suggestions => Set<SuggestionRow>();

    /// <summary>Secrets of agents that answer later, as hashes.</summary>
    public DbSet<CallbackRow> Callbacks => Set<CallbackRow>();

    /// <summary>MCP servers as registered.</summary>
    public DbSet<McpServerRow> McpServers => Set<McpServerRow>();

    /// <summary>Sealed secrets with which agents call other programs.</summary>
    public DbSet<CredentialRow> Credentials => Set<CredentialRow>();

    /// <summary>What agents noted about customers.</summary>
    public DbSet<MemoryRow> Memories => Set<MemoryRow>();

    /// <summary>Messages from agent to agent.</summary>
    public DbSet<MessageRow> Messages => Set<MessageRow>();

    /// <summary>Queues of people as defined.</summary>
    public DbSet<QueueRow> Queues => Set<QueueRow>();

    /// <summary>What is said of people who take cases.</summary>
    public DbSet<PersonProfileRow> PersonProfiles => Set<PersonProfileRow>();

    /// <summary>Tools that agents may be granted.</summary>
    public DbSet<ToolRow> Tools => Set<ToolRow>();

    /// <summary>Uses of tools.</summary>
    public DbSet<ToolUseRow> ToolUses => Set<ToolUseRow>();

    /// <summary>Help articles, and proposed ones.</summary>
    public DbSet<ArticleRow> Articles => Set<ArticleRow>();

    /// <summary>Summaries of cases that a model wrote.</summary>
    public DbSet<CaseBriefRow> CaseBriefs => Set<CaseBriefRow>();

    /// <summary>People's rights.</summary>
    public DbSet<MemberRow> Members => Set<MemberRow>();

    /// <summary>API keys.</summary>
    public DbSet<KeyRow> Keys => Set<KeyRow>();

    /// <summary>Counts by the minute.</summary>
    public DbSet<CounterRow> Counters => Set<CounterRow>();

    /// <summary>What agents used, by the hour. A server has a row for each node: add them up.</summary>
    public DbSet<AgentUsageRow> AgentUsage => Set<AgentUsageRow>();

    /// <summary>Named values.</summary>
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    /// <summary>Runs of jobs.</summary>
    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(BatonDb).Assembly);
        if (!Database.IsNpgsql()) return;
        modelBuilder.Entity<CounterRow>().Property<long>("Node");
        modelBuilder.Entity<CounterRow>().HasKey("Workspace", "Minute", "Name", "Node");
        modelBuilder.Entity<AgentUsageRow>().Property<long>("Node");
        modelBuilder.Entity<AgentUsageRow>().HasKey("Workspace", "Agent", "Hour", "Model", "Node");
        modelBuilder.Entity<TimerRow>().Property<int?>("Lane");
        modelBuilder.UseLowerCaseNames();
    }
}
