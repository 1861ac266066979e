-- Of what people do not want to be told by e-mail; what is not here, they are told.
create table notice_refusal (
    employee {uuid} not null references employee (id),
    kind {text} not null,
    primary key (employee, kind)
){keyed};
-- What is about to be late is looked for every day.
create index assignment_due on assignment (due_order, id) where state in ('waiting', 'in_hand') and due is not null;
