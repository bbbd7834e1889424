-- What is suggested to admins (Learning/): changes of the policy, articles, versions of classifiers. Nothing of it changes anything by itself.
CREATE TABLE Suggestion (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Kind TEXT COLLATE "C" NOT NULL,
    Status TEXT COLLATE "C" NOT NULL,
    Sentence TEXT COLLATE "C" NOT NULL,
    Evidence INTEGER NOT NULL,
    Body TEXT COLLATE "C" NOT NULL,
    Made BIGINT NOT NULL,
    Updated BIGINT NOT NULL,
    Answered INTEGER,
    AnsweredBy TEXT COLLATE "C",
    AnsweredAt BIGINT,
    Note TEXT COLLATE "C",
    PRIMARY KEY (Workspace, Id)
);

-- How many examples a version never saw, the label of what belongs to none, and how it did beside the version that was in force.
ALTER TABLE ModelVersion ADD COLUMN HeldOut INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ModelVersion ADD COLUMN OutOfScope TEXT COLLATE "C";
ALTER TABLE ModelVersion ADD COLUMN Comparison TEXT COLLATE "C";
