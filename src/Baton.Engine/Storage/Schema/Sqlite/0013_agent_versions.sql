-- Definitions of agents as they were made (Agents/). Which one is in force stands in Agent; which one is tried is a setting.
CREATE TABLE AgentVersion (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Version INTEGER NOT NULL,
    Definition TEXT NOT NULL,
    Author TEXT NOT NULL,
    Note TEXT,
    Made INTEGER NOT NULL,
    PRIMARY KEY (Workspace, Name, Version)
);

-- The version of its agent that a task began with; 0 for whichever is in force.
ALTER TABLE Task ADD COLUMN AgentVersion INTEGER NOT NULL DEFAULT 0;
