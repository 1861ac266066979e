-- The Merkle log. The head row is the lock under which time and place in the log are taken.
create table log_head (
    id {int} primary key not null,
    size {int} not null,
    last_at {instant} not null
){strict};
insert into log_head (id, size, last_at) select 1, 0, v.at from (
--sqlite     select 0 as at
--postgres     select to_timestamp(0) as at
) v;
create table log_leaf (
    position {int} primary key not null,
    leaf {text} not null,
    hash {bytes} not null
){strict};
-- Full tiles (C2SP tlog-tiles, 256 hashes): derived, can be rebuilt to the same bytes.
create table log_tile (
    level {int} not null,
    position {int} not null,
    hashes {bytes} not null,
    root {bytes} not null,
    primary key (level, position)
){strict};
