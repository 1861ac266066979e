-- To whom a comment is addressed, so that they find it in the program too; none where nobody is, and for what was said before.
alter table comment add column told_unit {uuid};
alter table comment add column told_employee {uuid};
create index comment_told_unit on comment (told_unit, id) where told_unit is not null and told_employee is null;
create index comment_told_employee on comment (told_employee, id) where told_employee is not null;
