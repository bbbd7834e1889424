-- Links with which members come in for the first time, or again; at most one a member. The link itself is kept nowhere.
CREATE TABLE Invitation (
    Email TEXT NOT NULL PRIMARY KEY,
    Workspace TEXT NOT NULL,
    Hash TEXT NOT NULL,
    Expires INTEGER NOT NULL
);
CREATE UNIQUE INDEX InvitationByHash ON Invitation (Hash);
