using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Journaling;

/// <summary>
/// What must become durable together: log rows with the seqs reserved for them, and whatever follows from them. Fill it, then
/// <see cref="Journal.SubmitAsync"/> it. Disposing a unit that was not submitted gives its seqs up; one that is neither
/// submitted nor disposed holds up everything after it. For one thread at a time.
/// </summary>
public sealed class WriteUnit : IDisposable
{
    private readonly Journal _journal;
    private readonly TaskCompletionSource _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<LogRow> _log;
    private readonly List<Write> _writes = [];

    internal WriteUnit(Journal journal, long first, int reserved, long generation)
    {
        _journal = journal;
        First = first;
        Reserved = reserved;
        Generation = generation;
        _log = new List<LogRow>(reserved);
    }

    /// <summary>The first of the seqs reserved, which follow each other.</summary>
    public long First { get; }

    /// <summary>How many log rows it may hold.</summary>
    public int Reserved { get; }

    /// <summary>The journal's generation when it was begun.</summary>
    public long Generation { get; }

    /// <summary>Its log rows.</summary>
    public IReadOnlyList<LogRow> Log => _log;

    internal long Last => First + Reserved - 1;

    internal UnitState State { get; set; }

    internal Task Durable => _durable.Task;

    internal IReadOnlyList<Write> Writes => _writes;

    /// <summary>The workspace that it wipes. What was put before it in the same commit must be in the tables first, or it would outlive the wipe.</summary>
    internal string? Wiped { get; private set; }

    internal List<SnapshotRow> Snapshots { get; } = [];

    internal List<CustomerRow> Customers { get; } = [];

    internal List<CounterRow> Counters { get; } = [];

    internal List<AgentUsageRow> Usages { get; } = [];

    /// <summary>Appends a log row. Its seq must be the next one reserved.</summary>
    public void Append(LogRow row)
    {
        if (_log.Count == Reserved || row.Seq != First + _log.Count)
            throw new ArgumentException($"Seq {row.Seq} is not the next of the {Reserved} reserved from {First}.", nameof(row));
        _log.Add(row);
    }

    /// <summary>The rows of one table, other than the log, that it inserts, puts or updates.</summary>
    public IEnumerable<TRow> Rows<TRow>()
        where TRow : class =>
        typeof(TRow) == typeof(CustomerRow) ? Customers.Cast<TRow>()
        : typeof(TRow) == typeof(SnapshotRow) ? Snapshots.Cast<TRow>()
        : typeof(TRow) == typeof(CounterRow) ? Counters.Cast<TRow>()
        : typeof(TRow) == typeof(AgentUsageRow) ? Usages.Cast<TRow>()
        : _writes.OfType<RowWrite<TRow>>().Select(write => write.Row);

    /// <summary>Moves the outcome of an earlier log row, wherever it lies.</summary>
    public void SetOutcome(string workspace, long seq, LogOutcome outcome)
    {
        Add(new OutcomeChange(seq, outcome));
        if (seq <= _journal.Archived.LastOf(workspace)) Add(new Reopening(workspace, seq, outcome));
    }

    /// <summary>Puts the folded state of a customer. Of several in one commit only the last is written.</summary>
    public void Put(SnapshotRow row) => Snapshots.Add(row);

    /// <summary>Puts a customer. Of several in one commit only the last is written.</summary>
    public void Put(CustomerRow row) => Customers.Add(row);

    /// <summary>Adds to a count of a minute.</summary>
    public void Count(string workspace, long minute, string name, long by = 1) =>
        Counters.Add(new CounterRow { Workspace = workspace, Minute = minute, Name = name, Value = by });

    /// <summary>Adds to what an agent used in an hour.</summary>
    public void Count(AgentUsageRow row) => Usages.Add(row);

    /// <summary>Puts an address; it leads to this customer from now on.</summary>
    public void Put(AddressRow row) => Add(AddressTable.Put, row, AddressTable.Bind);

    /// <summary>Inserts a new task.</summary>
    public void Insert(TaskRow row) => Add(TaskTable.Insert, row, TaskTable.Bind);

