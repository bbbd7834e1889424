-- How Baton reaches customers (Channels/). How a channel is reached is JSON, with credentials by their names.
CREATE TABLE Channel (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Definition TEXT COLLATE "C" NOT NULL,
    Changed BIGINT NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Name)
);

-- Files that go along with what people and customers write.
CREATE TABLE Attachment (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Customer TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Type TEXT COLLATE "C" NOT NULL,
    Size BIGINT NOT NULL,
    Hash TEXT COLLATE "C" NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    Added BIGINT NOT NULL,
    Content BYTEA NOT NULL,
    PRIMARY KEY (Workspace, Id)
);

-- What Baton began and has not reported: looked for at each start.
CREATE INDEX ActionBegun ON Action (Workspace, Id) WHERE Execute = 'baton' AND Status = 'begun';
