-- Help articles (Knowledge/), each as it is after the last event about it. A proposed one waits for a person's word.
CREATE TABLE Article (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Title TEXT NOT NULL,
    Tags TEXT NOT NULL,
    Text TEXT NOT NULL,
    Proposed INTEGER NOT NULL,
    Handoff TEXT,
    Author TEXT NOT NULL,
    Updated INTEGER NOT NULL,
    Seq INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Id)
);

-- The words by which resolved cases are found (Handoffs/Context). The seq is that of the event that opened the case; no event opens more than one.
CREATE TABLE CaseTerm (
    Workspace TEXT NOT NULL,
    Term TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    Weight INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Term, Seq)
) WITHOUT ROWID;

-- What a model wrote of a case, until newer events come.
CREATE TABLE CaseBrief (
    Workspace TEXT NOT NULL,
    Handoff TEXT NOT NULL,
    Upto INTEGER NOT NULL,
    Agent TEXT NOT NULL,
    Lines TEXT NOT NULL,
    Dropped INTEGER NOT NULL,
    Fault TEXT,
    Made INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Handoff)
);

CREATE INDEX HandoffBySeq ON Handoff (Workspace, Seq);
CREATE INDEX HandoffByLast ON Handoff (Workspace, LastSeq);
