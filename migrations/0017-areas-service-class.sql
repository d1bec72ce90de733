alter table areas add column service_class text check (service_class in ('core', 'main', 'ordinary'));
comment on column areas.service_class is 'class for limits that differ by area (A core, B main, C ordinary); empty: that of the nearest area above with one';
