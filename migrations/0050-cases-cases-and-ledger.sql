create table cases (
  id uuid primary key,
  number text collate "C" not null unique check (number <> ''),
  seq integer not null check (seq > 0),
  head_hash bytea not null,
  state text not null check (state in ('reported', 'verifying', 'registered', 'declined', 'dispatched', 'handling', 'suspended', 'returned', 'returned_to_acceptor',
    'objected', 'handled', 'checking', 'checked', 'rework', 'closed', 'void', 'merged', 'split')),
  stage text not null check (stage in ('accept', 'dispatch', 'handle', 'check', 'close', 'done')),
  source text not null,
  external_ref text,
  imported boolean not null,
  title text not null,
  urgency text not null check (urgency in ('ordinary', 'urgent', 'emergency')),
  category_id uuid references categories (id),
  category_path text collate "C",
  condition_id uuid references conditions (id),
  area_id uuid references areas (id),
  area_path text collate "C",
  place_id uuid references places (id),
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  address text not null,
  lead_unit_id uuid references units (id),
  lead_unit_path text collate "C",
  assisting_unit_ids uuid[] not null default '{}',
  suggested_unit_id uuid references units (id),
  fallback boolean not null default false,
  handler_account_id uuid references accounts (id),
  reported_by uuid references accounts (id),
  opened_at timestamptz not null,
  registered_at timestamptz,
  dispatched_at timestamptz,
  accepted_at timestamptz,
  handled_at timestamptz,
  checked_at timestamptz,
  closed_at timestamptz,
  ended_at timestamptz,
  due_at timestamptz,
  due_provisional boolean not null default false,
  stage_due_at timestamptz,
  stage_counts text check (stage_counts in ('working', 'continuous')),
  overdue_at timestamptz,
  suspended_until timestamptz,
  on_time boolean,
  exempted boolean not null default false,
  close_reason text check (close_reason in ('done', 'informed', 'forced')),
  decline_reason text,
  return_count integer not null default 0,
  rework_count integer not null default 0,
  extension_count integer not null default 0,
  reopen_count integer not null default 0,
  supervision_level integer not null default 0,
  supervision_open boolean not null default false,
  application text check (application in ('extension', 'suspension', 'appeal', 'objection')),
  parent_id uuid references cases (id) deferrable initially deferred,
  merged_into_id uuid references cases (id) deferrable initially deferred,
  cover_file_id uuid,
  next_alarm_at timestamptz,
  calendar_version text,
  updated_at timestamptz not null,
  check ((lon is null) = (lat is null)),
  check (stage = 'done' or ended_at is null)
);
comment on table cases is 'cases: the current state of every case, kept beside its events in the same transaction';
comment on column cases.seq is 'number of events; the version a command must have seen';
comment on column cases.head_hash is 'hash of the last event of the case''s chain';
comment on column cases.due_at is 'end of the handling limit; null while its clock stands still and before dispatch';
comment on column cases.stage_due_at is 'end of the limit of the stage the case is in now';
comment on column cases.stage_counts is 'whether the limit behind stage_due_at counts working time or runs day and night';
comment on column cases.on_time is 'closed within its limit; null while open or where no limit was set; an upheld appeal does not change it';
comment on column cases.suggested_unit_id is 'unit the duty matrix named when the case was reported';
comment on column cases.next_alarm_at is 'when the clocks of this case next ask for a deed: reminder, overdue, supervision, end of a suspension';
comment on column cases.calendar_version is 'version of the working calendar its running clocks were counted with; null when none runs';
comment on column cases.cover_file_id is 'photo shown in lists';