    /// <summary>
    /// Updates what changes in a task: status, attempt, lease, times, result. Its origin, customer, agent, priority and input stay as they
    /// are on disk, whatever this row says; the start and the attempts counted by a claim are kept.
    /// </summary>
    public void Update(TaskRow row) => Add(TaskTable.Update, row, TaskTable.BindUpdate);

    /// <summary>Puts an action.</summary>
    public void Put(ActionRow row) => Add(ActionTable.Put, row, ActionTable.Bind);

    /// <summary>Moves the status of an action, and what its agent reported, if it did.</summary>
    public void Change(string workspace, string action, string status, string? outcome, long seq) => Add(new ActionStatusChange(workspace, action, status, outcome, seq));

    /// <summary>Puts a handoff.</summary>
    public void Put(HandoffRow row) => Add(HandoffTable.Put, row, HandoffTable.Bind);

    /// <summary>Puts what a person chose to be.</summary>
    public void Put(PresenceRow row) => Add(PresenceTable.Put, row, PresenceTable.Bind);

    /// <summary>Puts a place from which a person works.</summary>
    public void Put(SeatRow row) => Add(SeatTable.Put, row, SeatTable.Bind);

    /// <summary>Notes when a place was lost, if it is still its node's and was there until now.</summary>
    public void Lose(SeatRow row) => Add(SeatTable.Lose, row, SeatTable.BindLose);

    /// <summary>Forgets a place that was lost, or whose time is over.</summary>
    public void Clear(SeatRow row) => Add(SeatTable.Clear, row, SeatTable.BindClear);

    /// <summary>Puts what a person left in a case.</summary>
    public void Put(VisitRow row) => Add(VisitTable.Put, row, VisitTable.Bind);

    /// <summary>Notes when a person was last at a case; what they wrote stays.</summary>
    public void See(VisitRow row) => Add(VisitTable.See, row, (statement, visit) => VisitTable.BindSee(statement, visit));

    /// <summary>Forgets what people left in a case.</summary>
    public void RemoveVisits(string workspace, string handoff) => Add(new Removal(VisitTable.Remove, workspace, handoff));

    /// <summary>Puts a timer; one of the same id is moved.</summary>
    public void Put(TimerRow row) => Add(TimerTable.Put, row, TimerTable.Bind);

    /// <summary>Removes a timer, if there.</summary>
    public void RemoveTimer(string workspace, string id) => Add(new Removal(TimerTable.Remove, workspace, id));

    /// <summary>Removes a timer, if there and still due then.</summary>
    public void RemoveTimer(string workspace, string id, long due) => Add(new Removal(TimerTable.RemoveDue, workspace, id, due));

    /// <summary>Puts an agent.</summary>
    public void Put(AgentRow row) => Add(AgentTable.Put, row, AgentTable.Bind);

    /// <summary>Puts a version of an agent.</summary>
    public void Put(AgentVersionRow row) => Add(AgentVersionTable.Put, row, AgentVersionTable.Bind);

    /// <summary>Inserts a published policy. A version can be published once.</summary>
    public void Insert(PolicyRow row) => Add(PolicyTable.Insert, row, PolicyTable.Bind);

    /// <summary>Puts the draft of a workspace.</summary>
    public void Put(DraftRow row) => Add(DraftTable.Put, row, DraftTable.Bind);

    /// <summary>Removes the draft of a workspace, if there.</summary>
    public void RemoveDraft(string workspace) => Add(new Removal(DraftTable.Remove, workspace));

    /// <summary>Begins a classifier; one that is there is left alone.</summary>
    public void Begin(ModelRow row) => Add(ModelTable.Begin, row, ModelTable.BindBegin);

    /// <summary>Puts a version of a classifier in force.</summary>
    public void Promote(ModelRow row) => Add(ModelTable.Promote, row, ModelTable.BindPromote);

    /// <summary>Notes how far people's corrections were taken into a classifier's examples. It never goes back.</summary>
    public void Correct(ModelRow row) => Add(ModelTable.Correct, row, ModelTable.BindCorrect);

