-- Who is at work (Handoffs/Presence/): what people chose, and the browsers they sit at. A seat whose node is gone, or whose line is cut, is gone itself.
CREATE TABLE Presence (
    Workspace TEXT COLLATE "C" NOT NULL,
    Person TEXT COLLATE "C" NOT NULL,
    State TEXT COLLATE "C" NOT NULL,
    Since BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Person)
);

CREATE TABLE Seat (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Person TEXT COLLATE "C" NOT NULL,
    Node BIGINT NOT NULL,
    Began BIGINT NOT NULL,
    Until BIGINT,
    Gone BIGINT,
    Handoff TEXT COLLATE "C",
    Typing BOOLEAN NOT NULL,
    PRIMARY KEY (Workspace, Id)
);

-- What a person left in an open case: when they were last at it, and what they wrote there and did not send.
CREATE TABLE Visit (
    Workspace TEXT COLLATE "C" NOT NULL,
    Handoff TEXT COLLATE "C" NOT NULL,
    Person TEXT COLLATE "C" NOT NULL,
    Seen BIGINT NOT NULL,
    Text TEXT COLLATE "C",
    Note TEXT COLLATE "C",
    PRIMARY KEY (Workspace, Handoff, Person)
);

CREATE INDEX HandoffByOffer ON Handoff (Workspace, OfferedTo) WHERE OfferedTo IS NOT NULL;
