-- Accounts and roles are changed by the program itself and by those who manage accounts (app.accounts), by nobody else's transaction.
drop policy accounts_insert on accounts;
drop policy accounts_update on accounts;
drop policy role_grants_insert on role_grants;
drop policy role_grants_update on role_grants;
create policy accounts_insert on accounts for insert
  with check (current_setting('app.write', true) = 'on' and (current_setting('app.actor', true) = 'system' or current_setting('app.accounts', true) = 'on'));
create policy accounts_update on accounts for update
  using (current_setting('app.write', true) = 'on' and (current_setting('app.actor', true) = 'system' or current_setting('app.accounts', true) = 'on'))
  with check (current_setting('app.write', true) = 'on');
create policy role_grants_insert on role_grants for insert
  with check (current_setting('app.write', true) = 'on' and (current_setting('app.actor', true) = 'system' or current_setting('app.accounts', true) = 'on'));
create policy role_grants_update on role_grants for update
  using (current_setting('app.write', true) = 'on' and (current_setting('app.actor', true) = 'system' or current_setting('app.accounts', true) = 'on'))
  with check (current_setting('app.write', true) = 'on');
