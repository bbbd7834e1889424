-- Help articles (Knowledge/), each as it is after the last event about it. A proposed one waits for a person's word.
CREATE TABLE Article (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Title TEXT COLLATE "C" NOT NULL,
    Tags TEXT COLLATE "C" NOT NULL,
    Text TEXT COLLATE "C" NOT NULL,
    Proposed BOOLEAN NOT NULL,
    Handoff TEXT COLLATE "C",
    Author TEXT COLLATE "C" NOT NULL,
    Updated BIGINT NOT NULL,
    Seq BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Id)
);

-- The words by which resolved cases are found (Handoffs/Context). The seq is that of the event that opened the case; no event opens more than one.
CREATE TABLE CaseTerm (
    Workspace TEXT COLLATE "C" NOT NULL,
    Term TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    Weight INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Term, Seq)
);

-- What a model wrote of a case, until newer events come.
CREATE TABLE CaseBrief (
    Workspace TEXT COLLATE "C" NOT NULL,
    Handoff TEXT COLLATE "C" NOT NULL,
    Upto BIGINT NOT NULL,
    Agent TEXT COLLATE "C" NOT NULL,
    Lines TEXT COLLATE "C" NOT NULL,
    Dropped INTEGER NOT NULL,
    Fault TEXT COLLATE "C",
    Made BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Handoff)
);

CREATE INDEX HandoffBySeq ON Handoff (Workspace, Seq);
CREATE INDEX HandoffByLast ON Handoff (Workspace, LastSeq);
