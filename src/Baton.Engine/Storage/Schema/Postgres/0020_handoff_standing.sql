-- Where a handoff stands beyond waiting, claimed and resolved: its clocks, and to whom it is offered, given, merged, or how long it sleeps.
ALTER TABLE Handoff ADD COLUMN Claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE Handoff ADD COLUMN FirstClaimed BIGINT;
ALTER TABLE Handoff ADD COLUMN FirstAnswered BIGINT;
ALTER TABLE Handoff ADD COLUMN AnswerDue BIGINT;
ALTER TABLE Handoff ADD COLUMN ResolveDue BIGINT;
ALTER TABLE Handoff ADD COLUMN Breached TEXT COLLATE "C";
ALTER TABLE Handoff ADD COLUMN OfferedTo TEXT COLLATE "C";
ALTER TABLE Handoff ADD COLUMN OfferEnds BIGINT;
ALTER TABLE Handoff ADD COLUMN GivenBy TEXT COLLATE "C";
ALTER TABLE Handoff ADD COLUMN Sleeps BIGINT;
ALTER TABLE Handoff ADD COLUMN SleepsForAnswer BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE Handoff ADD COLUMN MergedInto TEXT COLLATE "C";
ALTER TABLE Handoff ADD COLUMN Ends BIGINT;
