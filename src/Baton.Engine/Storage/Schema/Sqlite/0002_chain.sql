-- Each row of the log carries a hash over itself and over the hash of the row before it in its strand (Chain/RowHash.cs says of what bytes).
-- A strand is a workspace and a lane, so that several nodes can write at once, each its own lanes.
ALTER TABLE Log ADD COLUMN Hash BLOB;

-- The end of each strand, so that a log whose tail was cut off is noticed too. Anchor is the hash of the last row no longer kept: what is kept follows it.
CREATE TABLE Strand (
    Workspace TEXT NOT NULL,
    Lane INTEGER NOT NULL,
    Seq INTEGER NOT NULL,
    Hash BLOB NOT NULL,
    AnchorSeq INTEGER NOT NULL DEFAULT 0,
    Anchor BLOB,
    PRIMARY KEY (Workspace, Lane)
) WITHOUT ROWID;

-- Rows up to this one were written before there were hashes.
CREATE TABLE ChainStart (
    Seq INTEGER NOT NULL
);
INSERT INTO ChainStart SELECT coalesce(max(Seq), 0) FROM Log;
