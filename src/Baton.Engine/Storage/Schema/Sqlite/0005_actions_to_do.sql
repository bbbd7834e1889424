-- What Baton itself is to do and has not reported: looked for at every start, among all that was ever asked.
CREATE INDEX ActionToDo ON Action (Workspace, Id) WHERE Execute = 'baton' AND Status = 'allowed';
