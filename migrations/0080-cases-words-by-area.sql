-- Every text also says in which areas its case lies, so that a district looks for a frequent word among its own cases only.
update case_texts t set tokens = t.tokens || array_to_tsvector(a.tokens)
  from cases c cross join lateral (select array_agg('~a' || code) as tokens from unnest(string_to_array(c.area_path, '.')) code where code ~ '^[[:alnum:]_-]+$') a
  where c.id = t.case_id and a.tokens is not null;
comment on column case_texts.tokens is 'Chinese as pairs of characters, Latin as words; on which day and in which 4 weeks since 1970 the case was opened (~d, ~m); the codes of its areas (~a)';
