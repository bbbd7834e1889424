-- The timeline pages by rule as by every other filter.
CREATE INDEX LogByRule ON Log (Workspace, Rule) WHERE Rule IS NOT NULL;
