alter table draws
  add column public_value_at timestamptz,
  add column content_sha256 text check (content_sha256 ~ '^[0-9a-f]{64}$'),
  add constraint draws_value_after_commitment check (public_value_at is null or public_value_at > committed_at);
comment on column draws.public_value_at is 'when the public value is going to be known; never before the frame was fixed';
comment on column draws.content_sha256 is 'SHA-256 of the frame without its attempt: a draw whose chance was seen may not be repeated on the same content';
create index rounds_programme_days on rounds (programme_id, starts_on);
