create table units (
  id uuid primary key,
  code text collate "C" not null unique check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name text not null check (name <> '' and length(name) <= 120),
  name_key text collate "C" not null,
  kind text not null check (kind in ('department', 'street_office', 'property_firm', 'enterprise', 'centre')),
  parent_id uuid references units (id),
  path text collate "C" not null unique,
  area_id uuid references areas (id),
  area_path text collate "C",
  duties text[] not null default '{}',
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  closed_reason text check (closed_reason <> ''),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  check ((valid_to is null) = (closed_reason is null)),
  check ((area_id is null) = (area_path is null)),
  check (path = code or right(path, length(code) + 1) = '.' || code)
);
comment on table units is 'organisations: departments, street offices, property firms, enterprises and centres that can be given work; closed ones stay';
comment on column units.code is 'short word or number of the unit, never used again';
comment on column units.name_key is 'pinyin syllables: the order and the search key of the name';
comment on column units.path is 'unit codes from the top down, joined by a dot';
comment on column units.area_id is 'the area the unit answers for; empty for one without territory';
comment on column units.area_path is 'path of that area, as areas has it';
comment on column units.duties is 'lead duties by its founding rules, in the catalogue''s words: the first draft of a duty matrix is made from them';
comment on column units.valid_to is 'first day on which it no longer exists; empty while it does';
comment on column units.closed_reason is 'why it was closed';
create index units_parent on units (parent_id);
create index units_area on units (area_id);
create index units_order on units (name_key, id);

create table unit_contacts (
  id uuid primary key,
  unit_id uuid not null references units (id),
  role text not null check (role in ('leader', 'in_charge', 'liaison', 'duty_desk')),
  name text not null default '',
  phone text not null default '',
  email text not null default '',
  note text not null default '',
  position smallint not null default 0,
  check (name <> '' or phone <> '' or email <> '')
);
comment on table unit_contacts is 'organisations: whom to reach at a unit; staff may read them, the public may not';
comment on column unit_contacts.role is 'leader, in_charge (for this work), liaison or duty_desk';
create index unit_contacts_unit on unit_contacts (unit_id);

create table duty_matrices (
  id uuid primary key,
  number integer unique check (number > 0),
  status text not null default 'draft' check (status in ('draft', 'published', 'retired')),
  note text not null default '',
  based_on_id uuid references duty_matrices (id),
  created_at timestamptz not null,
  created_by text not null,
  published_at timestamptz,
  published_by text,
  retired_at timestamptz check (retired_at >= published_at),
  check_result jsonb,
  check ((status = 'draft') = (published_at is null)),
  check ((status = 'draft') = (number is null)),
  check ((status = 'retired') = (retired_at is not null)),
  exclude using gist (tstzrange(published_at, retired_at) with &&) where (published_at is not null)
);
comment on table duty_matrices is 'organisations: versions of the duty matrix; a published one never changes, and only one is in force at a time';
comment on column duty_matrices.number is 'counts the published versions of the city, from 1; empty for a draft';
comment on column duty_matrices.based_on_id is 'the version a draft was copied from';
comment on column duty_matrices.created_by is 'account id, or system for commands of the machine''s administrator';
comment on column duty_matrices.check_result is 'figures of the check that allowed publishing';
create index duty_matrices_based_on on duty_matrices (based_on_id);

create table duty_rules (
  id uuid primary key,
  matrix_id uuid not null references duty_matrices (id),
  category_path text collate "C" not null,
  area_id uuid not null references areas (id),
  area_path text collate "C" not null,
  lead_unit_id uuid references units (id),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  note text not null default '',
  exclude using gist (matrix_id with =, category_path with =, area_id with =, daterange(valid_from, valid_to) with &&)
);
comment on table duty_rules is 'organisations: who leads for a subtree of the catalogue in a subtree of the areas, and when';
comment on column duty_rules.category_path is 'path of a category of any level; empty for the whole catalogue';
comment on column duty_rules.lead_unit_id is 'empty: the territorial unit of the place, that is the fallback unit of the nearest area';
comment on column duty_rules.valid_to is 'first day on which the rule no longer holds; empty for open';
create index duty_rules_matrix on duty_rules (matrix_id, category_path, area_path);
create index duty_rules_area on duty_rules (area_id);
create index duty_rules_lead on duty_rules (lead_unit_id);

