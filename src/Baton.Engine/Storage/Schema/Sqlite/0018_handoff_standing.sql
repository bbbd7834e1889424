-- Where a handoff stands beyond waiting, claimed and resolved: its clocks, and to whom it is offered, given, merged, or how long it sleeps.
ALTER TABLE Handoff ADD COLUMN Claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE Handoff ADD COLUMN FirstClaimed INTEGER;
ALTER TABLE Handoff ADD COLUMN FirstAnswered INTEGER;
ALTER TABLE Handoff ADD COLUMN AnswerDue INTEGER;
ALTER TABLE Handoff ADD COLUMN ResolveDue INTEGER;
ALTER TABLE Handoff ADD COLUMN Breached TEXT;
ALTER TABLE Handoff ADD COLUMN OfferedTo TEXT;
ALTER TABLE Handoff ADD COLUMN OfferEnds INTEGER;
ALTER TABLE Handoff ADD COLUMN GivenBy TEXT;
ALTER TABLE Handoff ADD COLUMN Sleeps INTEGER;
ALTER TABLE Handoff ADD COLUMN SleepsForAnswer INTEGER NOT NULL DEFAULT 0;
ALTER TABLE Handoff ADD COLUMN MergedInto TEXT;
ALTER TABLE Handoff ADD COLUMN Ends INTEGER;