create index cases_open_due on cases (stage, stage_due_at, id) where stage <> 'done';
create index cases_stage_due on cases (stage_due_at, id) where stage <> 'done';
create index cases_opened on cases (opened_at desc, id desc);
create index cases_updated on cases (updated_at desc, id desc);
create index cases_area on cases (area_path, opened_at desc);
create index cases_category on cases (category_path, opened_at desc);
create index cases_unit on cases (lead_unit_path, stage, opened_at desc);
create index cases_alarm on cases (next_alarm_at) where next_alarm_at is not null;
create index cases_closed on cases (closed_at) where closed_at is not null;
create index cases_ended on cases (ended_at) where ended_at is not null;
create index cases_position on cases (lon, lat) where stage <> 'done';
create index cases_category_id on cases (category_id);
create index cases_condition_id on cases (condition_id) where condition_id is not null;
create index cases_area_id on cases (area_id);
create index cases_place_id on cases (place_id) where place_id is not null;
create index cases_lead_unit_id on cases (lead_unit_id);
create index cases_suggested_unit_id on cases (suggested_unit_id) where stage in ('accept', 'dispatch');
create index cases_handler_account_id on cases (handler_account_id) where handler_account_id is not null;
create index cases_reported_by on cases (reported_by) where reported_by is not null;
create index cases_parent_id on cases (parent_id) where parent_id is not null;
create index cases_merged_into_id on cases (merged_into_id) where merged_into_id is not null;

create table case_events (
  case_id uuid not null references cases (id),
  seq integer not null check (seq > 0),
  type text not null check (type like 'case.%'),
  at timestamptz not null,
  recorded_at timestamptz not null,
  account_id uuid references accounts (id),
  role text not null,
  unit_id uuid references units (id),
  state text not null,
  data jsonb not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (case_id, seq)
);
comment on table case_events is 'cases: what happened to each case, chained by hash; only ever added to';
comment on column case_events.at is 'when it happened; an import tells the past';
comment on column case_events.recorded_at is 'when it was written down here';
comment on column case_events.hash is 'SHA-256 over the previous hash and the canonical JSON of the event';
create index case_events_recorded on case_events using brin (recorded_at);
create index case_events_account on case_events (account_id) where account_id is not null;
create index case_events_unit on case_events (unit_id) where unit_id is not null;

create table case_texts (
  case_id uuid primary key references cases (id),
  body text not null,
  tokens tsvector not null
);
comment on table case_texts is 'cases: what a case can be found by; Chinese as pairs of characters, Latin as words';
create index case_texts_tokens on case_texts using gin (tokens) with (fastupdate = on);

create table case_files (
  id uuid primary key,
  case_id uuid references cases (id),
  secret text,
  kind text not null check (kind in ('near', 'far', 'reference', 'before', 'after', 'other')),
  original_sha256 text not null,
  view_sha256 text not null,
  thumb_sha256 text not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  taken_at timestamptz,
  lon double precision,
  lat double precision,
  added_at timestamptz not null,
  added_by uuid references accounts (id),
  check ((case_id is null) = (secret is not null))
);
comment on table case_files is 'cases: photos of a case; the bytes lie in the file store under their hash';
comment on column case_files.secret is 'while not yet part of a case: what the uploader must know to attach it';
comment on column case_files.lon is 'where the camera said it was, read before it was stripped from the copies; staff only';
create index case_files_case on case_files (case_id);
create index case_files_loose on case_files (added_at) where case_id is null;
create index case_files_added_by on case_files (added_by) where added_by is not null;

create table counters (
  scope text not null,
  day date not null,
  value bigint not null check (value > 0),
  primary key (scope, day)
);
comment on table counters is 'cases: last human number given per scope and day';

create table calendars (
  id text not null,
  version text not null,
  data jsonb not null,
  created_at timestamptz not null,
  created_by uuid references accounts (id),
  primary key (id, version)
);
comment on table calendars is 'cases: working calendars, one row per version; the newest version of an id is in force';
create index calendars_created_by on calendars (created_by) where created_by is not null;

create table case_configs (
  version text primary key,
  data jsonb not null,
  created_at timestamptz not null,
  created_by uuid references accounts (id)
);
comment on table case_configs is 'cases: clock, supervision and workflow settings, one row per version; the newest is in force, running cases keep theirs';
create index case_configs_created_by on case_configs (created_by) where created_by is not null;

create table saved_filters (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  name text not null check (name <> ''),
  query jsonb not null,
  created_at timestamptz not null,
  unique (account_id, name)
);
comment on table saved_filters is 'cases: lists an account keeps by name';