create table duty_rule_units (
  rule_id uuid not null references duty_rules (id) on delete cascade,
  unit_id uuid not null references units (id),
  primary key (rule_id, unit_id)
);
comment on table duty_rule_units is 'organisations: units that assist the lead unit of a rule';
create index duty_rule_units_unit on duty_rule_units (unit_id);

create table area_fallbacks (
  id uuid primary key,
  area_id uuid not null references areas (id),
  area_path text collate "C" not null,
  unit_id uuid not null references units (id),
  limit_value numeric not null check (limit_value > 0 and limit_value <= 10000),
  limit_unit text not null check (limit_unit in ('urgent_hour', 'work_hour', 'work_day', 'natural_day')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  exclude using gist (area_id with =, daterange(valid_from, valid_to) with &&)
);
comment on table area_fallbacks is 'organisations: the unit that catches what no rule names in an area (属地兜底), and the time it has to settle whose it is';
comment on column area_fallbacks.valid_to is 'first day on which it no longer holds; empty while it does';
create index area_fallbacks_area on area_fallbacks (area_id);
create index area_fallbacks_unit on area_fallbacks (unit_id);

create table organisation_events (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  unit_id uuid references units (id),
  matrix_id uuid references duty_matrices (id) on delete set null,
  actor text not null check (actor <> ''),
  at timestamptz not null,
  data jsonb not null
);
comment on table organisation_events is 'organisations: what was changed, by whom and when; only ever added to';
comment on column organisation_events.kind is 'unit.created, unit.changed, unit.closed, units.imported, duty.drafted, duty.edited, duty.published, duty.discarded, fallback.set …';
comment on column organisation_events.actor is 'account id, or system for commands of the machine''s administrator';
create index organisation_events_unit on organisation_events (unit_id);
create index organisation_events_matrix on organisation_events (matrix_id);
create index organisation_events_at on organisation_events (at);

alter table units enable row level security;
alter table unit_contacts enable row level security;
alter table duty_matrices enable row level security;
alter table duty_rules enable row level security;
alter table duty_rule_units enable row level security;
alter table area_fallbacks enable row level security;
alter table organisation_events enable row level security;
create policy read_all on units for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy write_all on units for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy read_staff on unit_contacts for select using (current_setting('app.staff', true) = 'on' or current_setting('app.actor', true) = 'system');
create policy write_all on unit_contacts for all using (current_setting('app.write', true) = 'on' and (current_setting('app.staff', true) = 'on' or current_setting('app.actor', true) = 'system'))
  with check (current_setting('app.write', true) = 'on');
create policy read_all on duty_matrices for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy add_draft on duty_matrices for insert with check (current_setting('app.write', true) = 'on' and status = 'draft');
create policy change_open on duty_matrices for update using (current_setting('app.write', true) = 'on' and status <> 'retired') with check (current_setting('app.write', true) = 'on');
create policy discard_draft on duty_matrices for delete using (current_setting('app.write', true) = 'on' and status = 'draft');
create policy read_all on duty_rules for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy change_draft on duty_rules for all
  using (current_setting('app.write', true) = 'on' and exists (select 1 from duty_matrices m where m.id = matrix_id and m.status = 'draft'))
  with check (current_setting('app.write', true) = 'on' and exists (select 1 from duty_matrices m where m.id = matrix_id and m.status = 'draft'));
create policy read_all on duty_rule_units for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy change_draft on duty_rule_units for all
  using (current_setting('app.write', true) = 'on' and exists (select 1 from duty_rules r join duty_matrices m on m.id = r.matrix_id where r.id = rule_id and m.status = 'draft'))
  with check (current_setting('app.write', true) = 'on' and exists (select 1 from duty_rules r join duty_matrices m on m.id = r.matrix_id where r.id = rule_id and m.status = 'draft'));
create policy read_all on area_fallbacks for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy write_all on area_fallbacks for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy read_staff on organisation_events for select using (current_setting('app.staff', true) = 'on' or current_setting('app.actor', true) = 'system');
create policy write_all on organisation_events for insert with check (current_setting('app.write', true) = 'on');
grant select, insert, update on units to :app_role;
grant select, insert, update, delete on unit_contacts, area_fallbacks to :app_role;
grant select, insert, update, delete on duty_matrices, duty_rules, duty_rule_units to :app_role;
grant select, insert on organisation_events to :app_role;
