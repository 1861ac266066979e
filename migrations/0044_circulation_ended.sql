-- What is done is read from its end, however long a unit has been there; and a digest looks at what is new only.
create index assignment_unit_ended on assignment (unit, id) where state in ('done', 'returned', 'withdrawn');
create index assignment_employee_ended on assignment (employee, id) where state in ('done', 'returned', 'withdrawn');
create index assignment_unit_made on assignment (unit, made_at);
create index assignment_returned on assignment (ended_at) where state = 'returned';
create index entry_unassigned_unit on entry (competent, year, number) where handling = 'unassigned';
-- When the text of a file is known, what it goes with changes.
create index comment_file_file on comment_file (file);
-- Mails name their sender in letters of any case.
create index correspondent_email_lower on correspondent (lower(email));
-- What was counted of an assignment as an example for others, to be taken back when it did not stay there.
alter table assignment add column counted_unit {uuid};
alter table assignment add column counted_sender {uuid};
alter table assignment add column counted_folder {text};
update assignment set counted_unit = unit,
  counted_sender = (select e.correspondent from entry e where e.year = assignment.year and e.number = assignment.number),
  counted_folder = (select e.folder from entry e where e.year = assignment.year and e.number = assignment.number)
where parent is null and purpose = 'action' and state not in ('returned', 'withdrawn');
-- What goes out waits for nobody in the protocol office, unless somebody gave it back.
update entry set handling = null
where handling = 'unassigned' and direction = 'outgoing' and not exists (
  select 1 from assignment a where a.year = entry.year and a.number = entry.number and a.purpose = 'action'
    and a.state = 'returned' and a.parent is null);
