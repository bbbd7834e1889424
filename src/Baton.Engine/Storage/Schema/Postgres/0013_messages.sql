-- Messages from agent to agent (Messages/). Whether one that is queued was begun with is said by its task.
CREATE TABLE Message (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    Thread TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C",
    Sender TEXT COLLATE "C" NOT NULL,
    Recipient TEXT COLLATE "C" NOT NULL,
    Agent TEXT COLLATE "C",
    Priority INTEGER NOT NULL,
    Status TEXT COLLATE "C" NOT NULL,
    Text TEXT COLLATE "C" NOT NULL,
    Data TEXT COLLATE "C",
    Task TEXT COLLATE "C",
    SenderTask TEXT COLLATE "C",
    Handoff TEXT COLLATE "C",
    Why TEXT COLLATE "C",
    Reply TEXT COLLATE "C",
    ReplyBy TEXT COLLATE "C",
    Search TEXT COLLATE "C" NOT NULL,
    Sent BIGINT NOT NULL,
    Expires BIGINT NOT NULL,
    Ended BIGINT,
    LastSeq BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Id)
);
CREATE INDEX MessageBySeq ON Message (Workspace, Seq);
CREATE INDEX MessageBySender ON Message (Workspace, Sender, Seq);
CREATE INDEX MessageByAgent ON Message (Workspace, Agent, Seq);
CREATE INDEX MessageByThread ON Message (Workspace, Thread, Seq);
CREATE INDEX MessageByCustomer ON Message (Workspace, Customer, Seq) WHERE Customer IS NOT NULL;
CREATE INDEX MessageByTask ON Message (Workspace, Task) WHERE Task IS NOT NULL;
