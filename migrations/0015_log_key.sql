-- Each change of the key that signs the log: the words by which the key before handed over, signed by both.
create table log_key (
    leaf {int} primary key not null,
    verifier {text} not null,
    salt {bytes} not null,
    note {text} not null
){strict};
