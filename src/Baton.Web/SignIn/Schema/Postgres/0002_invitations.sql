-- Links with which members come in for the first time, or again; at most one a member. The link itself is kept nowhere.
CREATE TABLE Invitation (
    Email TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    Workspace TEXT COLLATE "C" NOT NULL,
    Hash TEXT COLLATE "C" NOT NULL,
    Expires BIGINT NOT NULL
);
CREATE UNIQUE INDEX InvitationByHash ON Invitation (Hash);
