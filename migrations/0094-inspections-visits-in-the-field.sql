-- A photo belongs to one row of a repeat, not only to its question.
alter table visit_files add column instance integer not null default 0 check (instance >= 0);
comment on column visit_files.instance is 'row of the repeat the question stands in, from 0';
-- A finding that nobody has decided yet goes with the answer it came from, when a later version of the visit no longer says so.
create policy findings_delete on findings for delete using (current_setting('app.write', true) = 'on' and state = 'proposed');
grant delete on findings to :app_role;
create index visits_ended on visits (ended_at desc, id desc) where ended_at is not null;
comment on column findings.decided_by is 'empty where the program decided: an accepted visit''s own findings, or findings at submission';
