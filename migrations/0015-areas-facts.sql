-- What other capabilities may read of areas. The reader's own row policies hold (security_invoker).
create view area_facts with (security_invoker = true) as select id, code, level, name, name_key, parent_id, path, valid_from, valid_to from areas;
comment on view area_facts is 'areas: names, codes and places in the tree, for lists and figures of other capabilities';
grant select on area_facts to :app_role;