    /// <summary>Inserts a trained version; one that is there is left alone.</summary>
    public void Insert(ModelVersionRow row) => Add(ModelVersionTable.Insert, row, ModelVersionTable.Bind);

    /// <summary>Puts an example; the same text gets the new label.</summary>
    public void Put(ModelExampleRow row) => Add(ModelExampleTable.Put, row, ModelExampleTable.Bind);

    /// <summary>Puts a suggestion.</summary>
    public void Put(SuggestionRow row) => Add(SuggestionTable.Put, row, SuggestionTable.Bind);

    /// <summary>Notes how a suggestion was answered: its status, who, when and why. Nothing else of it changes.</summary>
    public void Answer(SuggestionRow row) => Add(SuggestionTable.Answer, row, SuggestionTable.BindAnswer);

    /// <summary>Offers a version of a credential, which is in force only from <see cref="Start"/> on.</summary>
    public void Offer(CredentialRow row) => Add(CredentialTable.Offer, row, CredentialTable.BindOffer);

    /// <summary>Puts an offered version of a credential in force; the one before stays beside it until a time, and older ones go.</summary>
    /// <param name="row">Names the version and when it starts.</param>
    /// <param name="until">Until when the one before it is in force, unix ms.</param>
    public void Start(CredentialRow row, long until)
    {
        Add(CredentialTable.Drop, row, CredentialTable.BindDrop);
        Add(CredentialTable.End, row with { Until = until }, CredentialTable.BindEnd);
        Add(CredentialTable.Start, row, CredentialTable.BindStart);
    }

    /// <summary>Notes when a credential was used, unix ms. Nothing else of it changes.</summary>
    public void Touch(CredentialRow row, long used) => Add(CredentialTable.Touch, row with { LastUsed = used }, CredentialTable.BindTouch);

    /// <summary>Removes every version of a credential, if there.</summary>
    public void RemoveCredential(string workspace, string name) => Add(new Removal(CredentialTable.Remove, workspace, name));

    /// <summary>Puts what an agent noted about a customer; the same name gets the new value.</summary>
    public void Put(MemoryRow row) => Add(MemoryTable.Put, row, MemoryTable.Bind);

    /// <summary>Forgets what an agent noted about a customer under that name.</summary>
    public void Remove(MemoryRow row) => Add(MemoryTable.Remove, row, MemoryTable.BindRemove);

    /// <summary>Forgets all that an agent noted about a customer but the latest <paramref name="keep"/>.</summary>
    public void KeepLast(MemoryRow row, int keep) => Add(MemoryTable.KeepLast, row, (statement, m) => statement.Bind(m.Workspace).Bind(m.Agent).Bind(m.Customer).Bind((long)keep));

    /// <summary>Notes what a task's agent was given.</summary>
    public void NoteInput(TaskRow row) => Add(TaskTable.NoteInput, row, TaskTable.BindInput);

    /// <summary>Inserts a message from agent to agent.</summary>
    public void Insert(MessageRow row) => Add(MessageTable.Insert, row, MessageTable.Bind);

    /// <summary>Updates what changes in a message: status, who has it, the answer. Words to find it by are added.</summary>
    public void Update(MessageRow row) => Add(MessageTable.Update, row, MessageTable.BindUpdate);

    /// <summary>Puts a help article.</summary>
    public void Put(ArticleRow row) => Add(ArticleTable.Put, row, ArticleTable.Bind);

    /// <summary>Removes a help article, if there.</summary>
    public void RemoveArticle(string workspace, string id) => Add(new Removal(ArticleTable.Remove, workspace, id));

    /// <summary>Notes a word by which a case is found; once noted it stays.</summary>
    public void Note(CaseTermRow row) => Add(CaseTermTable.Note, row, CaseTermTable.Bind);

    /// <summary>Puts the summary that a model wrote of a case.</summary>
    public void Put(CaseBriefRow row) => Add(CaseBriefTable.Put, row, CaseBriefTable.Bind);

    /// <summary>Puts a tool.</summary>
    public void Put(ToolRow row) => Add(ToolTable.Put, row, ToolTable.Bind);

