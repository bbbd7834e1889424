-- Who is at work (Handoffs/Presence/): what people chose, and the browsers they sit at. A seat whose node is gone, or whose line is cut, is gone itself.
CREATE TABLE Presence (
    Workspace TEXT NOT NULL,
    Person TEXT NOT NULL,
    State TEXT NOT NULL,
    Since INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Person)
) WITHOUT ROWID;

CREATE TABLE Seat (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Person TEXT NOT NULL,
    Node INTEGER NOT NULL,
    Began INTEGER NOT NULL,
    Until INTEGER,
    Gone INTEGER,
    Handoff TEXT,
    Typing INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Id)
) WITHOUT ROWID;

-- What a person left in an open case: when they were last at it, and what they wrote there and did not send.
CREATE TABLE Visit (
    Workspace TEXT NOT NULL,
    Handoff TEXT NOT NULL,
    Person TEXT NOT NULL,
    Seen INTEGER NOT NULL,
    Text TEXT,
    Note TEXT,
    PRIMARY KEY (Workspace, Handoff, Person)
) WITHOUT ROWID;

CREATE INDEX HandoffByOffer ON Handoff (Workspace, OfferedTo) WHERE OfferedTo IS NOT NULL;
