-- The tables of Schema/Sqlite, in PostgreSQL's words. Times are unix milliseconds, UTC. Text is compared by its bytes, as SQLite does it.

CREATE TABLE Workspace (
    Id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    Name TEXT COLLATE "C" NOT NULL,
    Created BIGINT NOT NULL,
    Accent TEXT COLLATE "C"
);

-- Seqs rise with the time of receipt, and everything asks by seq: a range of seqs is a stretch of time, and only the parts asked for are read.
CREATE TABLE Log (
    Seq BIGINT NOT NULL PRIMARY KEY,
    Workspace TEXT COLLATE "C" NOT NULL,
    Source TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Type TEXT COLLATE "C" NOT NULL,
    Subject TEXT COLLATE "C",
    Customer TEXT COLLATE "C",
    Time BIGINT NOT NULL,
    Received BIGINT NOT NULL,
    Actor TEXT COLLATE "C" NOT NULL,
    Agent TEXT COLLATE "C",
    Cause BIGINT,
    Root BIGINT NOT NULL,
    Depth INTEGER NOT NULL,
    Outcome SMALLINT NOT NULL,
    Verdict TEXT COLLATE "C",
    Rule TEXT COLLATE "C",
    Sentence TEXT COLLATE "C",
    Policy INTEGER NOT NULL,
    Config BIGINT NOT NULL,
    Action TEXT COLLATE "C",
    Handoff TEXT COLLATE "C",
    Run TEXT COLLATE "C",
    Attributes TEXT COLLATE "C",
    Data TEXT COLLATE "C",
    Decisions TEXT COLLATE "C"
) PARTITION BY RANGE (Seq);

-- The parts that the log and its words have, made ahead of the log's end.
CREATE TABLE LogPart (
    First BIGINT NOT NULL PRIMARY KEY,
    Before BIGINT NOT NULL,
    Made BIGINT NOT NULL
);

-- Partial indexes cost nothing for rows without the value.
CREATE INDEX LogByWorkspace ON Log (Workspace, Seq);
CREATE INDEX LogByCustomer ON Log (Workspace, Customer, Seq) WHERE Customer IS NOT NULL;
CREATE INDEX LogOfNobody ON Log (Workspace, Seq) WHERE Customer IS NULL;
CREATE INDEX LogByType ON Log (Workspace, Type, Seq);
CREATE INDEX LogByAgent ON Log (Workspace, Agent, Seq) WHERE Agent IS NOT NULL;
CREATE INDEX LogByVerdict ON Log (Workspace, Verdict, Seq) WHERE Verdict IS NOT NULL;
CREATE INDEX LogByRule ON Log (Workspace, Rule, Seq) WHERE Rule IS NOT NULL;
CREATE INDEX LogByHandoff ON Log (Workspace, Handoff, Seq) WHERE Handoff IS NOT NULL;
CREATE INDEX LogByRun ON Log (Workspace, Run, Seq) WHERE Run IS NOT NULL;
CREATE INDEX LogByRoot ON Log (Root) WHERE Root <> Seq;
CREATE INDEX LogOpen ON Log (Workspace, Outcome, Seq) WHERE Outcome <> 0;

-- What came in, once: a constraint of the whole log, which its parts cannot keep.
CREATE TABLE Arrival (
    Workspace TEXT COLLATE "C" NOT NULL,
    Source TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Source, Id)
);
CREATE INDEX ArrivalBySeq ON Arrival USING brin (Seq);

-- The words of the log, a moment behind it.
CREATE TABLE LogText (
    Seq BIGINT NOT NULL PRIMARY KEY,
    Words TSVECTOR NOT NULL
) PARTITION BY RANGE (Seq);
CREATE INDEX LogTextByWord ON LogText USING gin (Words);

CREATE TABLE LogTextPosition (
    Seq BIGINT NOT NULL,
    Source TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Version INTEGER NOT NULL
);
INSERT INTO LogTextPosition VALUES (0, '', '', 0);

CREATE TABLE Snapshot (
    Workspace TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    State BYTEA NOT NULL,
    PRIMARY KEY (Workspace, Customer)
);

CREATE TABLE Customer (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C",
    Search TEXT COLLATE "C" NOT NULL,
    Plan TEXT COLLATE "C",
    OpenCases INTEGER NOT NULL,
    OpenHandoffs INTEGER NOT NULL,
    Waiting INTEGER NOT NULL,
    DoNotContact BOOLEAN NOT NULL,
    Version BIGINT NOT NULL,
    LastSeq BIGINT NOT NULL,
    LastAt BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX CustomerByLast ON Customer (Workspace, LastSeq);

CREATE TABLE Address (
    Workspace TEXT COLLATE "C" NOT NULL,
    Kind TEXT COLLATE "C" NOT NULL,
    Value TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Kind, Value)
);
CREATE INDEX AddressByCustomer ON Address (Workspace, Customer);

