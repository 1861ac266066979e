-- What came to units to be dealt with is counted and listed by the day on which it came.
create index stop_acts_day on stop (arrived_day, assignment) where acts;
