-- Entries that got their number before their paper was scanned.
create table scan_awaited (
    year {int} not null,
    number {int} not null,
    since {instant} not null,
    primary key (year, number),
    foreign key (year, number) references entry (year, number)
){keyed};
