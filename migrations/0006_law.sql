-- Facts of law: numbers that the legislator changes, each from a day on. The newest row that is in force counts.
create table law_number (
    key {text} not null,
    effective_from {date} not null,
    value {int} not null,
    legal_basis {text} not null,
    primary key (key, effective_from)
){strict};

-- Days on which this municipality's services are closed, beside the holidays of the whole country.
create table local_holiday (
    day {date} primary key not null,
    name {text} not null
){strict};

insert into law_number (key, effective_from, value, legal_basis) values
    ('answer_days', '1999-04-09', 60, 'ν. 2690/1999 άρθρο 4 παρ. 1'),
    ('answer_days', '2004-02-11', 50, 'ν. 2690/1999 άρθρο 4 παρ. 1, ν. 3230/2004 άρθρο 6'),
    ('certificate_days', '1999-04-09', 10, 'ν. 2690/1999 άρθρο 4 παρ. 3'),
    ('document_access_days', '1999-04-09', 20, 'ν. 2690/1999 άρθρο 5 παρ. 6');
