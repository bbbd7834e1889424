-- Stretches of the log that were moved into files (Storage/Archives), or dropped by rule and then without a file. That what was moved counts
-- once is kept by Arrival, whose rows stay.
CREATE TABLE Archive (
    Workspace TEXT COLLATE "C" NOT NULL,
    FirstSeq BIGINT NOT NULL,
    LastSeq BIGINT NOT NULL,
    Held BIGINT NOT NULL,
    Came BIGINT NOT NULL,
    Oldest BIGINT NOT NULL,
    Newest BIGINT NOT NULL,
    Configured BIGINT NOT NULL,
    Bytes BIGINT NOT NULL,
    File TEXT,
    Digest TEXT,
    PRIMARY KEY (Workspace, FirstSeq)
);

-- Of whom there are rows that were moved, and the last of them.
CREATE TABLE ArchivedCustomer (
    Workspace TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Customer)
);

-- Where chains stand whose root was moved and which began again afterwards.
CREATE TABLE Reopened (
    Workspace TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    Outcome SMALLINT NOT NULL,
    PRIMARY KEY (Workspace, Seq)
);