    /// <summary>Removes a tool, if there.</summary>
    public void RemoveTool(string workspace, string name) => Add(new Removal(ToolTable.Remove, workspace, name));

    /// <summary>Inserts a use of a tool.</summary>
    public void Insert(ToolUseRow row) => Add(ToolUseTable.Insert, row, ToolUseTable.Bind);

    /// <summary>Puts a queue of people.</summary>
    public void Put(QueueRow row) => Add(QueueTable.Put, row, QueueTable.Bind);

    /// <summary>Removes a queue of people, if there.</summary>
    public void RemoveQueue(string workspace, string name) => Add(new Removal(QueueTable.Remove, workspace, name));

    /// <summary>Puts what is said of a person.</summary>
    public void Put(PersonProfileRow row) => Add(PersonProfileTable.Put, row, PersonProfileTable.Bind);

    /// <summary>Puts a member.</summary>
    public void Put(MemberRow row) => Add(MemberTable.Put, row, MemberTable.Bind);

    /// <summary>Removes a member, if there.</summary>
    public void RemoveMember(string workspace, string email) => Add(new Removal(MemberTable.Remove, workspace, email));

    /// <summary>Puts an API key.</summary>
    public void Put(KeyRow row) => Add(KeyTable.Put, row, KeyTable.Bind);

    /// <summary>Notes when a key was used, unix ms. Nothing else of it changes.</summary>
    public void Touch(KeyRow row, long used) => Add(KeyTable.Touch, row with { LastUsed = used }, KeyTable.BindTouch);

    /// <summary>Puts a secret that opens a task's result to whoever answers later.</summary>
    public void Put(CallbackRow row) => Add(CallbackTable.Insert, row, CallbackTable.Bind);

    /// <summary>Forgets such secrets whose time ended before then, unix ms.</summary>
    public void ForgetCallbacks(long before) => Add(CallbackTable.Forget, before, (statement, time) => statement.Bind(time));

    /// <summary>Puts an MCP server.</summary>
    public void Put(McpServerRow row) => Add(McpServerTable.Put, row, McpServerTable.Bind);

    /// <summary>Removes an MCP server, if there.</summary>
    public void RemoveMcpServer(string workspace, string name) => Add(new Removal(McpServerTable.Remove, workspace, name));

    /// <summary>Puts a workspace.</summary>
    public void Put(WorkspaceRow row) => Add(WorkspaceTable.Put, row, WorkspaceTable.Bind);

    /// <summary>Puts a setting.</summary>
    public void Put(SettingRow row) => Add(SettingTable.Put, row, SettingTable.Bind);

    /// <summary>Begins a setting; one that is there is left alone.</summary>
    public void Begin(SettingRow row) => Add(SettingTable.Begin, row, SettingTable.Bind);

    /// <summary>Adds a run of a job, and forgets those before the last <paramref name="keep"/> of that job.</summary>
    public void Insert(JobRunRow row, int keep)
    {
        Add(JobRunTable.Insert, row, JobRunTable.Bind);
        Add(JobRunTable.KeepLast, row, (statement, run) => statement.Bind(run.Job).Bind(keep));
    }

    /// <summary>Forgets all that a workspace has seen. Only for the demo's reset: a log is for keeping.</summary>
    internal void Wipe(string workspace)
    {
        Wiped = workspace;
        Add(new WorkspaceWipe(workspace));
    }

    /// <summary>Gives the unit up when it was not submitted.</summary>
    public void Dispose() => _journal.Abandon(this);

    internal void Add(Write write) => _writes.Add(write);

    internal void Complete() => _durable.TrySetResult();

    internal void Fail(JournalException exception) => _durable.TrySetException(exception);

    private void Add<TRow>(string sql, TRow row, Action<Statement, TRow> bind) => Add(new RowWrite<TRow>(sql, row, bind));
}

/// <summary>The life of a unit, guarded by the journal's lock.</summary>
internal enum UnitState : byte
{
    Open,
    Submitted,
    Abandoned,
}