CREATE TABLE Task (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C",
    Agent TEXT COLLATE "C" NOT NULL,
    EventSeq BIGINT NOT NULL,
    Root BIGINT NOT NULL,
    Status TEXT COLLATE "C" NOT NULL,
    Attempt INTEGER NOT NULL,
    Priority INTEGER NOT NULL,
    NotBefore BIGINT NOT NULL,
    LeaseUntil BIGINT,
    LeaseToken TEXT COLLATE "C",
    Created BIGINT NOT NULL,
    Started BIGINT,
    Finished BIGINT,
    ResultStatus TEXT COLLATE "C",
    Confidence DOUBLE PRECISION,
    InputTokens BIGINT,
    OutputTokens BIGINT,
    Cost DOUBLE PRECISION,
    Input TEXT COLLATE "C",
    Output TEXT COLLATE "C",
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX TaskOpen ON Task (Workspace, Agent, Status, Priority DESC, NotBefore) WHERE Status IN ('queued', 'leased');
CREATE INDEX TaskByAgent ON Task (Workspace, Agent, Finished) WHERE Finished IS NOT NULL;
CREATE INDEX TaskByRoot ON Task (Root);

CREATE TABLE Action (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    BodyHash TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    LastSeq BIGINT NOT NULL,
    DecidedSeq BIGINT NOT NULL,
    Agent TEXT COLLATE "C" NOT NULL,
    Department TEXT COLLATE "C",
    Customer TEXT COLLATE "C" NOT NULL,
    Kind TEXT COLLATE "C" NOT NULL,
    Purpose TEXT COLLATE "C",
    Verdict TEXT COLLATE "C" NOT NULL,
    Status TEXT COLLATE "C" NOT NULL,
    Rule TEXT COLLATE "C",
    ReasonCode TEXT COLLATE "C",
    Reason TEXT COLLATE "C" NOT NULL,
    Until BIGINT,
    Handoff TEXT COLLATE "C",
    Execute TEXT COLLATE "C" NOT NULL,
    PermitExpires BIGINT,
    Asked BIGINT NOT NULL,
    Decided BIGINT NOT NULL,
    Outcome TEXT COLLATE "C",
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX ActionBySeq ON Action (Workspace, Seq);
CREATE INDEX ActionByVerdict ON Action (Workspace, Verdict, Seq);
CREATE INDEX ActionByAgent ON Action (Workspace, Agent, Seq);
CREATE INDEX ActionByCustomer ON Action (Workspace, Customer, Seq);
CREATE INDEX ActionByRule ON Action (Workspace, Rule, Seq) WHERE Rule IS NOT NULL;

CREATE TABLE Handoff (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C",
    Seq BIGINT NOT NULL,
    Status TEXT COLLATE "C" NOT NULL,
    Queue TEXT COLLATE "C" NOT NULL,
    Priority INTEGER NOT NULL,
    Owner TEXT COLLATE "C",
    Reason TEXT COLLATE "C" NOT NULL,
    Why TEXT COLLATE "C",
    Asked TEXT COLLATE "C" NOT NULL,
    Due BIGINT,
    Opened BIGINT NOT NULL,
    Claimed BIGINT,
    Resolved BIGINT,
    ResolvedBy TEXT COLLATE "C",
    ResolutionOutcome TEXT COLLATE "C",
    Answer TEXT COLLATE "C",
    Note TEXT COLLATE "C",
    Action TEXT COLLATE "C",
    Task TEXT COLLATE "C",
    Title TEXT COLLATE "C" NOT NULL,
    LastSeq BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX HandoffByStatus ON Handoff (Workspace, Status, Queue, Due);
CREATE INDEX HandoffByCustomer ON Handoff (Workspace, Customer, Seq);
CREATE INDEX HandoffByDue ON Handoff (Workspace, Status, Due, Id);
CREATE INDEX HandoffByEnd ON Handoff (Workspace, Status, Resolved);

CREATE TABLE Timer (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C",
    Due BIGINT NOT NULL,
    Kind TEXT COLLATE "C" NOT NULL,
    Ref TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX TimerByDue ON Timer (Due);

CREATE TABLE Agent (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Department TEXT COLLATE "C" NOT NULL,
    Kind TEXT COLLATE "C" NOT NULL,
    Definition TEXT COLLATE "C" NOT NULL,
    Paused BOOLEAN NOT NULL,
    Version INTEGER NOT NULL,
    Updated BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Name)
);

CREATE TABLE Policy (
    Workspace TEXT COLLATE "C" NOT NULL,
    Version INTEGER NOT NULL,
    Document TEXT COLLATE "C" NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    Note TEXT COLLATE "C",
    Published BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Version)
);

CREATE TABLE Draft (
    Workspace TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    Document TEXT COLLATE "C" NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    Updated BIGINT NOT NULL,
    Revision INTEGER NOT NULL
);

CREATE TABLE Member (
    Workspace TEXT COLLATE "C" NOT NULL,
    Email TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Role TEXT COLLATE "C" NOT NULL,
    Added BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Email)
);

CREATE TABLE ApiKey (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Hash TEXT COLLATE "C" NOT NULL UNIQUE,
    Prefix TEXT COLLATE "C" NOT NULL,
    Scopes TEXT COLLATE "C" NOT NULL,
    Created BIGINT NOT NULL,
    LastUsed BIGINT,
    Revoked BIGINT,
    PRIMARY KEY (Workspace, Id)
);

CREATE TABLE Counter (
    Workspace TEXT COLLATE "C" NOT NULL,
    Minute BIGINT NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Value BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Minute, Name)
);

CREATE TABLE Setting (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Name)
);

CREATE TABLE JobRun (
    Id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    Job TEXT COLLATE "C" NOT NULL,
    Started BIGINT NOT NULL,
    Milliseconds BIGINT NOT NULL,
    Failed BOOLEAN NOT NULL,
    Result TEXT COLLATE "C" NOT NULL,
    Person TEXT COLLATE "C"
);
CREATE INDEX JobRunByJob ON JobRun (Job, Id);
