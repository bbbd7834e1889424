-- The tools of a workspace's registry (Tools/), as they are after the last event about each.
CREATE TABLE Tool (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Kind TEXT COLLATE "C" NOT NULL,
    Writes BOOLEAN NOT NULL,
    Definition TEXT COLLATE "C" NOT NULL,
    Updated BIGINT NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Name)
);

-- Each use of a tool, and each denial, so that rates are counted from an index. What was asked and answered stands in the log.
CREATE TABLE ToolUse (
    Workspace TEXT COLLATE "C" NOT NULL,
    Id TEXT COLLATE "C" NOT NULL,
    Seq BIGINT NOT NULL,
    Agent TEXT COLLATE "C" NOT NULL,
    Tool TEXT COLLATE "C" NOT NULL,
    At BIGINT NOT NULL,
    Denied BOOLEAN NOT NULL,
    Failed BOOLEAN NOT NULL,
    Cost DOUBLE PRECISION NOT NULL,
    DurationMs DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (Workspace, Id)
);

CREATE INDEX ToolUseByAgent ON ToolUse (Workspace, Agent, Tool, At);
CREATE INDEX ToolUseByTime ON ToolUse (Workspace, At);
