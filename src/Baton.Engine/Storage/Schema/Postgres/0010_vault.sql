-- Secrets of a workspace with which agents call other programs (Credentials/), sealed with keys that lie elsewhere. A version is first put here, and comes in force by
-- the event in the log that names it; the one before may stay in force beside it until a time.
CREATE TABLE Credential (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Version TEXT COLLATE "C" NOT NULL,
    Sealed TEXT COLLATE "C" NOT NULL,
    Hosts TEXT COLLATE "C" NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    Created BIGINT NOT NULL,
    Since BIGINT,
    Until BIGINT,
    LastUsed BIGINT,
    PRIMARY KEY (Workspace, Name, Version)
);

-- What agents noted about customers (Agents/Remembering/), a row for each thing that they gave a name; made of results in the log.
CREATE TABLE Memory (
    Workspace TEXT COLLATE "C" NOT NULL,
    Agent TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Value TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Agent, Customer, Name)
);
