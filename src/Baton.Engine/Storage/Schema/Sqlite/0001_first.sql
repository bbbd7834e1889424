-- Times are unix milliseconds, UTC. Large columns stand last, so that lists do not read their overflow pages.

CREATE TABLE Workspace (
    Id TEXT NOT NULL PRIMARY KEY,
    Name TEXT NOT NULL,
    Created INTEGER NOT NULL,
    Accent TEXT
) WITHOUT ROWID;

CREATE TABLE Log (
    Seq INTEGER NOT NULL PRIMARY KEY,
    Workspace TEXT NOT NULL,
    Source TEXT NOT NULL,
    Id TEXT NOT NULL,
    Type TEXT NOT NULL,
    Subject TEXT,
    Customer TEXT,
    Time INTEGER NOT NULL,
    Received INTEGER NOT NULL,
    Actor TEXT NOT NULL,
    Agent TEXT,
    Cause INTEGER,
    Root INTEGER NOT NULL,
    Depth INTEGER NOT NULL,
    Outcome INTEGER NOT NULL,
    Verdict TEXT,
    Rule TEXT,
    Sentence TEXT,
    Policy INTEGER NOT NULL,
    Config INTEGER NOT NULL,
    Action TEXT,
    Handoff TEXT,
    Run TEXT,
    Attributes TEXT,
    Data TEXT,
    Decisions TEXT
);

-- Every index ends in the seq (the rowid), so each one pages newest first. Partial ones cost nothing for rows without the value.
CREATE UNIQUE INDEX LogOnce ON Log (Workspace, Source, Id);
CREATE INDEX LogByWorkspace ON Log (Workspace);
CREATE INDEX LogByCustomer ON Log (Workspace, Customer) WHERE Customer IS NOT NULL;
CREATE INDEX LogOfNobody ON Log (Workspace) WHERE Customer IS NULL;
CREATE INDEX LogByType ON Log (Workspace, Type);
CREATE INDEX LogByAgent ON Log (Workspace, Agent) WHERE Agent IS NOT NULL;
CREATE INDEX LogByVerdict ON Log (Workspace, Verdict) WHERE Verdict IS NOT NULL;
CREATE INDEX LogByRule ON Log (Workspace, Rule) WHERE Rule IS NOT NULL;
CREATE INDEX LogByHandoff ON Log (Workspace, Handoff) WHERE Handoff IS NOT NULL;
CREATE INDEX LogByRun ON Log (Workspace, Run) WHERE Run IS NOT NULL;
CREATE INDEX LogByRoot ON Log (Root) WHERE Root <> Seq;
-- Used only by a query that itself says Outcome <> 0.
CREATE INDEX LogOpen ON Log (Workspace, Outcome) WHERE Outcome <> 0;

CREATE TABLE Snapshot (
    Workspace TEXT NOT NULL,
    Customer TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    State BLOB NOT NULL,
    PRIMARY KEY (Workspace, Customer)
);

