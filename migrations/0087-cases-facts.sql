-- What other capabilities may read of cases. The reader's own row policies hold (security_invoker).
create view case_facts with (security_invoker = true) as
  select id, number, state, stage, source, title, urgency, category_id, category_path, area_id, area_path, place_id, lon, lat, lead_unit_id, lead_unit_path, cover_file_id,
    opened_at, registered_at, handled_at, checked_at, closed_at, ended_at, due_at, overdue_at, on_time, close_reason, return_count, rework_count, reopen_count, parent_id, merged_into_id, updated_at
  from cases;
comment on view case_facts is 'cases: the current state of cases without who reported or handles them, for places, visits and figures of other capabilities';
grant select on case_facts to :app_role;
create view case_photo_facts with (security_invoker = true) as
  select id, case_id, kind, width, height, taken_at, added_at from case_files where case_id is not null;
comment on view case_photo_facts is 'cases: photos of cases by kind, for showing before and after; the bytes go through the files route of cases';
grant select on case_photo_facts to :app_role;
