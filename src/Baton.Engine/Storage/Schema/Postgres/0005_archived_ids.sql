-- Of a database that was copied from SQLite (Storage/Copying): what had left its log before still counts once, by half of a SHA-256 over source and id
-- (Archives/ArchivedId.cs), since no more than that was kept of it. What leaves the log here stays in Arrival, so rows are only taken away from this.
CREATE TABLE ArchivedId (
    Workspace TEXT COLLATE "C" NOT NULL,
    Hash BYTEA NOT NULL,
    Seq BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Hash)
);
