-- The queues of people (Handoffs/), as they are after the last event about each.
CREATE TABLE Queue (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Definition TEXT COLLATE "C" NOT NULL,
    Updated BIGINT NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Name)
);

-- What is said of people who take cases: skills, languages, capacity, hours.
CREATE TABLE PersonProfile (
    Workspace TEXT COLLATE "C" NOT NULL,
    Email TEXT COLLATE "C" NOT NULL,
    Profile TEXT COLLATE "C" NOT NULL,
    Updated BIGINT NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Email)
);
