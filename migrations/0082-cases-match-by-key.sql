-- Which of these cases match is read from their own texts: the CASE keeps the index of words out of it, which would gather every match of the city first.
create or replace function match_case_texts(ids uuid[], query tsquery, phrase text) returns setof uuid
language sql stable security definer set search_path from current
as $$ select case_id from case_texts where case_id = any (ids) and case when tokens @@ query then phrase = '' or strpos(body, phrase) > 0 else false end $$;
