-- ASP.NET Core Identity, as AccountsDb maps it. Role names are those of the enum Role.
create table accounts (
  Id text primary key,
  FullName text not null,
  Workspace text not null,
  UserName text, NormalizedUserName text,
  Email text, NormalizedEmail text, EmailConfirmed integer not null,
  PasswordHash text, SecurityStamp text, ConcurrencyStamp text,
  PhoneNumber text, PhoneNumberConfirmed integer not null,
  TwoFactorEnabled integer not null,
  LockoutEnd text, LockoutEnabled integer not null, AccessFailedCount integer not null
);
create unique index accounts_by_name on accounts (NormalizedUserName);
create index accounts_by_email on accounts (NormalizedEmail);

create table account_roles (Id text primary key, Name text, NormalizedName text, ConcurrencyStamp text);
create unique index account_roles_by_name on account_roles (NormalizedName);
insert into account_roles (Id, Name, NormalizedName) values
  ('viewer', 'Viewer', 'VIEWER'), ('human-agent', 'HumanAgent', 'HUMANAGENT'), ('operator', 'Operator', 'OPERATOR'), ('admin', 'Admin', 'ADMIN');

create table account_in_role (
  UserId text not null references accounts (Id) on delete cascade,
  RoleId text not null references account_roles (Id) on delete cascade,
  primary key (UserId, RoleId)
);
create table account_claims (
  Id integer primary key autoincrement,
  UserId text not null references accounts (Id) on delete cascade, ClaimType text, ClaimValue text
);
create table account_role_claims (
  Id integer primary key autoincrement,
  RoleId text not null references account_roles (Id) on delete cascade, ClaimType text, ClaimValue text
);
create table account_logins (
  LoginProvider text not null, ProviderKey text not null, ProviderDisplayName text,
  UserId text not null references accounts (Id) on delete cascade,
  primary key (LoginProvider, ProviderKey)
);
create table account_tokens (
  UserId text not null references accounts (Id) on delete cascade,
  LoginProvider text not null, Name text not null, Value text,
  primary key (UserId, LoginProvider, Name)
);
