create table checklists (
  id uuid primary key,
  code text collate "C" not null unique check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  created_at timestamptz not null,
  retired_at timestamptz
);
comment on table checklists is 'inspections: what is looked at on a visit; the questions stand in versions';
comment on column checklists.retired_at is 'no programme may choose it after this moment';

create table checklist_versions (
  id uuid primary key,
  checklist_id uuid not null references checklists (id),
  version integer not null check (version > 0),
  state text not null check (state in ('draft', 'published', 'retired')),
  title text not null check (title <> ''),
  form jsonb not null,
  items jsonb not null,
  source_name text,
  source_sha256 text,
  created_at timestamptz not null,
  created_by uuid references accounts (id),
  published_at timestamptz,
  published_by uuid references accounts (id),
  unique (checklist_id, version),
  check ((state = 'draft') = (published_at is null))
);
comment on table checklist_versions is 'inspections: a checklist as it stood; a published version is never changed, visits keep the one they were made with';
comment on column checklist_versions.form is 'form definition (platform/forms)';
comment on column checklist_versions.items is 'what is scored: items with weight, category, evidence, threshold, made from the form';
comment on column checklist_versions.source_sha256 is 'XLSForm workbook it was read from, in the file store';
create index checklist_versions_created_by on checklist_versions (created_by) where created_by is not null;
create index checklist_versions_published_by on checklist_versions (published_by) where published_by is not null;

create table programmes (
  id uuid primary key,
  number text collate "C" not null unique check (number <> ''),
  name text not null check (name <> '' and length(name) <= 120),
  kind text not null check (kind in ('daily_patrol', 'weekly_check', 'monthly_cross_check', 'special', 're_inspection', 'unannounced')),
  state text not null check (state in ('draft', 'active', 'paused', 'ended')),
  checklist_id uuid references checklists (id),
  area_id uuid not null references areas (id),
  area_path text collate "C" not null,
  settings jsonb not null,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  created_at timestamptz not null,
  created_by uuid references accounts (id),
  updated_at timestamptz not null
);
comment on table programmes is 'inspections: who visits which places how often with which checklist';
comment on column programmes.settings is 'frame, sample, schedule and team (rules/model.ts ProgrammeSettings)';
comment on column programmes.ends_on is 'last day; empty while open-ended';
create index programmes_checklist on programmes (checklist_id) where checklist_id is not null;
create index programmes_area on programmes (area_id);
create index programmes_created_by on programmes (created_by) where created_by is not null;

create table rounds (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  number integer not null check (number > 0),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  state text not null check (state in ('planned', 'committed', 'drawn', 'closed', 'void')),
  settings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (programme_id, number)
);
comment on table rounds is 'inspections: one period of a programme, with the settings it was planned with';
comment on column rounds.ends_on is 'last day, included';
create index rounds_days on rounds (starts_on, ends_on);

create table draws (
  id uuid primary key,
  round_id uuid not null references rounds (id),
  attempt integer not null check (attempt > 0),
  state text not null check (state in ('committed', 'drawn', 'void')),
  frame jsonb not null,
  frame_sha256 text not null unique check (frame_sha256 ~ '^[0-9a-f]{64}$'),
  seed_source text not null check (seed_source in ('public_value', 'commit_reveal')),
  public_value_name text,
  commitments jsonb not null default '[]',
  reveals jsonb not null default '[]',
  public_value text,
  seed text check (seed ~ '^[0-9a-f]{64}$'),
  result jsonb,
  result_sha256 text check (result_sha256 ~ '^[0-9a-f]{64}$'),
  committed_at timestamptz not null,
  committed_by uuid references accounts (id),
  drawn_at timestamptz,
  drawn_by uuid references accounts (id),
  voided_at timestamptz,
  void_reason text check (void_reason <> ''),
  unique (round_id, attempt),
  check ((state = 'void') = (voided_at is not null)),
  check (state <> 'drawn' or (seed is not null and result is not null and drawn_at > committed_at))
);
comment on table draws is 'inspections: verifiable draws; the frame is published by its hash before the seed can be known, and a frame is drawn from once';
comment on column draws.frame is 'canonical frame: places with strata and probabilities, inspectors with recusals, settings, version of the method';
comment on column draws.public_value_name is 'which public value is going to be the seed, told before it exists';
comment on column draws.commitments is 'two parties'' hashes of their secrets, each with party and time';
comment on column draws.seed is 'SHA-256 of the frame hash and the public value or both secrets';
comment on column draws.result is 'places drawn with tickets, inspectors and days';
create index draws_committed_by on draws (committed_by) where committed_by is not null;
create index draws_drawn_by on draws (drawn_by) where drawn_by is not null;

