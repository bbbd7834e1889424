-- Secrets by which agents that answer later hand in the result of one task (Agents/Calling/Http). Only hashes are kept, and none beyond its time.
CREATE TABLE Callback (
    Hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    Workspace TEXT COLLATE "C" NOT NULL,
    Task TEXT COLLATE "C" NOT NULL,
    Expires BIGINT NOT NULL
);
CREATE INDEX CallbackExpires ON Callback (Expires);

-- MCP servers whose tools agents use (Mcp/). How one is reached is JSON, with credentials by their names.
CREATE TABLE McpServer (
    Workspace TEXT COLLATE "C" NOT NULL,
    Name TEXT COLLATE "C" NOT NULL,
    Definition TEXT COLLATE "C" NOT NULL,
    Changed BIGINT NOT NULL,
    Author TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (Workspace, Name)
);
