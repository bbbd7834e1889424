-- Several nodes on one database: who they are, who may write, who has which lane, and which seqs are whose.

CREATE TABLE Node (
    Id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    Name TEXT COLLATE "C" NOT NULL,
    Address TEXT COLLATE "C" NOT NULL,
    Started TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    Seen TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    TakesLanes BOOLEAN NOT NULL DEFAULT FALSE,
    Session INTEGER NOT NULL,
    SessionStart TIMESTAMPTZ NOT NULL
);

-- The right to write. Every commit of a node locks its row; who takes a node over removes the row, so that nothing of it can be committed any more.
-- Low is the first seq that the node may still write; null while it holds none.
CREATE TABLE Writer (
    Node BIGINT NOT NULL PRIMARY KEY,
    Low BIGINT
);

CREATE TABLE Lane (
    Number INTEGER NOT NULL PRIMARY KEY,
    Node BIGINT
);
INSERT INTO Lane SELECT n, NULL FROM generate_series(0, 63) AS n;

-- The first seq that nobody has.
CREATE TABLE SeqBlock (
    Next BIGINT NOT NULL
);
INSERT INTO SeqBlock SELECT coalesce(max(Seq), 0) + 1 FROM Log;

-- The last change of each workspace's configuration, and how much of it each node knows.
CREATE TABLE Revision (
    Workspace TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    Seq BIGINT NOT NULL
);
CREATE TABLE Known (
    Node BIGINT NOT NULL REFERENCES Node (Id) ON DELETE CASCADE,
    Workspace TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    PRIMARY KEY (Node, Workspace)
);

-- Batches for customers of several nodes, from when they count until every node has taken its part.
CREATE TABLE Inbox (
    Id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    Node BIGINT,
    Workspace TEXT COLLATE "C" NOT NULL,
    Inputs TEXT NOT NULL
);

-- With this the nodes know each other.
INSERT INTO Setting (Workspace, Name, Value)
    VALUES ('', 'cluster.secret', replace(concat(gen_random_uuid(), gen_random_uuid()), '-', ''));

-- Nodes that add to one count would wait for each other: each has a row of its own, and readers add them up.
ALTER TABLE Counter ADD COLUMN Node BIGINT NOT NULL DEFAULT 0;
ALTER TABLE Counter DROP CONSTRAINT Counter_pkey;
ALTER TABLE Counter ADD PRIMARY KEY (Workspace, Minute, Name, Node);

-- As Storage/Chain/LaneNumber.cs: FNV-1a over the UTF-16 of both names, 64 lanes.
CREATE FUNCTION LaneOf(workspace TEXT, customer TEXT) RETURNS INTEGER LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    hash BIGINT := 2166136261;
    letter TEXT;
    code BIGINT;
BEGIN
    FOREACH letter IN ARRAY string_to_array(workspace || customer, NULL) LOOP
        code := ascii(letter);
        IF code > 65535 THEN
            hash := ((hash # (55296 + ((code - 65536) >> 10))) * 16777619) & 4294967295;
            code := 56320 + ((code - 65536) & 1023);
        END IF;
        hash := ((hash # code) * 16777619) & 4294967295;
    END LOOP;
    RETURN hash % 64;
END $$;

ALTER TABLE Timer ADD COLUMN Lane INTEGER GENERATED ALWAYS AS (LaneOf(Workspace, coalesce(Customer, 'workspace'))) STORED;
CREATE INDEX TimerByLane ON Timer (Lane, Due);

-- A writing session begins: the one that a node had before is ended first, so that what became of its last commit is settled. A node that was taken
-- over meanwhile begins as another one.
CREATE FUNCTION EnterNode(me BIGINT, called TEXT, reached TEXT) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
    began TIMESTAMPTZ := (SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid());
    entered BIGINT;
BEGIN
    PERFORM pg_terminate_backend(a.pid) FROM Node n JOIN pg_stat_activity a ON a.pid = n.Session AND a.backend_start = n.SessionStart
        WHERE n.Id = me AND a.pid <> pg_backend_pid();
    PERFORM 1 FROM Writer WHERE Node = me FOR UPDATE;
    IF FOUND THEN
        UPDATE Node SET Session = pg_backend_pid(), SessionStart = began, Seen = clock_timestamp() WHERE Id = me;
        RETURN me;
    END IF;

    INSERT INTO Node (Name, Address, Session, SessionStart) VALUES (called, reached, pg_backend_pid(), began) RETURNING Id INTO entered;
    INSERT INTO Writer (Node) VALUES (entered);
    RETURN entered;
END $$;

-- To be called by every commit before anything else.
CREATE FUNCTION MayWrite(me BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM Writer WHERE Node = me FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this node did not answer and was taken over by another' USING ERRCODE = 'BT001';
    END IF;
END $$;

-- Ends a node that does not answer, or that leaves. Whatever it is committing is done or undone when this returns.
CREATE FUNCTION EndNode(gone BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_terminate_backend(a.pid) FROM Node n JOIN pg_stat_activity a ON a.pid = n.Session AND a.backend_start = n.SessionStart
        WHERE n.Id = gone AND a.pid <> pg_backend_pid();
    DELETE FROM Writer WHERE Node = gone;
    UPDATE Lane SET Node = NULL WHERE Node = gone;
    UPDATE Inbox SET Node = NULL WHERE Node = gone;
    DELETE FROM Node WHERE Id = gone;
    PERFORM pg_notify('baton', '0 lanes');
END $$;

-- Takes seqs; what is left of a block that nobody has followed goes back first. From here on nothing is settled that lies at or after Low.
CREATE FUNCTION TakeSeqs(me BIGINT, wanted BIGINT, rest BIGINT, before BIGINT) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
    taken BIGINT;
BEGIN
    PERFORM 1 FROM Writer WHERE Node = me FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this node did not answer and was taken over by another' USING ERRCODE = 'BT001';
    END IF;
    UPDATE SeqBlock SET Next = wanted + CASE Next WHEN before THEN rest ELSE Next END RETURNING Next - wanted INTO taken;
    UPDATE Writer SET Low = coalesce(Low, taken) WHERE Node = me;
    RETURN taken;
END $$;

CREATE FUNCTION ReturnSeqs(me BIGINT, rest BIGINT, before BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM Writer WHERE Node = me FOR NO KEY UPDATE;
    IF FOUND THEN
        UPDATE SeqBlock SET Next = rest WHERE Next = before;
        UPDATE Writer SET Low = NULL WHERE Node = me;
    END IF;
END $$;

-- Whose an address is: who claims it first has it. Nobody waits for the disk: what builds on it reaches the disk after it.
CREATE FUNCTION ClaimAddress(wanted TEXT, sort TEXT, named TEXT, claimer TEXT) RETURNS TEXT LANGUAGE plpgsql AS $$
DECLARE
    has TEXT;
BEGIN
    PERFORM set_config('synchronous_commit', 'off', TRUE);
    LOOP
        SELECT Customer INTO has FROM Address WHERE Workspace = wanted AND Kind = sort AND Value = named;
        IF FOUND THEN RETURN has; END IF;
        INSERT INTO Address (Workspace, Kind, Value, Customer) VALUES (wanted, sort, named, claimer) ON CONFLICT DO NOTHING;
        IF FOUND THEN RETURN claimer; END IF;
    END LOOP;
END $$;
