-- Stretches of the log that were moved into files (Storage/Archives), or dropped by rule and then without a file.
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

-- What was moved must still count once: the key is half of a SHA-256 over source and id (ArchivedId.cs).
CREATE TABLE ArchivedId (
    Workspace TEXT COLLATE "C" NOT NULL,
    Hash BYTEA NOT NULL,
    Seq BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Hash)
);

-- Of whom there are rows that were moved, and the last of them.
CREATE TABLE ArchivedCustomer (
    Workspace TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Customer)
);
