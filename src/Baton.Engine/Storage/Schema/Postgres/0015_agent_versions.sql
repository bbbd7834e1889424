-- Definitions of agents as they were made (Agents/). Which one is in force stands in Agent; which one is tried is a setting.
CREATE TABLE AgentVersion (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Version INTEGER NOT NULL,
    Definition TEXT COLLATE "C" NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    Note TEXT COLLATE "C",
    Made BIGINT NOT NULL,
    PRIMARY KEY (Workspace, Name, Version)
);

-- The version of its agent that a task began with; 0 for whichever is in force.
ALTER TABLE Task ADD COLUMN AgentVersion INTEGER NOT NULL DEFAULT 0;
