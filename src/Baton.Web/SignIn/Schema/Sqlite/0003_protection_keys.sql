-- Used where the keys are not files; it is here so that both databases have the same tables.
CREATE TABLE ProtectionKey (
    Name TEXT NOT NULL PRIMARY KEY,
    Xml TEXT NOT NULL
);
