-- When each entry changed last, in what people find it by or in who may read it: what is derived from entries catches up
-- from here. The keys are in the order of time.
create table entry_change (
    year {int} not null,
    number {int} not null,
    changed {uuid} not null,
    primary key (year, number)
){keyed};
create unique index entry_change_order on entry_change (changed);
insert into entry_change (year, number, changed) select year, number, id from entry;