CREATE TABLE Customer (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Name TEXT,
    Search TEXT NOT NULL,
    Plan TEXT,
    OpenCases INTEGER NOT NULL,
    OpenHandoffs INTEGER NOT NULL,
    Waiting INTEGER NOT NULL,
    DoNotContact INTEGER NOT NULL,
    Version INTEGER NOT NULL,
    LastSeq INTEGER NOT NULL,
    LastAt INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX CustomerByLast ON Customer (Workspace, LastSeq);

CREATE TABLE Address (
    Workspace TEXT NOT NULL,
    Kind TEXT NOT NULL,
    Value TEXT NOT NULL,
    Customer TEXT NOT NULL,
    PRIMARY KEY (Workspace, Kind, Value)
) WITHOUT ROWID;
CREATE INDEX AddressByCustomer ON Address (Workspace, Customer);

CREATE TABLE Task (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Customer TEXT,
    Agent TEXT NOT NULL,
    EventSeq INTEGER NOT NULL,
    Root INTEGER NOT NULL,
    Status TEXT NOT NULL,
    Attempt INTEGER NOT NULL,
    Priority INTEGER NOT NULL,
    NotBefore INTEGER NOT NULL,
    LeaseUntil INTEGER,
    LeaseToken TEXT,
    Created INTEGER NOT NULL,
    Started INTEGER,
    Finished INTEGER,
    ResultStatus TEXT,
    Confidence REAL,
    InputTokens INTEGER,
    OutputTokens INTEGER,
    Cost REAL,
    Input TEXT,
    Output TEXT,
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX TaskOpen ON Task (Workspace, Agent, Status, Priority DESC, NotBefore) WHERE Status IN ('queued', 'leased');
CREATE INDEX TaskByAgent ON Task (Workspace, Agent, Finished) WHERE Finished IS NOT NULL;
CREATE INDEX TaskByRoot ON Task (Root);

CREATE TABLE Action (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    BodyHash TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    LastSeq INTEGER NOT NULL,
    DecidedSeq INTEGER NOT NULL,
    Agent TEXT NOT NULL,
    Department TEXT,
    Customer TEXT NOT NULL,
    Kind TEXT NOT NULL,
    Purpose TEXT,
    Verdict TEXT NOT NULL,
    Status TEXT NOT NULL,
    Rule TEXT,
    ReasonCode TEXT,
    Reason TEXT NOT NULL,
    Until INTEGER,
    Handoff TEXT,
    Execute TEXT NOT NULL,
    PermitExpires INTEGER,
    Asked INTEGER NOT NULL,
    Decided INTEGER NOT NULL,
    Outcome TEXT,
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX ActionBySeq ON Action (Workspace, Seq);
CREATE INDEX ActionByVerdict ON Action (Workspace, Verdict, Seq);
CREATE INDEX ActionByAgent ON Action (Workspace, Agent, Seq);
CREATE INDEX ActionByCustomer ON Action (Workspace, Customer, Seq);
CREATE INDEX ActionByRule ON Action (Workspace, Rule, Seq) WHERE Rule IS NOT NULL;

CREATE TABLE Handoff (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Customer TEXT,
    Seq INTEGER NOT NULL,
    Status TEXT NOT NULL,
    Queue TEXT NOT NULL,
    Priority INTEGER NOT NULL,
    Owner TEXT,
    Reason TEXT NOT NULL,
    Why TEXT,
    Asked TEXT NOT NULL,
    Due INTEGER,
    Opened INTEGER NOT NULL,
    Claimed INTEGER,
    Resolved INTEGER,
    ResolvedBy TEXT,
    ResolutionOutcome TEXT,
    Answer TEXT,
    Note TEXT,
    Action TEXT,
    Task TEXT,
    Title TEXT NOT NULL,
    LastSeq INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX HandoffByStatus ON Handoff (Workspace, Status, Queue, Due);
CREATE INDEX HandoffByCustomer ON Handoff (Workspace, Customer, Seq);
CREATE INDEX HandoffByDue ON Handoff (Workspace, Status, Due, Id);
CREATE INDEX HandoffByEnd ON Handoff (Workspace, Status, Resolved);

CREATE TABLE Timer (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Customer TEXT,
    Due INTEGER NOT NULL,
    Kind TEXT NOT NULL,
    Ref TEXT NOT NULL,
    PRIMARY KEY (Workspace, Id)
) WITHOUT ROWID;
CREATE INDEX TimerByDue ON Timer (Due);

CREATE TABLE Agent (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Department TEXT NOT NULL,
    Kind TEXT NOT NULL,
    Definition TEXT NOT NULL,
    Paused INTEGER NOT NULL,
    Version INTEGER NOT NULL,
    Updated INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Name)
);

CREATE TABLE Policy (
    Workspace TEXT NOT NULL,
    Version INTEGER NOT NULL,
    Document TEXT NOT NULL,
    Author TEXT NOT NULL,
    Note TEXT,
    Published INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Version)
);

CREATE TABLE Draft (
    Workspace TEXT NOT NULL PRIMARY KEY,
    Document TEXT NOT NULL,
    Author TEXT NOT NULL,
    Updated INTEGER NOT NULL,
    Revision INTEGER NOT NULL
);

CREATE TABLE Member (
    Workspace TEXT NOT NULL,
    Email TEXT NOT NULL,
    Name TEXT NOT NULL,
    Role TEXT NOT NULL,
    Added INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Email)
) WITHOUT ROWID;

CREATE TABLE ApiKey (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Name TEXT NOT NULL,
    Hash TEXT NOT NULL UNIQUE,
    Prefix TEXT NOT NULL,
    Scopes TEXT NOT NULL,
    Created INTEGER NOT NULL,
    LastUsed INTEGER,
    Revoked INTEGER,
    PRIMARY KEY (Workspace, Id)
);

CREATE TABLE Counter (
    Workspace TEXT NOT NULL,
    Minute INTEGER NOT NULL,
    Name TEXT NOT NULL,
    Value INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Minute, Name)
) WITHOUT ROWID;

CREATE TABLE Setting (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Value TEXT NOT NULL,
    PRIMARY KEY (Workspace, Name)
) WITHOUT ROWID;

CREATE TABLE JobRun (
    Id INTEGER NOT NULL PRIMARY KEY,
    Job TEXT NOT NULL,
    Started INTEGER NOT NULL,
    Milliseconds INTEGER NOT NULL,
    Failed INTEGER NOT NULL,
    Result TEXT NOT NULL,
    Person TEXT
);
CREATE INDEX JobRunByJob ON JobRun (Job);
