//! Where papers come in by themselves.

use super::{
    section::section,
    value::{Folder, Secret, Size},
};
use std::path::PathBuf;

section! {
    /// The mailbox whose mails become proposals for the protocol, read over IMAP. Two municipalities never share one.
    Mailbox at "mailbox" {
        /// The host name of its server. Left empty: no mail is read.
        server: Option<String> = "";
        /// Its port. Left empty: 993, or 143 without TLS.
        port: Option<u16> = "";
        /// tls from the first byte, or none: for a server on the same machine only.
        security: mailbox::Security = "tls";
        /// The user by which the program is let in.
        user: Option<String> = "";
        /// The password of that user.
        password: Option<Secret> = "";
        /// The folder in which mails arrive.
        inbox: Folder = "INBOX";
        /// The folder to which a mail is moved when it was registered; it is made where it is missing.
        registered: Folder = "Registered";
        /// The folder to which a mail is moved when it was refused.
        refused: Folder = "Refused";
        /// How the mail server that takes mails in calls itself in `Authentication-Results` (RFC 8601), when it checks
        /// who sent them: rules register only mails of which it says that the domain of the sender sent them (DMARC, or
        /// DKIM where the domain has no rule). It must remove every header that a mail brings along in its name
        /// (OpenDKIM: `RemoveARAll`). Left empty: rules believe what each mail says, and anybody can write anybody's
        /// address.
        sender_checked_by: Option<String> = "";
        /// How often it is looked for new mails, seconds.
        every: u16 = "60";
        /// The largest mail that is taken; of a larger one only the head is shown.
        max_mail: Size = "50 MiB";
        /// A file with a certificate (PEM) to be trusted beside those of the system: for a server of the house.
        authority: Option<PathBuf> = "";
        /// After so many days what was refused is forgotten, from the mailbox and from the scanner: sender, subject, text and
        /// files. The decision stays, and the mail itself where it was moved. 0: never.
        keep_refused: u16 = "90";
    }
}

section! {
    /// The folder into which scanners drop their files, which become proposals for the protocol. Two municipalities never
    /// share one.
    Scans at "scans" {
        /// The folder. Left empty: none. What was taken is moved to `done` in it, what cannot be taken to `refused`, with
        /// the reason beside it; both are yours to empty.
        folder: Option<PathBuf> = "";
        /// How often it is looked for new files, seconds. A file is taken when it has not grown from one look to the next.
        every: u16 = "10";
    }
}
