-- Classifiers of a workspace (Classification/). Which version decides is said by the log; here it stands as it is after the last event about it.
CREATE TABLE Model (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Made BIGINT NOT NULL,
    Corrected BIGINT NOT NULL,
    Version TEXT COLLATE "C",
    Since BIGINT,
    Author TEXT COLLATE "C",
    PRIMARY KEY (Workspace, Name)
);

-- Never changed, since decisions name the version that made them. The version is a hash over the file.
CREATE TABLE ModelVersion (
    Workspace TEXT COLLATE "C" NOT NULL,
    Model TEXT COLLATE "C" NOT NULL,
    Version TEXT COLLATE "C" NOT NULL,
    Number INTEGER NOT NULL,
    Made BIGINT NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    Examples INTEGER NOT NULL,
    Digest TEXT COLLATE "C" NOT NULL,
    Report TEXT COLLATE "C" NOT NULL,
    File BYTEA NOT NULL,
    PRIMARY KEY (Workspace, Model, Version)
);

-- What models learn from. The hash is over the text, so that a text has one label: the last one given.
CREATE TABLE ModelExample (
    Workspace TEXT COLLATE "C" NOT NULL,
    Model TEXT COLLATE "C" NOT NULL,
    Hash TEXT COLLATE "C" NOT NULL,
    Text TEXT COLLATE "C" NOT NULL,
    Label TEXT COLLATE "C" NOT NULL,
    Origin TEXT COLLATE "C" NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    Added BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Model, Hash)
);
