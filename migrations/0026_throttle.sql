-- Wrong passwords are counted by who was tried and from where, so that a stranger who guesses keeps nobody out who sits
-- elsewhere. Whom: the SHA-256 of the user name, so that names that do not exist are counted alike, and what somebody
-- typed in the wrong field is not kept. An empty name or address counts all of them.
create table throttle (
    name {bytes} not null,
    address {text} not null,
    failures {int} not null,
    since {instant} not null,
    until {instant},
    primary key (name, address)
){strict};
-- The 50 days came with ν. 3242/2004; openlaw.e-themis.gov.gr, ν. 2690/1999 άρθρο 4 παρ. 1, shows which article.
update law_number set effective_from = '2004-05-24', legal_basis = 'ν. 2690/1999 άρθρο 4 παρ. 1, όπως αντικαταστάθηκε με το άρθρο 6 παρ. 1 του ν. 3242/2004'
where key = 'answer_days' and effective_from = '2004-02-11' and legal_basis = 'ν. 2690/1999 άρθρο 4 παρ. 1, ν. 3230/2004 άρθρο 6'
  and not exists (select 1 from law_number n where n.key = 'answer_days' and n.effective_from = '2004-05-24');
