create table cities (
  slug text primary key check (slug ~ '^[a-z][a-z0-9-]{0,39}$'),
  name text not null check (name <> ''),
  schema_name text not null unique check (schema_name ~ '^city_[a-z][a-z0-9_]{0,39}$'),
  zone text not null,
  hosts text[] not null default '{}',
  demo boolean not null default false,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
comment on table cities is 'platform: the cities of this server, one schema each, chosen by host name or path';
comment on column cities.hosts is 'host names that lead to this city';
comment on column cities.demo is 'true for a generated city: every page says so';
comment on column cities.settings is 'map bounds, tile address, clock configuration and other settings of the city';
grant select on cities to :app_role;

create table sessions (
  token_sha256 bytea primary key,
  city_slug text not null references cities (slug),
  account_id uuid not null,
  csrf_secret text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null default ''
);
comment on table sessions is 'platform: signed-in browsers; only the hash of the token is kept';
create index sessions_city_account on sessions (city_slug, account_id);
create index sessions_expires on sessions (expires_at);
grant select, insert, update, delete on sessions to :app_role;

create table signing_keys (
  key_id text primary key,
  public_key_pem text not null,
  created_at timestamptz not null
);
comment on table signing_keys is 'platform: public halves of the keys that signed ledger digests; the private half lies in the secrets folder';
grant select, insert on signing_keys to :app_role;
