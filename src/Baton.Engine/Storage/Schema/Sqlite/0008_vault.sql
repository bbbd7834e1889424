-- Secrets of a workspace with which agents call other programs (Credentials/), sealed with keys that lie elsewhere. A version is first put here, and comes in force by
-- the event in the log that names it; the one before may stay in force beside it until a time.
CREATE TABLE Credential (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Version TEXT NOT NULL,
    Sealed TEXT NOT NULL,
    Hosts TEXT NOT NULL,
    Author TEXT NOT NULL,
    Created INTEGER NOT NULL,
    Since INTEGER,
    Until INTEGER,
    LastUsed INTEGER,
    PRIMARY KEY (Workspace, Name, Version)
);

-- What agents noted about customers (Agents/Remembering/), a row for each thing that they gave a name; made of results in the log.
CREATE TABLE Memory (
    Workspace TEXT NOT NULL,
    Agent TEXT NOT NULL,
    Customer TEXT NOT NULL,
    Name TEXT NOT NULL,
    Value TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Agent, Customer, Name)
);
