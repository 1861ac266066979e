-- When the services of a municipality open and close, in minutes after midnight: each sets its own, from a day on.
insert into law_number (key, effective_from, value, legal_basis) values
    ('office_opens', '1999-04-09', 420, 'Ωράριο λειτουργίας των υπηρεσιών του Δήμου'),
    ('office_closes', '1999-04-09', 900, 'Ωράριο λειτουργίας των υπηρεσιών του Δήμου');
