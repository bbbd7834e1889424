-- Classifiers of a workspace (Classification/). Which version decides is said by the log; here it stands as it is after the last event about it.
CREATE TABLE Model (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Made INTEGER NOT NULL,
    Corrected INTEGER NOT NULL,
    Version TEXT,
    Since INTEGER,
    Author TEXT,
    PRIMARY KEY (Workspace, Name)
);

-- Never changed, since decisions name the version that made them. The version is a hash over the file.
CREATE TABLE ModelVersion (
    Workspace TEXT NOT NULL,
    Model TEXT NOT NULL,
    Version TEXT NOT NULL,
    Number INTEGER NOT NULL,
    Made INTEGER NOT NULL,
    Author TEXT NOT NULL,
    Examples INTEGER NOT NULL,
    Digest TEXT NOT NULL,
    Report TEXT NOT NULL,
    File BLOB NOT NULL,
    PRIMARY KEY (Workspace, Model, Version)
);

-- What models learn from. The hash is over the text, so that a text has one label: the last one given.
CREATE TABLE ModelExample (
    Workspace TEXT NOT NULL,
    Model TEXT NOT NULL,
    Hash TEXT NOT NULL,
    Text TEXT NOT NULL,
    Label TEXT NOT NULL,
    Origin TEXT NOT NULL,
    Author TEXT NOT NULL,
    Added INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Model, Hash)
) WITHOUT ROWID;
