-- What a person chose for themselves, by name: which notifications they want. Nobody else reads it.
CREATE TABLE PersonChoice (
    Workspace TEXT NOT NULL,
    Email TEXT NOT NULL,
    Name TEXT NOT NULL,
    Value TEXT NOT NULL,
    PRIMARY KEY (Workspace, Email, Name)
) WITHOUT ROWID;

-- What supervisors thought of resolved handoffs (Handoffs/Quality); one word of each of them, the last one given.
CREATE TABLE Review (
    Workspace TEXT NOT NULL,
    Handoff TEXT NOT NULL,
    Reviewer TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    Queue TEXT NOT NULL,
    Person TEXT NOT NULL,
    At INTEGER NOT NULL,
    Mean REAL NOT NULL,
    Scores TEXT NOT NULL,
    Note TEXT,
    PRIMARY KEY (Workspace, Handoff, Reviewer)
);
CREATE INDEX ReviewByTime ON Review (Workspace, At);
CREATE INDEX ReviewByPerson ON Review (Workspace, Person, At);

-- Where alerts go (Alerts/), how far each place has been told, and what went wrong there.
CREATE TABLE AlertRoute (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Definition TEXT NOT NULL,
    Author TEXT NOT NULL,
    Updated INTEGER NOT NULL,
    Told INTEGER NOT NULL,
    Sent INTEGER,
    NotBefore INTEGER NOT NULL,
    Attempts INTEGER NOT NULL,
    Fault TEXT,
    PRIMARY KEY (Workspace, Name)
);

-- What is worth an alert, written beside the event that says it, so that none is lost.
CREATE TABLE AlertNotice (
    Workspace TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    Kind TEXT NOT NULL,
    Queue TEXT,
    Handoff TEXT,
    At INTEGER NOT NULL,
    Sentence TEXT NOT NULL,
    PRIMARY KEY (Workspace, Seq)
) WITHOUT ROWID;