create table visits (
  id uuid primary key,
  number text collate "C" not null unique check (number <> ''),
  programme_id uuid not null references programmes (id),
  round_id uuid not null references rounds (id),
  draw_id uuid references draws (id),
  place_id uuid references places (id),
  case_id uuid references cases (id),
  area_id uuid not null references areas (id),
  area_path text collate "C" not null,
  unit_id uuid references units (id),
  unit_path text collate "C",
  checklist_version_id uuid not null references checklist_versions (id),
  inspector_ids uuid[] not null,
  planned_on date not null,
  window_from time,
  window_to time check (window_to > window_from),
  stop_order integer check (stop_order > 0),
  stratum text,
  inclusion_probability double precision check (inclusion_probability > 0 and inclusion_probability <= 1),
  state text not null check (state in ('planned', 'started', 'submitted', 'returned', 'accepted', 'missed', 'cancelled')),
  late boolean not null default false,
  started_at timestamptz,
  ended_at timestamptz,
  submitted_at timestamptz,
  received_at timestamptz,
  decided_at timestamptz,
  decided_by uuid references accounts (id),
  reason text,
  submission_id uuid,
  conflict boolean not null default false,
  score double precision check (score between 0 and 100),
  weight_met double precision,
  weight_applicable double precision,
  tally jsonb,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  accuracy_m double precision check (accuracy_m >= 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((lon is null) = (lat is null)),
  check (place_id is not null or case_id is not null),
  check (state not in ('submitted', 'accepted', 'returned') or submission_id is not null)
);
comment on table visits is 'inspections: one visit to one place, from plan to result; the weights it was drawn with stay for ever';
comment on column visits.case_id is 'the case this visit re-inspects; empty for a visit that was drawn or planned';
comment on column visits.unit_id is 'unit that answers for the place on the day of planning';
comment on column visits.inspector_ids is 'who goes, the first leads';
comment on column visits.inclusion_probability is 'probability with which the design drew this place; its inverse is the weight';
comment on column visits.late is 'submitted after its planned day was over, by the time of the visit itself';
comment on column visits.reason is 'why it was returned, missed or cancelled';
comment on column visits.conflict is 'two different submissions stand beside each other until somebody chooses';
comment on column visits.score is '100 times weights met over weights applicable; empty when nothing was applicable';
comment on column visits.tally is 'how many items passed, partly, failed, were not applicable, not observed';
comment on column visits.lon is 'where the visit was made, its own evidence; no other location of an inspector is kept';
create index visits_programme on visits (programme_id, planned_on);
create index visits_round on visits (round_id);
create index visits_draw on visits (draw_id) where draw_id is not null;
create index visits_place on visits (place_id, planned_on desc) where place_id is not null;
create index visits_case on visits (case_id) where case_id is not null;
create index visits_area_id on visits (area_id);
create index visits_area on visits (area_path, planned_on desc);
create index visits_unit_id on visits (unit_id) where unit_id is not null;
create index visits_unit on visits (unit_path, planned_on desc) where unit_path is not null;
create index visits_checklist on visits (checklist_version_id);
create index visits_planned on visits (planned_on) where state in ('planned', 'started');
create index visits_state on visits (state, planned_on desc);
create index visits_inspectors on visits using gin (inspector_ids);
create index visits_decided_by on visits (decided_by) where decided_by is not null;

create table visit_submissions (
  id uuid primary key,
  visit_id uuid not null references visits (id),
  account_id uuid not null references accounts (id),
  device_id text not null check (device_id <> ''),
  revision integer not null check (revision > 0),
  made_at timestamptz not null,
  clock_offset_ms bigint not null default 0,
  received_at timestamptz not null,
  checklist_version_id uuid not null references checklist_versions (id),
  body jsonb not null,
  body_sha256 text not null check (body_sha256 ~ '^[0-9a-f]{64}$'),
  standing text not null check (standing in ('current', 'superseded', 'conflict', 'set_aside')),
  unique (visit_id, device_id, revision)
);
comment on table visit_submissions is 'inspections: what devices sent, whole and unchanged; a repeated one is the same row';
comment on column visit_submissions.made_at is 'when it was made, the device''s clock set right by its offset';
comment on column visit_submissions.clock_offset_ms is 'how far the device''s clock was ahead of the server''s when it was sent';
comment on column visit_submissions.standing is 'current: what the visit says; conflict: differs from the current one and waits for a choice; set_aside: not chosen';
create index visit_submissions_account on visit_submissions (account_id);
create index visit_submissions_checklist on visit_submissions (checklist_version_id);
alter table visits add constraint visits_submission foreign key (submission_id) references visit_submissions (id) deferrable initially deferred;
create index visits_submission_id on visits (submission_id) where submission_id is not null;

create table visit_answers (
  visit_id uuid not null references visits (id),
  item text collate "C" not null check (item <> ''),
  instance integer not null default 0 check (instance >= 0),
  label text not null,
  outcome text not null check (outcome in ('pass', 'partial', 'fail', 'not_applicable', 'not_observed')),
  weight double precision not null check (weight >= 0),
  met double precision not null check (met >= 0 and met <= weight),
  observed integer check (observed >= 0),
  violations integer check (violations >= 0 and violations <= observed),
  value jsonb,
  note text,
  primary key (visit_id, item, instance)
);
comment on table visit_answers is 'inspections: the scored items of the current submission of each visit';
comment on column visit_answers.met is 'weight earned: all of it for a pass, the checklist''s share for a partial one';
comment on column visit_answers.observed is 'people, vehicles or things looked at; never who';
create index visit_answers_item on visit_answers (item);

create table visit_files (
  id uuid primary key,
  visit_id uuid not null references visits (id),
  item text collate "C",
  finding_key text,
  kind text not null check (kind in ('near', 'far', 'reference', 'before', 'after', 'other')),
  original_sha256 text not null,
  view_sha256 text not null,
  thumb_sha256 text not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  taken_at timestamptz,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  accuracy_m double precision check (accuracy_m >= 0),
  added_at timestamptz not null,
  added_by uuid references accounts (id)
);
comment on table visit_files is 'inspections: photos of visits; ids are made by the device, so a repeated upload is the same row';
comment on column visit_files.finding_key is 'the finding outside the list it belongs to, as the device named it';
create index visit_files_visit on visit_files (visit_id);
create index visit_files_added_by on visit_files (added_by) where added_by is not null;

create table findings (
  id uuid primary key,
  visit_id uuid not null references visits (id),
  place_id uuid references places (id),
  key text collate "C" not null,
  item text collate "C",
  category_id uuid references categories (id),
  description text not null,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  state text not null check (state in ('proposed', 'case_made', 'joined', 'dismissed')),
  case_id uuid references cases (id),
  decided_at timestamptz,
  decided_by uuid references accounts (id),
  reason text,
  created_at timestamptz not null,
  unique (visit_id, key),
  check ((state in ('case_made', 'joined')) = (case_id is not null)),
  check ((lon is null) = (lat is null))
);
comment on table findings is 'inspections: what a visit found wrong; each becomes a case, joins an open one, or is dismissed with a reason';
comment on column findings.key is 'item:instance for a failed item, or the device''s own key for a problem outside the list';
create index findings_place on findings (place_id) where place_id is not null;
create index findings_category on findings (category_id) where category_id is not null;
create index findings_case on findings (case_id) where case_id is not null;
create index findings_state on findings (state, created_at desc);
create index findings_decided_by on findings (decided_by) where decided_by is not null;

create table recusals (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  kind text not null check (kind in ('home_area', 'interest')),
  area_id uuid references areas (id),
  place_id uuid references places (id),
  unit_id uuid references units (id),
  reason text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  created_at timestamptz not null,
  created_by uuid references accounts (id),
  check (num_nonnulls(area_id, place_id, unit_id) = 1)
);
comment on table recusals is 'inspections: where an inspector must not inspect: home area, or a declared interest in a place or unit';
create index recusals_account on recusals (account_id);
create index recusals_area on recusals (area_id) where area_id is not null;
create index recusals_place on recusals (place_id) where place_id is not null;
create index recusals_unit on recusals (unit_id) where unit_id is not null;
create index recusals_created_by on recusals (created_by) where created_by is not null;

create table feedback_letters (
  id uuid primary key,
  number text collate "C" not null unique check (number <> ''),
  week_starts_on date not null,
  unit_id uuid references units (id),
  unit_path text collate "C",
  area_id uuid references areas (id),
  area_path text collate "C",
  state text not null check (state in ('draft', 'reviewed', 'sent', 'acknowledged', 'withdrawn')),
  data jsonb not null,
  note text not null default '',
  generated_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid references accounts (id),
  sent_at timestamptz,
  sent_by uuid references accounts (id),
  acknowledged_at timestamptz,
  acknowledged_by uuid references accounts (id),
  acknowledgement text,
  unique nulls not distinct (week_starts_on, unit_id, area_id),
  check (num_nonnulls(unit_id, area_id) = 1)
);
comment on table feedback_letters is 'inspections: weekly feedback to a unit or a district, with the figures as they stood';
comment on column feedback_letters.data is 'frozen lists and figures of the week (rules/feedback.ts)';
comment on column feedback_letters.note is 'words of the reviewer, printed above the lists';
create index feedback_letters_unit on feedback_letters (unit_id) where unit_id is not null;
create index feedback_letters_area on feedback_letters (area_id) where area_id is not null;
create index feedback_letters_reviewed_by on feedback_letters (reviewed_by) where reviewed_by is not null;
create index feedback_letters_sent_by on feedback_letters (sent_by) where sent_by is not null;
create index feedback_letters_acknowledged_by on feedback_letters (acknowledged_by) where acknowledged_by is not null;

create table badge_kinds (
  code text collate "C" primary key check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  name text not null unique check (name <> ''),
  rules jsonb not null,
  retired_at timestamptz
);
comment on table badge_kinds is 'inspections: signs a place may earn, such as 示范路口, with what earns, keeps and loses them';

create table badges (
  id uuid primary key,
  kind_code text collate "C" not null references badge_kinds (code),
  place_id uuid not null references places (id),
  area_path text collate "C" not null,
  state text not null check (state in ('accepted', 'kept', 'revoked', 'expired')),
  accepted_on date not null,
  review_due_on date not null check (review_due_on > accepted_on),
  ended_on date check (ended_on >= accepted_on),
  reason text not null default '',
  created_at timestamptz not null,
  created_by uuid references accounts (id),
  updated_at timestamptz not null,
  check ((state in ('revoked', 'expired')) = (ended_on is not null))
);
comment on table badges is 'inspections: signs held by places: accepted, kept at each review, revoked on relapse, expired when nobody reviews';
create unique index badges_one_at_a_time on badges (kind_code, place_id) where ended_on is null;
create index badges_place on badges (place_id);
create index badges_due on badges (review_due_on) where ended_on is null;
create index badges_created_by on badges (created_by) where created_by is not null;

create table inspection_events (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  subject_id uuid not null,
  actor text not null check (actor <> ''),
  at timestamptz not null,
  data jsonb not null
);
comment on table inspection_events is 'inspections: what was planned, drawn, voided, visited, decided, by whom and when; only ever added to';
comment on column inspection_events.subject_id is 'programme, round, draw, visit, finding, letter or badge';
comment on column inspection_events.actor is 'account id, or system for deeds of the clock and of the machine''s administrator';
create index inspection_events_subject on inspection_events (subject_id, at);
create index inspection_events_at on inspection_events (at);

alter table checklists enable row level security;
alter table checklist_versions enable row level security;
alter table programmes enable row level security;
alter table rounds enable row level security;
alter table draws enable row level security;
alter table visits enable row level security;
alter table visit_submissions enable row level security;
alter table visit_answers enable row level security;
alter table visit_files enable row level security;
alter table findings enable row level security;
alter table recusals enable row level security;
alter table feedback_letters enable row level security;
alter table badge_kinds enable row level security;
alter table badges enable row level security;
alter table inspection_events enable row level security;

-- Checklists, programmes, rounds and badges are known to all staff; a place that is going to be visited is not.
create policy checklists_read on checklists for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy checklists_write on checklists for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy checklist_versions_read on checklist_versions for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy checklist_versions_write on checklist_versions for all using (current_setting('app.write', true) = 'on' and state = 'draft')
  with check (current_setting('app.write', true) = 'on');
create policy checklist_versions_retire on checklist_versions for update using (current_setting('app.write', true) = 'on' and state = 'published')
  with check (current_setting('app.write', true) = 'on' and state = 'retired');
create policy programmes_read on programmes for select using (current_setting('app.staff', true) = 'on' or current_setting('app.actor', true) = 'system');
create policy programmes_write on programmes for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy rounds_read on rounds for select using (current_setting('app.staff', true) = 'on' or current_setting('app.actor', true) = 'system');
create policy rounds_write on rounds for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
-- The hash of a frame is public; the frame and its result only when those who plan see them, or the round is over (server/draws decides what is told).
create policy draws_read on draws for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy draws_write on draws for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');

create policy visits_read on visits for select using (
  current_setting('app.areas', true) = '*'
  or current_setting('app.visit', true) = '*'
  or id::text = current_setting('app.visit', true)
  or exists (select 1 from unnest(string_to_array(nullif(current_setting('app.areas', true), ''), ',')) p where starts_with(area_path || '.', p || '.'))
  or (nullif(current_setting('app.account', true), '')::uuid = any (inspector_ids))
  or (state = 'accepted' and exists (select 1 from unnest(string_to_array(nullif(current_setting('app.units', true), ''), ',')) p where starts_with(unit_path || '.', p || '.')))
);
create policy visits_insert on visits for insert with check (current_setting('app.write', true) = 'on');
create policy visits_update on visits for update using (
  current_setting('app.write', true) = 'on' and (
    current_setting('app.areas', true) = '*'
    or current_setting('app.visit', true) = '*'
    or id::text = current_setting('app.visit', true)
    or exists (select 1 from unnest(string_to_array(nullif(current_setting('app.areas', true), ''), ',')) p where starts_with(area_path || '.', p || '.'))
    or (nullif(current_setting('app.account', true), '')::uuid = any (inspector_ids))))
  with check (current_setting('app.write', true) = 'on');
create policy visits_delete on visits for delete using (current_setting('app.write', true) = 'on' and state = 'planned' and submission_id is null);
create policy visit_submissions_read on visit_submissions for select using (exists (select 1 from visits v where v.id = visit_id));
create policy visit_submissions_insert on visit_submissions for insert with check (current_setting('app.write', true) = 'on');
create policy visit_submissions_update on visit_submissions for update using (current_setting('app.write', true) = 'on' and exists (select 1 from visits v where v.id = visit_id))
  with check (current_setting('app.write', true) = 'on');
create policy visit_answers_read on visit_answers for select using (exists (select 1 from visits v where v.id = visit_id));
create policy visit_answers_write on visit_answers for all using (current_setting('app.write', true) = 'on' and exists (select 1 from visits v where v.id = visit_id))
  with check (current_setting('app.write', true) = 'on');
create policy visit_files_read on visit_files for select using (exists (select 1 from visits v where v.id = visit_id));
create policy visit_files_insert on visit_files for insert with check (current_setting('app.write', true) = 'on');
create policy findings_read on findings for select using (exists (select 1 from visits v where v.id = visit_id));
create policy findings_insert on findings for insert with check (current_setting('app.write', true) = 'on');
create policy findings_update on findings for update using (current_setting('app.write', true) = 'on' and exists (select 1 from visits v where v.id = visit_id))
  with check (current_setting('app.write', true) = 'on');
create policy recusals_read on recusals for select using (
  current_setting('app.areas', true) = '*' or account_id::text = nullif(current_setting('app.account', true), '') or current_setting('app.actor', true) = 'system');
create policy recusals_write on recusals for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy feedback_letters_read on feedback_letters for select using (
  current_setting('app.areas', true) = '*'
  or (area_path is not null and exists (select 1 from unnest(string_to_array(nullif(current_setting('app.areas', true), ''), ',')) p where starts_with(area_path || '.', p || '.')))
  or (state in ('sent', 'acknowledged') and unit_path is not null
    and exists (select 1 from unnest(string_to_array(nullif(current_setting('app.units', true), ''), ',')) p where starts_with(unit_path || '.', p || '.')))
);
create policy feedback_letters_insert on feedback_letters for insert with check (current_setting('app.write', true) = 'on');
create policy feedback_letters_update on feedback_letters for update using (current_setting('app.write', true) = 'on' and (
  current_setting('app.areas', true) = '*'
  or (area_path is not null and exists (select 1 from unnest(string_to_array(nullif(current_setting('app.areas', true), ''), ',')) p where starts_with(area_path || '.', p || '.')))
  or (unit_path is not null and exists (select 1 from unnest(string_to_array(nullif(current_setting('app.units', true), ''), ',')) p where starts_with(unit_path || '.', p || '.')))))
  with check (current_setting('app.write', true) = 'on');
create policy badge_kinds_read on badge_kinds for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy badge_kinds_write on badge_kinds for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy badges_read on badges for select using (nullif(current_setting('app.actor', true), '') is not null);
create policy badges_write on badges for all using (current_setting('app.write', true) = 'on') with check (current_setting('app.write', true) = 'on');
create policy inspection_events_read on inspection_events for select using (current_setting('app.areas', true) = '*' or current_setting('app.audit', true) = 'on');
create policy inspection_events_insert on inspection_events for insert with check (current_setting('app.write', true) = 'on');

grant select, insert, update on checklists, checklist_versions, programmes, rounds, draws, visits, visit_submissions, findings, recusals, feedback_letters, badge_kinds, badges to :app_role;
grant delete on checklist_versions, visits, recusals to :app_role;
grant select, insert, update, delete on visit_answers to :app_role;
grant select, insert on visit_files, inspection_events to :app_role;
