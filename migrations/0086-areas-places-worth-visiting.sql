-- What a visit needs to know of a place: what it is looked at for, how large and how risky it is, and what it looks like.
alter table place_types
  add column name_en text not null default '' check (length(name_en) <= 80),
  add column standard text not null default '' check (length(standard) <= 2000),
  add column standard_en text not null default '' check (length(standard_en) <= 2000),
  add column sort integer not null default 1000 check (sort >= 0);
comment on column place_types.name_en is 'the name in English; empty: the name itself is shown';
comment on column place_types.standard is 'what a place of this kind should be like, in a few sentences';
comment on column place_types.standard_en is 'the standard in English';
comment on column place_types.sort is 'order in lists, small first';
create index place_types_order on place_types (sort, name_key);

alter table places
  add column address text not null default '' check (length(address) <= 200),
  add column standard text not null default '' check (length(standard) <= 2000),
  add column size double precision not null default 1 check (size > 0 and size <= 1000000),
  add column risk double precision not null default 1 check (risk > 0 and risk <= 1000),
  add column photo_original_sha256 text check (photo_original_sha256 ~ '^[0-9a-f]{64}$'),
  add column photo_view_sha256 text check (photo_view_sha256 ~ '^[0-9a-f]{64}$'),
  add column photo_thumb_sha256 text check (photo_thumb_sha256 ~ '^[0-9a-f]{64}$'),
  add column photo_at timestamptz,
  add constraint places_photo_whole check (num_nonnulls(photo_original_sha256, photo_view_sha256, photo_thumb_sha256, photo_at) in (0, 4));
comment on column places.address is 'how one finds it';
comment on column places.standard is 'what this place should be like, where it differs from its kind; empty: the standard of the kind';
comment on column places.size is 'how much there is to look at, in the city''s own measure; the chance of being drawn grows with size x risk';
comment on column places.risk is 'how much goes wrong here compared with an ordinary place, which is 1';
comment on column places.photo_original_sha256 is 'one photo that shows the place, in the file store: as it came, for the screen, and small';
comment on column places.photo_at is 'when the photo was added';

-- What other capabilities may read of places. The reader's own row policies hold (security_invoker).
create view place_facts with (security_invoker = true) as
  select p.id, p.code, p.name, p.name_key, p.type_code, t.name as type_name, t.name_en as type_name_en, p.area_id, a.path as area_path, a.name as area_name,
    p.lon, p.lat, p.address, p.unit_id, p.size, p.risk, coalesce(nullif(p.standard, ''), t.standard) as standard,
    case when p.standard <> '' then p.standard else t.standard_en end as standard_en,
    p.photo_at is not null as has_photo, p.valid_from, p.valid_to
  from places p join place_types t on t.code = p.type_code join areas a on a.id = p.area_id;
comment on view place_facts is 'areas: places with their kind, area, size, risk and standard, for draws, visits and figures of other capabilities';
grant select on place_facts to :app_role;
create view place_type_facts with (security_invoker = true) as select code, name, name_en, name_key, standard, standard_en, sort, retired_at from place_types;
comment on view place_type_facts is 'areas: kinds of places, for checklists and programmes of other capabilities';
grant select on place_type_facts to :app_role;
