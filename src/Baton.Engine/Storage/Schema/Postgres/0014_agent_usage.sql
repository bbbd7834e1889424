-- What agents used, by the hour and model: budgets are held against it, and people see it. Each node counts in rows of its own.
CREATE TABLE AgentUsage (
    Workspace TEXT COLLATE "C" NOT NULL,
    Agent TEXT COLLATE "C" NOT NULL,
    Hour BIGINT NOT NULL,
    Model TEXT COLLATE "C" NOT NULL,
    Calls BIGINT NOT NULL,
    InputTokens BIGINT NOT NULL,
    OutputTokens BIGINT NOT NULL,
    Cost DOUBLE PRECISION NOT NULL,
    Node BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (Workspace, Agent, Hour, Model, Node)
);
