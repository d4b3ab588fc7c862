/**
 * STORAGE FORMAT. A migration that has been released is never edited: its checksum is compared at every start.
 *
 * Every key begins with the account, text is compared by code points (`COLLATE "C"`) so that no collation can merge
 * two names, and names are unique through their normalised form only.
 */
export const logTables = `
create table log_meta (
  only_row boolean primary key default true check (only_row),
  log_id text collate "C" not null
);

create table accounts (
  account text collate "C" primary key,
  head_revision bigint not null,
  head_hash text collate "C" not null,
  head_time timestamptz not null,
  counts jsonb not null
);

create table events (
  account text collate "C" not null,
  revision bigint not null,
  id text collate "C" not null,
  type text collate "C" not null,
  action text collate "C" not null,
  actor text collate "C" not null,
  time timestamptz not null,
  entities text[] collate "C" not null,
  text text collate "C" not null,
  hash text collate "C" not null,
  primary key (account, revision)
);
create index events_type on events (account, type, revision);
create index events_action on events (account, action, revision);
create index events_actor on events (account, actor, revision);
create index events_time on events (account, time, revision);
create index events_entities on events using gin (entities);

-- One row per range of revisions in which a document held; until_revision is exclusive, null means now.
create table documents (
  account text collate "C" not null,
  kind text collate "C" not null,
  id text collate "C" not null,
  from_revision bigint not null,
  until_revision bigint check (until_revision > from_revision),
  name_key text collate "C" not null,
  path text collate "C" not null,
  refs text[] collate "C" not null,
  body text collate "C" not null,
  primary key (account, kind, id, from_revision)
);
create unique index documents_open on documents (account, kind, id) where until_revision is null;
create unique index documents_open_name on documents (account, kind, name_key) where until_revision is null;
create index documents_name on documents (account, kind, name_key, from_revision);
create index documents_refs on documents using gin (refs);

create table access_key_secrets (
  account text collate "C" not null,
  access_key_id text collate "C" not null unique,
  owner_kind text collate "C" not null,
  owner_id text collate "C" not null,
  key_id text collate "C" not null,
  ciphertext text collate "C" not null,
  primary key (account, access_key_id)
);

create table kept_answers (
  account text collate "C" not null,
  principal text collate "C" not null,
  idempotency_key text collate "C" not null,
  request_hash text collate "C" not null,
  key_id text collate "C" not null,
  ciphertext text collate "C" not null,
  kept_at timestamptz not null,
  primary key (account, principal, idempotency_key)
);
create index kept_answers_age on kept_answers (account, kept_at);

create table signing_keys (
  kid text collate "C" primary key,
  public_jwk text collate "C" not null,
  key_id text collate "C" not null,
  ciphertext text collate "C" not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null
);
`;
