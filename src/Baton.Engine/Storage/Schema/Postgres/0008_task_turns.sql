-- Open tasks in the order of their turns: every ten minutes of waiting are worth one class of urgency (Baton.Core.Agents.Urgency).
DROP INDEX TaskOpen;
CREATE INDEX TaskOpen ON Task (Workspace, Agent, Status, (NotBefore - Priority * 600000), NotBefore) WHERE Status IN ('queued', 'leased');
