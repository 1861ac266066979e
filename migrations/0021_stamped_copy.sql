-- A copy of a file with the number above its first page: made once, kept beside the original, no part of what the entry
-- states.
create table stamped_copy (
    original {uuid} primary key not null references file (id),
    file {uuid} not null references file (id),
    entry {uuid} not null references entry (id)
){strict};
create index stamped_copy_entry on stamped_copy (entry);
create index stamped_copy_file on stamped_copy (file);
