-- Each row of the log carries a hash over itself and over the hash of the row before it in its strand (Chain/RowHash.cs says of what bytes).
ALTER TABLE Log ADD COLUMN Hash BYTEA;

-- The end of each strand, so that a log whose tail was cut off is noticed too. Anchor is the hash of the last row no longer kept: what is kept follows it.
CREATE TABLE Strand (
    Workspace TEXT COLLATE "C" NOT NULL,
    Lane INTEGER NOT NULL,
    Seq BIGINT NOT NULL,
    Hash BYTEA NOT NULL,
    AnchorSeq BIGINT NOT NULL DEFAULT 0,
    Anchor BYTEA,
    PRIMARY KEY (Workspace, Lane)
);

CREATE TABLE ChainStart (
    Seq BIGINT NOT NULL
);
INSERT INTO ChainStart VALUES (0);
