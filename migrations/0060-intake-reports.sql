create table import_runs (
  id uuid primary key,
  profile text not null check (profile <> ''),
  file_name text not null,
  file_sha256 text not null check (file_sha256 = '' or file_sha256 ~ '^[0-9a-f]{64}$'),
  mode text not null check (mode in ('atomic', 'keep_good')),
  state text not null check (state in ('running', 'done', 'failed', 'interrupted')),
  read_count bigint not null default 0 check (read_count >= 0),
  created_count bigint not null default 0 check (created_count >= 0),
  updated_count bigint not null default 0 check (updated_count >= 0),
  unchanged_count bigint not null default 0 check (unchanged_count >= 0),
  rejected_count bigint not null default 0 check (rejected_count >= 0),
  account_id uuid references accounts (id),
  started_at timestamptz not null,
  finished_at timestamptz,
  fault text not null default '',
  check (state <> 'done' or read_count = created_count + updated_count + unchanged_count + rejected_count),
  check ((state = 'running') = (finished_at is null))
);
comment on table import_runs is 'intake: every import of a file, what it was and what became of its rows';
comment on column import_runs.profile is 'the profile that read the file; with the external reference it names a row for ever';
comment on column import_runs.mode is 'atomic: all rows or none; keep_good: portions are kept as they are written, faulty rows left out';
comment on column import_runs.state is 'running, done, failed (an error ended it) or interrupted (the program stopped in the middle)';
comment on column import_runs.fault is 'why it failed, as a code';
create index import_runs_started on import_runs (started_at desc, id desc);
create index import_runs_account on import_runs (account_id) where account_id is not null;

create table reports (
  id uuid primary key,
  case_id uuid not null references cases (id),
  code text collate "C" check (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  source text not null,
  external_system text check (external_system <> ''),
  external_ref text collate "C" check (external_ref <> ''),
  row_hash bytea,
  import_run_id uuid references import_runs (id),
  reported_at timestamptz not null,
  received_at timestamptz not null,
  account_id uuid references accounts (id),
  entered_by uuid references accounts (id),
  has_contact boolean not null default false,
  placed text not null check (placed in ('point', 'near', 'place', 'area', 'address', 'outside', 'none')),
  answers jsonb not null default '[]',
  check ((external_system is null) = (external_ref is null)),
  check (external_ref is null or length(external_ref) <= 200)
);
comment on table reports is 'intake: how each case came in: by which channel, under which reference of another system, and the code its reporter tracks it with';
comment on column reports.code is 'tracking code, 50 random bits in Crockford base 32; null for imported rows, which nobody was given a code for';
comment on column reports.external_system is 'import profile, or the name of the Open311 or API client';
comment on column reports.external_ref is 'the reference in that system; the same reference is the same report, however often it is sent';
comment on column reports.row_hash is 'hash of an imported row as it was understood; the same hash again means nothing changed';
comment on column reports.reported_at is 'when the reporter said it';
comment on column reports.received_at is 'when it was written down here';
comment on column reports.account_id is 'the reporter''s own account, if signed in';
comment on column reports.entered_by is 'the desk account that typed it in';
comment on column reports.has_contact is 'a reporter''s identity lies in reporters';
comment on column reports.placed is 'how the area was found: point in an area, near one, a named place, a named area, an address only, outside, or not at all';
comment on column reports.answers is 'answers to the category''s questions (Open311 attributes), and what the channel added';
create unique index reports_code on reports (code) where code is not null;
create unique index reports_external on reports (external_system, external_ref) where external_system is not null;
create index reports_case on reports (case_id);
create index reports_import_run on reports (import_run_id) where import_run_id is not null;
create index reports_account on reports (account_id) where account_id is not null;
create index reports_entered_by on reports (entered_by) where entered_by is not null;

create table reporters (
  report_id uuid primary key references reports (id),
  key_id text not null check (key_id <> ''),
  nonce bytea not null check (length(nonce) = 12),
  sealed bytea not null,
  masked jsonb not null,
  consent boolean not null,
  stored_at timestamptz not null
);
comment on table reporters is 'intake: who reported, encrypted and apart from the case; read only by the command that unmasks with a logged reason';
comment on column reporters.key_id is 'which key of the secrets folder sealed it';
comment on column reporters.sealed is 'AES-256-GCM over the JSON of name, phone, e-mail and other identifiers, bound to the report''s id';
comment on column reporters.masked is 'what may be shown without unmasking, such as a surname and the last digits';
comment on column reporters.consent is 'the reporter agreed to be called back';

create table idempotency_keys (
  key_sha256 bytea primary key check (length(key_sha256) = 32),
  request_sha256 bytea not null check (length(request_sha256) = 32),
  report_id uuid not null references reports (id),
  answer jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table idempotency_keys is 'intake: answers already given, so that a repeated request gets the same one';
comment on column idempotency_keys.key_sha256 is 'hash of the caller and the key it sent';
comment on column idempotency_keys.request_sha256 is 'hash of the request; another request under the same key is refused';
create index idempotency_keys_report on idempotency_keys (report_id);
create index idempotency_keys_expires on idempotency_keys (expires_at);

alter table import_runs enable row level security;
alter table reports enable row level security;
alter table reporters enable row level security;
alter table idempotency_keys enable row level security;

create policy import_runs_read on import_runs for select using (current_setting('app.actor', true) = 'system' or current_setting('app.staff', true) = 'on');
create policy import_runs_insert on import_runs for insert with check (current_setting('app.write', true) = 'on');
create policy import_runs_update on import_runs for update using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');

-- A report is seen by whoever sees its case, and by the one who holds its code.
create policy reports_read on reports for select using (
  current_setting('app.actor', true) = 'system'
  or code = nullif(current_setting('app.track', true), '')
  or account_id::text = nullif(current_setting('app.account', true), '')
  or exists (select 1 from cases c where c.id = case_id));
create policy reports_insert on reports for insert with check (current_setting('app.write', true) = 'on');
create policy reports_update on reports for update using (current_setting('app.actor', true) = 'system' and current_setting('app.write', true) = 'on')
  with check (current_setting('app.actor', true) = 'system');

-- Nobody reads a reporter by being somebody: only a command that has said what for, on a report its reader may see.
create policy reporters_read on reporters for select using (
  current_setting('app.actor', true) = 'system'
  or (current_setting('app.purpose', true) in ('reveal', 'masked') and exists (select 1 from reports r where r.id = report_id)));
create policy reporters_insert on reporters for insert with check (current_setting('app.write', true) = 'on');
create policy reporters_delete on reporters for delete using (current_setting('app.actor', true) = 'system');

create policy idempotency_keys_read on idempotency_keys for select using (current_setting('app.write', true) = 'on');
create policy idempotency_keys_insert on idempotency_keys for insert with check (current_setting('app.write', true) = 'on');
create policy idempotency_keys_delete on idempotency_keys for delete using (current_setting('app.write', true) = 'on');

grant select, insert, update on import_runs to :app_role;
grant select, insert on reports to :app_role;
grant update (row_hash, import_run_id) on reports to :app_role;
grant select, insert, delete on reporters, idempotency_keys to :app_role;
