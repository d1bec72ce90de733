-- What other capabilities may read of units. The reader's own row policies hold (security_invoker).
create view unit_facts with (security_invoker = true) as select id, code, name, name_key, kind, parent_id, path, area_id, valid_from, valid_to from units;
comment on view unit_facts is 'organisations: names, codes and places in the tree, for lists and figures of other capabilities';
grant select on unit_facts to :app_role;
