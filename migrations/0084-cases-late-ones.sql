-- Cases closed late are few among the closed, and asked for by area and by unit: from the newest back.
create index cases_late on cases (area_path, opened_at desc) where not on_time;
create index cases_late_of_unit on cases (lead_unit_path, opened_at desc) where not on_time;
