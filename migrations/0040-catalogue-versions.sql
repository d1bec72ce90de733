create table catalogue_versions (
  id uuid primary key,
  number integer unique check (number > 0),
  status text not null default 'draft' check (status in ('draft', 'published', 'retired')),
  note text not null default '',
  based_on_id uuid references catalogue_versions (id),
  created_at timestamptz not null,
  created_by text not null,
  published_at timestamptz,
  published_by text,
  retired_at timestamptz check (retired_at >= published_at),
  check ((status = 'draft') = (published_at is null)),
  check ((status = 'draft') = (number is null)),
  check ((status = 'retired') = (retired_at is not null)),
  exclude using gist (tstzrange(published_at, retired_at) with &&) where (published_at is not null)
);
comment on table catalogue_versions is 'catalogue: versions of the whole catalogue; a published one never changes, running cases keep the one they started under';
comment on column catalogue_versions.number is 'counts the published versions of the city, from 1; empty for a draft';
comment on column catalogue_versions.based_on_id is 'the version a draft was copied from';
comment on column catalogue_versions.created_by is 'account id, or system for commands of the machine''s administrator';
create index catalogue_versions_based_on on catalogue_versions (based_on_id);

create table categories (
  id uuid primary key,
  version_id uuid not null references catalogue_versions (id),
  code text collate "C" not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$'),
  level text not null check (level in ('class', 'category', 'subcategory')),
  kind text not null check (kind in ('event', 'component')),
  parent_id uuid references categories (id),
  path text collate "C" not null,
  position integer not null check (position >= 0),
  name text not null check (name <> '' and length(name) <= 200),
  name_en text check (name_en <> ''),
  name_key text collate "C" not null,
  lead_duty text check (lead_duty ~ '^[a-z][a-z0-9_]{0,59}$'),
  legal_source text check (legal_source <> ''),
  keywords text[] not null default '{}',
  tags text[] not null default '{}',
  same_time_of_day boolean not null default false,
  hotline_only boolean not null default false,
  source text not null check (source <> ''),
  unique (version_id, code),
  unique (version_id, path),
  check ((level = 'class') = (parent_id is null)),
  check (path = code or right(path, length(code) + 1) = '.' || code)
);
comment on table categories is 'catalogue: classes (大类), groups (中类) and sub-categories (小类) of each version';
comment on column categories.code is 'the same in every version; the path of codes is what duty rules, filters and facts refer to';
comment on column categories.kind is 'event: behaviour or a state of things; component: a fixed public facility';
comment on column categories.position is 'order inside the version, parents before children';
comment on column categories.name_key is 'pinyin syllables: the order and the search key of the name';
comment on column categories.lead_duty is 'duty that leads, as a readable word such as sanitation or urban_enforcement';
comment on column categories.tags is 'act:27-4 (an act of the civility regulation), campaign:small_ads and the like';
comment on column categories.same_time_of_day is 'a check must look at the same time of day as the report';
comment on column categories.hotline_only is 'comes in from people only: inspectors cannot find it on the street';
comment on column categories.source is 'gb_t_30428_2, bj_civility_regulation, general, default, import or a text of the city';
create index categories_parent on categories (parent_id);

create table conditions (
  id uuid primary key,
  version_id uuid not null references catalogue_versions (id),
  category_id uuid not null references categories (id) on delete cascade,
  code text collate "C" not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$'),
  position integer not null check (position >= 0),
  condition text not null check (condition <> ''),
  condition_en text check (condition_en <> ''),
  limit_value numeric not null check (limit_value > 0 and limit_value <= 10000),
  limit_unit text not null check (limit_unit in ('urgent_hour', 'work_hour', 'work_day', 'natural_day')),
  class_limits jsonb not null default '{}' check (jsonb_typeof(class_limits) = 'object'),
  urgency text not null check (urgency in ('ordinary', 'urgent', 'emergency')),
  closing_condition text not null check (closing_condition <> ''),
  closing_condition_en text check (closing_condition_en <> ''),
  informed_closing boolean not null default false,
  report_photos text[] not null default '{}' check (report_photos <@ array['near', 'far', 'reference', 'before', 'after', 'other']),
  after_photos smallint not null check (after_photos between 0 and 20),
  source text not null check (source <> ''),
  unique (version_id, code)
);
comment on table conditions is 'catalogue: registration conditions (立案条件), each with its limit, closing condition and evidence';
comment on column conditions.limit_value is 'handling limit in limit_unit, for areas without a limit of their class';
comment on column conditions.limit_unit is 'urgent_hour and natural_day run on; work_hour and work_day count working time';
comment on column conditions.class_limits is 'limits of area classes: {"core": {"value": 2, "unit": "work_hour"}, "main": …, "ordinary": …}';
comment on column conditions.informed_closing is 'may be closed by telling what will be done (告知性结案)';
comment on column conditions.report_photos is 'kinds of photo wanted when the problem is reported';
comment on column conditions.after_photos is 'how many photos taken after handling are needed';
comment on column conditions.source is 'where text and limit come from; default: set by this program, no source claimed';
create index conditions_category on conditions (category_id);

create table catalogue_events (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  version_id uuid references catalogue_versions (id) on delete set null,
  actor text not null check (actor <> ''),
  at timestamptz not null,
  data jsonb not null
);
comment on table catalogue_events is 'catalogue: what was changed, by whom and when; only ever added to';
comment on column catalogue_events.kind is 'catalogue.drafted, catalogue.edited, catalogue.imported, catalogue.published, catalogue.discarded';
comment on column catalogue_events.actor is 'account id, or system for commands of the machine''s administrator';
create index catalogue_events_version on catalogue_events (version_id);
create index catalogue_events_at on catalogue_events (at);

alter table catalogue_versions enable row level security;
alter table categories enable row level security;
alter table conditions enable row level security;
alter table catalogue_events enable row level security;
create policy read_all on catalogue_versions for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy add_draft on catalogue_versions for insert with check (current_setting('app.write', true) = 'on' and status = 'draft');
create policy change_open on catalogue_versions for update using (current_setting('app.write', true) = 'on' and status <> 'retired') with check (current_setting('app.write', true) = 'on');
create policy discard_draft on catalogue_versions for delete using (current_setting('app.write', true) = 'on' and status = 'draft');
create policy read_all on categories for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy change_draft on categories for all
  using (current_setting('app.write', true) = 'on' and exists (select 1 from catalogue_versions v where v.id = version_id and v.status = 'draft'))
  with check (current_setting('app.write', true) = 'on' and exists (select 1 from catalogue_versions v where v.id = version_id and v.status = 'draft'));
create policy read_all on conditions for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy change_draft on conditions for all
  using (current_setting('app.write', true) = 'on' and exists (select 1 from catalogue_versions v where v.id = version_id and v.status = 'draft'))
  with check (current_setting('app.write', true) = 'on' and exists (select 1 from catalogue_versions v where v.id = version_id and v.status = 'draft'));
create policy read_staff on catalogue_events for select using (current_setting('app.staff', true) = 'on' or current_setting('app.actor', true) = 'system');
create policy write_all on catalogue_events for insert with check (current_setting('app.write', true) = 'on');
grant select, insert, update, delete on catalogue_versions, categories, conditions to :app_role;
grant select, insert on catalogue_events to :app_role;
