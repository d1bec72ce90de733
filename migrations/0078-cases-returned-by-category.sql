-- Returned cases of a kind, last changed first: among all returned ones the kind was looked for row by row.
drop index cases_returned;
create index cases_returned on cases (category_path, updated_at desc) where return_count > 0;
