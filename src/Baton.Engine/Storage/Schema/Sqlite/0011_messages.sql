-- Messages from agent to agent (Messages/). Whether one that is queued was begun with is said by its task.
CREATE TABLE Message (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    Thread TEXT NOT NULL,
    Customer TEXT,
    Sender TEXT NOT NULL,
    Recipient TEXT NOT NULL,
    Agent TEXT,
    Priority INTEGER NOT NULL,
    Status TEXT NOT NULL,
    Text TEXT NOT NULL,
    Data TEXT,
    Task TEXT,
    SenderTask TEXT,
    Handoff TEXT,
    Why TEXT,
    Reply TEXT,
    ReplyBy TEXT,
    Search TEXT NOT NULL,
    Sent INTEGER NOT NULL,
    Expires INTEGER NOT NULL,
    Ended INTEGER,
    LastSeq INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX MessageBySeq ON Message (Workspace, Seq);
CREATE INDEX MessageBySender ON Message (Workspace, Sender, Seq);
CREATE INDEX MessageByAgent ON Message (Workspace, Agent, Seq);
CREATE INDEX MessageByThread ON Message (Workspace, Thread, Seq);
CREATE INDEX MessageByCustomer ON Message (Workspace, Customer, Seq) WHERE Customer IS NOT NULL;
CREATE INDEX MessageByTask ON Message (Workspace, Task) WHERE Task IS NOT NULL;
