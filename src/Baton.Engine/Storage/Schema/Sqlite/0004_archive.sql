-- Stretches of the log that were moved into files (Storage/Archives), or dropped by rule and then without a file.
CREATE TABLE Archive (
    Workspace TEXT NOT NULL,
    FirstSeq INTEGER NOT NULL,
    LastSeq INTEGER NOT NULL,
    Held INTEGER NOT NULL,
    Came INTEGER NOT NULL,
    Oldest INTEGER NOT NULL,
    Newest INTEGER NOT NULL,
    Configured INTEGER NOT NULL,
    Bytes INTEGER NOT NULL,
    File TEXT,
    Digest TEXT,
    PRIMARY KEY (Workspace, FirstSeq)
) WITHOUT ROWID;

-- What was moved must still count once: the key is half of a SHA-256 over source and id (ArchivedId.cs).
CREATE TABLE ArchivedId (
    Workspace TEXT NOT NULL,
    Hash BLOB NOT NULL,
    Seq INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Hash)
) WITHOUT ROWID;

-- Of whom there are rows that were moved, and the last of them.
CREATE TABLE ArchivedCustomer (
    Workspace TEXT NOT NULL,
    Customer TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Customer)
) WITHOUT ROWID;

-- Where chains stand whose root was moved and which began again afterwards.
CREATE TABLE Reopened (
    Workspace TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    Outcome INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Seq)
) WITHOUT ROWID;
