-- How much a tray holds is read from an index alone: the lines themselves lie far apart in a large register.
create index assignment_unit_open on assignment (unit, state, purpose, due_order, year, number)
  where state in ('waiting', 'in_hand', 'forwarded');
create index assignment_employee_open on assignment (employee, state, purpose, due_order, year, number, unit)
  where employee is not null and state in ('waiting', 'in_hand', 'forwarded');
