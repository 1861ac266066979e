-- Whoever leaves ends every position on that day. What a position's own end was is kept, so that a departure that is
-- taken back gives back exactly what it took.
alter table employee_position add column ended_by_leaving {bool} not null default false;
alter table employee_position add column end_before_leaving {date};
update employee_position set ended_by_leaving = true
where exists (select 1 from employee e where e.id = employee_position.employee and e.valid_to = employee_position.valid_to);
