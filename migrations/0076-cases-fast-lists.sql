-- Lists of a city of millions: the same rows for the same readers, found sooner.

-- What the settings say is read once a statement (a subquery of its own), not once a row; what they allow is as before. A CASE, because the planner then takes
-- a policy to leave half of the rows and not almost none of them.
drop policy cases_read on cases;
create policy cases_read on cases for select using (case
  when (select current_setting('app.areas', true) = '*' or current_setting('app.case', true) = '*') then true
  else (area_path || '.') ^@ any ((select array_agg(p || '.') from unnest(string_to_array(nullif(current_setting('app.areas', true), ''), ',')) p)::text[])
    or (lead_unit_path || '.') ^@ any ((select array_agg(p || '.') from unnest(string_to_array(nullif(current_setting('app.units', true), ''), ',')) p)::text[])
    or id::text = (select current_setting('app.case', true))
    or (assisting_unit_ids <> '{}' and assisting_unit_ids && (select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')::uuid[]))
    or reported_by::text = (select nullif(current_setting('app.account', true), ''))
  end);

-- Open cases are few: what a desk looks through is found among them alone.
drop index if exists cases_open_area;
create index cases_open_area on cases (area_path, stage_due_at) where stage <> 'done';
drop index if exists cases_open_unit;
create index cases_open_unit on cases (lead_unit_path, stage_due_at) where stage <> 'done';
drop index if exists cases_open_category;
create index cases_open_category on cases (category_path, area_path) where stage <> 'done';
-- A unit's cases in their order; with the stage in between they were not.
drop index if exists cases_unit;
create index cases_unit on cases (lead_unit_path, opened_at desc);
drop index if exists cases_ended;
create index cases_ended on cases (ended_at) where ended_at is not null;
drop index if exists cases_returned;
create index cases_returned on cases (updated_at desc, id desc) where return_count > 0;
drop index if exists cases_assisting;
create index cases_assisting on cases using gin (assisting_unit_ids) where assisting_unit_ids <> '{}';

-- The words of open cases stand apart, and every text says on which day its case was opened: a frequent word is looked for among the newest first.
alter table case_texts add column if not exists open boolean not null default true;
comment on column case_texts.open is 'the case is not finished; its words then stand in an index of their own';
comment on column case_texts.tokens is 'Chinese as pairs of characters, Latin as words, and on which day and in which 4 weeks since 1970 the case was opened (~d, ~m)';
update case_texts t set open = c.ended_at is null, tokens = t.tokens || array_to_tsvector(array[
    '~d' || floor(extract(epoch from c.opened_at) / 86400), '~m' || floor(extract(epoch from c.opened_at) / 2419200)])
  from cases c where c.id = t.case_id;
alter table case_texts alter column open drop default;
drop index if exists case_texts_open;
create index case_texts_open on case_texts using gin (tokens) where open;

drop function if exists find_case_texts(tsquery, text, integer);
create function find_case_texts(query tsquery, phrase text, most integer) returns setof uuid
language sql stable security definer set search_path from current
as $$ select case_id from case_texts where tokens @@ query and (phrase = '' or strpos(body, phrase) > 0) limit most $$;
comment on function find_case_texts is 'cases: ids of cases whose text matches; the caller''s row policies apply to what is then read';
drop function if exists find_open_case_texts(tsquery, text, integer);
create function find_open_case_texts(query tsquery, phrase text, most integer) returns setof uuid
language sql stable security definer set search_path from current
as $$ select case_id from case_texts where open and tokens @@ query and (phrase = '' or strpos(body, phrase) > 0) limit most $$;
comment on function find_open_case_texts is 'cases: the same among open cases';
drop function if exists match_case_texts(uuid[], tsquery, text);
create function match_case_texts(ids uuid[], query tsquery, phrase text) returns setof uuid
language sql stable security definer set search_path from current
as $$ select case_id from case_texts where case_id = any (ids) and tokens @@ query and (phrase = '' or strpos(body, phrase) > 0) $$;
comment on function match_case_texts is 'cases: which of these cases match';
drop function if exists find_assisted_cases(uuid[], integer);
create function find_assisted_cases(units uuid[], most integer) returns setof uuid
language sql stable security definer set search_path from current
as $$ select id from cases where assisting_unit_ids <> '{}' and assisting_unit_ids && units limit most $$;
comment on function find_assisted_cases is 'cases: ids of cases these units assist in; the caller''s row policies apply to what is then read';
revoke all on function find_case_texts(tsquery, text, integer), find_open_case_texts(tsquery, text, integer), match_case_texts(uuid[], tsquery, text), find_assisted_cases(uuid[], integer) from public;
grant execute on function find_case_texts(tsquery, text, integer), find_open_case_texts(tsquery, text, integer), match_case_texts(uuid[], tsquery, text), find_assisted_cases(uuid[], integer) to :app_role;
