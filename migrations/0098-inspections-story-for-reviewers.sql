-- Whoever may see a visit may read its story, and that of what it found. The sub-queries stand under the row policies of visits and findings themselves.
-- Rounds, draws and letters, which are subjects of events too, stay with those who see the whole city.
drop policy inspection_events_read on inspection_events;
create policy inspection_events_read on inspection_events for select using (
  current_setting('app.areas', true) = '*' or current_setting('app.audit', true) = 'on'
  or exists (select 1 from visits v where v.id = subject_id) or exists (select 1 from findings f where f.id = subject_id));
