-- What is suggested to admins (Learning/): changes of the policy, articles, versions of classifiers. Nothing of it changes anything by itself.
CREATE TABLE Suggestion (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Kind TEXT NOT NULL,
    Status TEXT NOT NULL,
    Sentence TEXT NOT NULL,
    Evidence INTEGER NOT NULL,
    Body TEXT NOT NULL,
    Made INTEGER NOT NULL,
    Updated INTEGER NOT NULL,
    Answered INTEGER,
    AnsweredBy TEXT,
    AnsweredAt INTEGER,
    Note TEXT,
    PRIMARY KEY (Workspace, Id)
);

-- How many examples a version never saw, the label of what belongs to none, and how it did beside the version that was in force.
ALTER TABLE ModelVersion ADD COLUMN HeldOut INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ModelVersion ADD COLUMN OutOfScope TEXT;
ALTER TABLE ModelVersion ADD COLUMN Comparison TEXT;
