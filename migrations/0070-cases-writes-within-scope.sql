-- A command may change only what its actor may see: an update without a where, or with a wrong one, touches nothing else.
drop policy cases_update on cases;
create policy cases_update on cases for update using (
  current_setting('app.write', true) = 'on' and (
    current_setting('app.areas', true) = '*'
    or current_setting('app.case', true) = '*'
    or id::text = current_setting('app.case', true)
    or exists (select 1 from unnest(string_to_array(nullif(current_setting('app.areas', true), ''), ',')) p where starts_with(area_path || '.', p || '.'))
    or exists (select 1 from unnest(string_to_array(nullif(current_setting('app.units', true), ''), ',')) p where starts_with(lead_unit_path || '.', p || '.'))
    or (assisting_unit_ids <> '{}' and assisting_unit_ids && string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')::uuid[])
    or reported_by::text = nullif(current_setting('app.account', true), '')))
  with check (current_setting('app.write', true) = 'on');
drop policy case_texts_update on case_texts;
create policy case_texts_update on case_texts for update using (current_setting('app.write', true) = 'on' and exists (select 1 from cases c where c.id = case_id))
  with check (current_setting('app.write', true) = 'on');
drop policy case_files_update on case_files;
create policy case_files_update on case_files for update using (
  current_setting('app.write', true) = 'on' and (
    (case_id is not null and exists (select 1 from cases c where c.id = case_id)) or current_setting('app.actor', true) = 'system'
    or secret = any (string_to_array(nullif(current_setting('app.upload', true), ''), ','))))
  with check (current_setting('app.write', true) = 'on');
