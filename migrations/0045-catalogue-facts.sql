-- What other capabilities may read of categories. The reader's own row policies hold (security_invoker).
create view category_facts with (security_invoker = true) as select id, version_id, code, level, kind, name, name_en, name_key, path from categories;
comment on view category_facts is 'catalogue: names and codes of every version, for lists and figures of other capabilities';
grant select on category_facts to :app_role;
