-- Secrets by which agents that answer later hand in the result of one task (Agents/Calling/Http). Only hashes are kept, and none beyond its time.
CREATE TABLE Callback (
    Hash TEXT NOT NULL PRIMARY KEY,
    Workspace TEXT NOT NULL,
    Task TEXT NOT NULL,
    Expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX CallbackExpires ON Callback (Expires);

-- MCP servers whose tools agents use (Mcp/). How one is reached is JSON, with credentials by their names.
CREATE TABLE McpServer (
    Workspace TEXT NOT NULL,
    Name TEXT NOT NULL,
    Definition TEXT NOT NULL,
    Changed INTEGER NOT NULL,
    Author TEXT NOT NULL,
    PRIMARY KEY (Workspace, Name)
) WITHOUT ROWID;
