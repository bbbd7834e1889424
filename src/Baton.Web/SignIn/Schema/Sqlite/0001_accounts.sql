-- ASP.NET Core Identity, as AccountsDb maps it.
CREATE TABLE Account (
    Id TEXT NOT NULL PRIMARY KEY,
    UserName TEXT,
    NormalizedUserName TEXT,
    Email TEXT,
    NormalizedEmail TEXT,
    EmailConfirmed INTEGER NOT NULL,
    PasswordHash TEXT,
    SecurityStamp TEXT,
    ConcurrencyStamp TEXT,
    PhoneNumber TEXT,
    PhoneNumberConfirmed INTEGER NOT NULL,
    TwoFactorEnabled INTEGER NOT NULL,
    LockoutEnd TEXT,
    LockoutEnabled INTEGER NOT NULL,
    AccessFailedCount INTEGER NOT NULL
);
CREATE UNIQUE INDEX AccountByName ON Account (NormalizedUserName);
CREATE INDEX AccountByEmail ON Account (NormalizedEmail);

CREATE TABLE AccountClaim (
    Id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UserId TEXT NOT NULL REFERENCES Account (Id) ON DELETE CASCADE,
    ClaimType TEXT,
    ClaimValue TEXT
);

CREATE TABLE AccountLogin (
    LoginProvider TEXT NOT NULL,
    ProviderKey TEXT NOT NULL,
    ProviderDisplayName TEXT,
    UserId TEXT NOT NULL REFERENCES Account (Id) ON DELETE CASCADE,
    PRIMARY KEY (LoginProvider, ProviderKey)
);

CREATE TABLE AccountToken (
    UserId TEXT NOT NULL REFERENCES Account (Id) ON DELETE CASCADE,
    LoginProvider TEXT NOT NULL,
    Name TEXT NOT NULL,
    Value TEXT,
    PRIMARY KEY (UserId, LoginProvider, Name)
);
