create table accounts (
  id uuid primary key,
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
  display_name text not null check (display_name <> ''),
  failed_count integer not null default 0 check (failed_count >= 0),
  locked_until timestamptz,
  disabled_at timestamptz,
  must_change_password boolean not null default false,
  created_at timestamptz not null,
  last_signed_in_at timestamptz
);
comment on table accounts is 'access: people and programs that may sign in';
comment on column accounts.failed_count is 'wrong passwords in a row since the last right one';
comment on column accounts.locked_until is 'no sign-in before this moment, after too many wrong passwords';

create table account_passwords (
  account_id uuid primary key references accounts (id),
  hash text not null,
  changed_at timestamptz not null
);
comment on table account_passwords is 'access: argon2id hashes, apart from the accounts so that no list can show one';

create table role_grants (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  role text not null check (role in ('resident', 'inspector', 'acceptor', 'dispatcher', 'handler', 'supervisor', 'civility_office', 'leader', 'auditor', 'administrator')),
  area_id uuid references areas (id),
  unit_id uuid references units (id),
  granted_at timestamptz not null,
  granted_by uuid references accounts (id),
  revoked_at timestamptz,
  revoked_by uuid references accounts (id),
  check (num_nonnulls(area_id, unit_id) <= 1)
);
comment on table role_grants is 'access: which role an account holds on which area or unit, and since when; on neither means on the whole city';
create index role_grants_account on role_grants (account_id) where revoked_at is null;
create index role_grants_account_all on role_grants (account_id);
create index role_grants_area on role_grants (area_id);
create index role_grants_unit on role_grants (unit_id);
create index role_grants_granted_by on role_grants (granted_by);
create index role_grants_revoked_by on role_grants (revoked_by);

create table audit_entries (
  id uuid primary key,
  at timestamptz not null,
  account_id uuid references accounts (id),
  action text not null check (action <> ''),
  subject_kind text not null,
  subject_id text not null,
  reason text not null default '',
  detail jsonb not null default '{}'
);
comment on table audit_entries is 'access: sign-ins, changes of permission and looks at personal data; only ever added to';
create index audit_entries_at on audit_entries (at desc, id desc);
create index audit_entries_account on audit_entries (account_id, at desc);
create index audit_entries_subject on audit_entries (subject_kind, subject_id);

alter table accounts enable row level security;
alter table account_passwords enable row level security;
alter table role_grants enable row level security;
alter table audit_entries enable row level security;

-- Names of colleagues stand in every case's story, so every signed-in account may read them; a resident or a stranger sees only itself.
create policy accounts_read on accounts for select using (
  current_setting('app.actor', true) = 'system' or nullif(current_setting('app.staff', true), '') = 'on'
  or id::text = nullif(current_setting('app.account', true), ''));
create policy accounts_insert on accounts for insert with check (current_setting('app.write', true) = 'on');
create policy accounts_update on accounts for update using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy account_passwords_system on account_passwords for all using (current_setting('app.actor', true) = 'system') with check (current_setting('app.actor', true) = 'system');
create policy role_grants_read on role_grants for select using (
  current_setting('app.actor', true) = 'system' or nullif(current_setting('app.staff', true), '') = 'on'
  or account_id::text = nullif(current_setting('app.account', true), ''));
create policy role_grants_insert on role_grants for insert with check (current_setting('app.write', true) = 'on');
create policy role_grants_update on role_grants for update using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy audit_entries_read on audit_entries for select using (
  current_setting('app.actor', true) = 'system' or nullif(current_setting('app.audit', true), '') = 'on'
  or account_id::text = nullif(current_setting('app.account', true), ''));
create policy audit_entries_insert on audit_entries for insert with check (nullif(current_setting('app.actor', true), '') is not null);

grant select, insert, update on accounts, role_grants to :app_role;
grant select, insert, update on account_passwords to :app_role;
grant select, insert on audit_entries to :app_role;
