-- What paper and walking cost this municipality, each from a day on. `source` is empty where nobody has said it yet: then
-- it is an assumption.
create table unit_cost (
    key {text} not null,
    effective_from {date} not null,
    value {int} not null,
    source {text} not null,
    primary key (key, effective_from)
){strict};
insert into unit_cost (key, effective_from, value, source) values
    ('sheets_per_file', '2000-01-01', 2, ''),
    ('paper', '2000-01-01', 80, ''),
    ('printing', '2000-01-01', 200, ''),
    ('envelope', '2000-01-01', 400, ''),
    ('postage', '2000-01-01', 120, ''),
    ('walk_minutes', '2000-01-01', 10, ''),
    ('papers_per_walk', '2000-01-01', 5, ''),
    ('hour', '2000-01-01', 1500, '');
