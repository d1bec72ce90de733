alter table badge_kinds add column name_en text not null default '' check (length(name_en) <= 80);
comment on column badge_kinds.name_en is 'the name in English; empty: the name itself is shown';
comment on column badge_kinds.rules is 'what earns, keeps and loses the badge (rules/badges.ts BadgeRules)';
alter table badges
  add column reviewed_on date check (reviewed_on >= accepted_on),
  add column basis jsonb not null default '{}';
comment on column badges.reviewed_on is 'day of the last review that kept it; empty before the first';
comment on column badges.reason is 'words of whoever decided last; empty where the clock did';
comment on column badges.basis is 'what the last decision stood on: the rule and its figures (rules/badges.ts Basis)';

-- A badge is a public sign: how it was earned and lost is known to all staff.
create policy inspection_events_badges on inspection_events for select using (
  kind like 'badge.%' and (current_setting('app.staff', true) = 'on' or current_setting('app.actor', true) = 'system'));

-- The last results of a place are asked for by every list of places.
create index visits_results on visits (place_id, planned_on desc, id desc) where state = 'accepted' and place_id is not null;
