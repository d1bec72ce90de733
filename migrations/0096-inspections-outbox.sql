alter table feedback_letters
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid references accounts (id),
  add column withdrawn_reason text;
comment on column feedback_letters.area_path is 'path of the district, or of the area the unit answers for: offices of that area see and handle the letter';
comment on column feedback_letters.withdrawn_reason is 'why it was taken back; a new letter of the same week may take its place';
create index feedback_letters_withdrawn_by on feedback_letters (withdrawn_by) where withdrawn_by is not null;
-- A letter that was taken back leaves its place to a new one.
alter table feedback_letters drop constraint feedback_letters_week_starts_on_unit_id_area_id_key;
create unique index feedback_letters_one on feedback_letters (week_starts_on, unit_id, area_id) nulls not distinct where state <> 'withdrawn';
create index feedback_letters_list on feedback_letters (week_starts_on desc, id desc);

create table outbox_mails (
  id uuid primary key,
  letter_id uuid not null references feedback_letters (id),
  recipient text not null check (recipient <> ''),
  subject text not null,
  body text not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'not_configured', 'withdrawn')),
  attempts integer not null default 0 check (attempts >= 0),
  next_try_at timestamptz not null,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  check ((state = 'sent') = (sent_at is not null))
);
comment on table outbox_mails is 'inspections: mails of letters that wait to be sent, and what became of them; sent at least once';
comment on column outbox_mails.id is 'the Message-ID is made from it, so that a mail sent twice is known as one';
comment on column outbox_mails.state is 'waiting; sent; failed after the last try; not_configured: no mail server is set; withdrawn: its letter was taken back before it went';
comment on column outbox_mails.next_try_at is 'not before this moment';
comment on column outbox_mails.last_error is 'what the mail server said last, without passwords';
create index outbox_mails_letter on outbox_mails (letter_id);
create index outbox_mails_due on outbox_mails (next_try_at) where state = 'waiting';
create index outbox_mails_list on outbox_mails (created_at desc, id desc);
alter table outbox_mails enable row level security;
-- Whoever sees the letter sees its mails; the letter's own row policies decide.
create policy outbox_mails_read on outbox_mails for select using (exists (select 1 from feedback_letters l where l.id = letter_id));
create policy outbox_mails_insert on outbox_mails for insert with check (current_setting('app.write', true) = 'on');
create policy outbox_mails_update on outbox_mails for update using (current_setting('app.write', true) = 'on' and exists (select 1 from feedback_letters l where l.id = letter_id))
  with check (current_setting('app.write', true) = 'on');
grant select, insert, update on outbox_mails to :app_role;
