-- How Baton reaches customers (Channels/). How a channel is reached is JSON, with credentials by their names.
CREATE TABLE Channel (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Definition TEXT NOT NULL,
    Changed INTEGER NOT NULL,
    Author TEXT NOT NULL,
    PRIMARY KEY (Workspace, Name)
) WITHOUT ROWID;

-- Files that go along with what people and customers write.
CREATE TABLE Attachment (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Customer TEXT NOT NULL,
    Name TEXT NOT NULL,
    Type TEXT NOT NULL,
    Size INTEGER NOT NULL,
    Hash TEXT NOT NULL,
    Author TEXT NOT NULL,
    Added INTEGER NOT NULL,
    Content BLOB NOT NULL,
    PRIMARY KEY (Workspace, Id)
) WITHOUT ROWID;

-- What Baton began and has not reported: looked for at each start.
CREATE INDEX ActionBegun ON Action (Workspace, Id) WHERE Execute = 'baton' AND Status = 'begun';
