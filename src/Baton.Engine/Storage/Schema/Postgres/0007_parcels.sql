-- What nodes let each other take while they do not reach each other over the network. Whoever sent it sends it again when the server crashed: so none
-- of it need survive that.
CREATE UNLOGGED TABLE Parcel (
    Id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    Node BIGINT NOT NULL,
    Sender BIGINT NOT NULL,
    Sent TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    Workspace TEXT COLLATE "C" NOT NULL,
    Inputs TEXT NOT NULL,
    IsTaken BOOLEAN NOT NULL DEFAULT FALSE,
    Answer TEXT
);
CREATE INDEX ParcelByNode ON Parcel (Node) WHERE NOT IsTaken;
