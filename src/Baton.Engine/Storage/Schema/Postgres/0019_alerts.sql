-- What a person chose for themselves, by name: which notifications they want. Nobody else reads it.
CREATE TABLE PersonChoice (
    Workspace TEXT COLLATE "C" NOT NULL,
    Email TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Email, Name)
);

-- What supervisors thought of resolved handoffs (Handoffs/Quality); one word of each of them, the last one given.
CREATE TABLE Review (
    Workspace TEXT COLLATE "C" NOT NULL,
    Handoff TEXT COLLATE "C" NOT NULL,
    Reviewer TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    Queue TEXT COLLATE "C" NOT NULL,
    Person TEXT COLLATE "C" NOT NULL,
    At BIGINT NOT NULL,
    Mean DOUBLE PRECISION NOT NULL,
    Scores TEXT COLLATE "C" NOT NULL,
    Note TEXT COLLATE "C",
    PRIMARY KEY (Workspace, Handoff, Reviewer)
);
CREATE INDEX ReviewByTime ON Review (Workspace, At);
CREATE INDEX ReviewByPerson ON Review (Workspace, Person, At);

-- Where alerts go (Alerts/), how far each place has been told, and what went wrong there.
CREATE TABLE AlertRoute (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Definition TEXT COLLATE "C" NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    Updated BIGINT NOT NULL,
    Told BIGINT NOT NULL,
    Sent BIGINT,
    NotBefore BIGINT NOT NULL,
    Attempts INTEGER NOT NULL,
    Fault TEXT COLLATE "C",
    PRIMARY KEY (Workspace, Name)
);

-- What is worth an alert, written beside the event that says it, so that none is lost.
CREATE TABLE AlertNotice (
    Workspace TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    Kind TEXT COLLATE "C" NOT NULL,
    Queue TEXT COLLATE "C",
    Handoff TEXT COLLATE "C",
    At BIGINT NOT NULL,
    Sentence TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Seq)
);
