-- What other capabilities may read of accounts. The reader's own row policies hold (security_invoker).
create view account_facts with (security_invoker = true) as select id, display_name, disabled_at from accounts;
comment on view account_facts is 'access: the names of accounts, for the stories of cases';
grant select on account_facts to :app_role;