create table ledger_digests (
  day date primary key,
  until timestamptz not null,
  previous text unique,
  hash text not null unique,
  case_count integer not null,
  event_count bigint not null,
  head_count integer not null,
  file bytea not null,
  key_id text not null,
  created_at timestamptz not null
);
comment on table ledger_digests is 'cases: signed daily summary of the ledger, each bound to the one before; only ever added to';
comment on column ledger_digests.file is 'gzip of the signed digest file as it is given to outsiders';
comment on column ledger_digests.head_count is 'cases whose chain grew since the digest before';

alter table cases enable row level security;
alter table case_events enable row level security;
alter table case_texts enable row level security;
alter table case_files enable row level security;
alter table counters enable row level security;
alter table calendars enable row level security;
alter table case_configs enable row level security;
alter table saved_filters enable row level security;
alter table ledger_digests enable row level security;

-- A case is seen by roles held on its area or on its units, by the account that reported it, and by the command that is at work on it.
create policy cases_read on cases for select using (
  current_setting('app.areas', true) = '*'
  or current_setting('app.case', true) = '*'
  or id::text = current_setting('app.case', true)
  or exists (select 1 from unnest(string_to_array(nullif(current_setting('app.areas', true), ''), ',')) p where starts_with(area_path || '.', p || '.'))
  or exists (select 1 from unnest(string_to_array(nullif(current_setting('app.units', true), ''), ',')) p where starts_with(lead_unit_path || '.', p || '.'))
  or (assisting_unit_ids <> '{}' and assisting_unit_ids && string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')::uuid[])
  or reported_by::text = nullif(current_setting('app.account', true), '')
);
create policy cases_insert on cases for insert with check (current_setting('app.write', true) = 'on');
create policy cases_update on cases for update using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy case_events_read on case_events for select using (exists (select 1 from cases c where c.id = case_id));
create policy case_events_insert on case_events for insert with check (current_setting('app.write', true) = 'on');
create policy case_texts_read on case_texts for select using (exists (select 1 from cases c where c.id = case_id));
create policy case_texts_insert on case_texts for insert with check (current_setting('app.write', true) = 'on');
create policy case_texts_update on case_texts for update using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy case_files_read on case_files for select using (
  (case_id is not null and exists (select 1 from cases c where c.id = case_id)) or current_setting('app.actor', true) = 'system'
  or secret = any (string_to_array(nullif(current_setting('app.upload', true), ''), ',')));
create policy case_files_insert on case_files for insert with check (current_setting('app.write', true) = 'on');
create policy case_files_update on case_files for update using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy case_files_delete on case_files for delete using (case_id is null and current_setting('app.actor', true) = 'system');
create policy counters_all on counters for all using (nullif(current_setting('app.actor', true), '') is not null) with check (current_setting('app.write', true) = 'on');
create policy calendars_read on calendars for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy calendars_insert on calendars for insert with check (current_setting('app.write', true) = 'on');
create policy case_configs_read on case_configs for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy case_configs_insert on case_configs for insert with check (current_setting('app.write', true) = 'on');
create policy saved_filters_own on saved_filters for all
  using (account_id::text = nullif(current_setting('app.account', true), '')) with check (account_id::text = nullif(current_setting('app.account', true), ''));
create policy ledger_digests_read on ledger_digests for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy ledger_digests_insert on ledger_digests for insert with check (current_setting('app.actor', true) = 'system');

grant select, insert, update on cases, case_texts, case_files, counters to :app_role;
grant delete on case_files to :app_role;
grant select, insert on case_events, calendars, case_configs, ledger_digests to :app_role;
grant select, insert, update, delete on saved_filters to :app_role;

-- Text search looks below the row policies, since no text operator is leakproof and a policy would forbid the index;
-- it gives back ids only, and the policies then decide which of them the reader may see.
create function find_case_texts(query tsquery, phrase text, most integer) returns setof uuid
language sql stable security definer set search_path from current
as $$ select case_id from case_texts where tokens @@ query and (phrase = '' or strpos(body, phrase) > 0) order by case_id desc limit most $$;
revoke all on function find_case_texts(tsquery, text, integer) from public;
grant execute on function find_case_texts(tsquery, text, integer) to :app_role;
comment on function find_case_texts is 'cases: ids of the newest cases whose text matches; the caller''s row policies apply to what is then read';
