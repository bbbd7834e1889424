-- The queues of people (Handoffs/), as they are after the last event about each.
CREATE TABLE Queue (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Definition TEXT NOT NULL,
    Updated INTEGER NOT NULL,
    Author TEXT NOT NULL,
    PRIMARY KEY (Workspace, Name)
) WITHOUT ROWID;

-- What is said of people who take cases: skills, languages, capacity, hours.
CREATE TABLE PersonProfile (
    Workspace TEXT NOT NULL,
    Email TEXT NOT NULL,
    Profile TEXT NOT NULL,
    Updated INTEGER NOT NULL,
    Author TEXT NOT NULL,
    PRIMARY KEY (Workspace, Email)
) WITHOUT ROWID;
