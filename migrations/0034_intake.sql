-- What came in by e-mail or from the scanner, and waits for somebody to register it.
create table proposal (
    id {uuid} primary key not null,
    source {text} not null,
    state {text} not null,
    version {int} not null,
    -- SHA-256 of what it says: the same mail is taken once, by whatever way and however often it arrives.
    identity {bytes} not null,
    -- SHA-256 of its bytes as they came.
    sha256 {bytes} not null,
    message_id {text},
    arrived_at {instant} not null,
    sent_at {instant},
    from_name {text} not null,
    from_address {text} not null,
    recipients {text} not null,
    subject {text} not null,
    body {text} not null,
    -- Nobody answers what a program wrote.
    automatic {bool} not null,
    trouble {text},
    -- What a separator sheet or a label on the paper says.
    unit {uuid} references unit (id),
    label_year {int},
    label_number {int},
    claimed_by {uuid},
    claimed_by_name {text},
    claimed_at {instant},
    decided_at {instant},
    decided_by_name {text},
    reason {text},
    entry_year {int},
    entry_number {int},
    foreign key (entry_year, entry_number) references entry (year, number)
){strict};
create unique index proposal_identity on proposal (identity);
create index proposal_tray on proposal (state, id);
create index proposal_sender on proposal (from_address, decided_at) where state = 'registered';
-- Its files; of those that were not taken the name and why.
create table proposal_part (
    proposal {uuid} not null references proposal (id),
    position {int} not null,
    role {text} not null,
    name {text} not null,
    file {uuid} references file (id),
    trouble {text},
    primary key (proposal, position)
){keyed};
-- Where its mails lie in the mailbox, and whether they were brought to their folder.
create table mail_copy (
    validity {int} not null,
    uid {int} not null,
    proposal {uuid} not null references proposal (id),
    filed {bool} not null,
    primary key (validity, uid)
){keyed};
create index mail_copy_new on mail_copy (validity, uid) where filed = false;
-- Whose mails are registered without a person.
create table intake_rule (
    id {uuid} primary key not null,
    sender {text} not null,
    words {text},
    words_folded {text},
    kind {text} not null,
    folder {text},
    unit {uuid} references unit (id),
    made_at {instant} not null,
    made_by_name {text} not null,
    ended_at {instant}
){strict};
