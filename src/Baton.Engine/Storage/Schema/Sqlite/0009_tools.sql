-- The tools of a workspace's registry (Tools/), as they are after the last event about each.
CREATE TABLE Tool (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Kind TEXT NOT NULL,
    Writes INTEGER NOT NULL,
    Definition TEXT NOT NULL,
    Updated INTEGER NOT NULL,
    Author TEXT NOT NULL,
    PRIMARY KEY (Workspace, Name)
) WITHOUT ROWID;

-- Each use of a tool, and each denial, so that rates are counted from an index. What was asked and answered stands in the log.
CREATE TABLE ToolUse (
    Workspace TEXT NOT NULL,
    Id TEXT NOT NULL,
    Seq INTEGER NOT NULL,
    Agent TEXT NOT NULL,
    Tool TEXT NOT NULL,
    At INTEGER NOT NULL,
    Denied INTEGER NOT NULL,
    Failed INTEGER NOT NULL,
    Cost REAL NOT NULL,
    DurationMs REAL NOT NULL,
    PRIMARY KEY (Workspace, Id)
) WITHOUT ROWID;

CREATE INDEX ToolUseByAgent ON ToolUse (Workspace, Agent, Tool, At);
CREATE INDEX ToolUseByTime ON ToolUse (Workspace, At);
