-- What agents used, by the hour and model: budgets are held against it, and people see it.
CREATE TABLE AgentUsage (
    Workspace TEXT NOT NULL,
    Agent TEXT NOT NULL,
    Hour INTEGER NOT NULL,
    Model TEXT NOT NULL,
    Calls INTEGER NOT NULL,
    InputTokens INTEGER NOT NULL,
    OutputTokens INTEGER NOT NULL,
    Cost REAL NOT NULL,
    PRIMARY KEY (Workspace, Agent, Hour, Model)
) WITHOUT ROWID;
