//! Mails that wait for the protocol.

use crate::{AppError, arrivals};
use http_shell::Town;
use kernel::Clock;
use mailbox::Limits;

/// Head and text of each.
const MAILS: [&str; 4] = [
    "From: Ελένη Μαυρίδου <e.mavridou@example.gr>\nSubject: Αίτηση για κοπή δέντρου στην οδό Αιόλου 14\n\
     Message-ID: <1@example.gr>\nContent-Type: text/plain; charset=utf-8\n\n\
     Καλημέρα σας,\n\nστο πεζοδρόμιο της οδού Αιόλου 14 υπάρχει ένα πεύκο με σπασμένα κλαδιά πάνω από την είσοδο του\n\
     παιδικού σταθμού. Παρακαλώ να γίνει αυτοψία.\n\nΜε εκτίμηση,\nΕλένη Μαυρίδου\n",
    "From: Τμήμα Τιμολόγησης <invoices@electricity.example.gr>\nSubject: Λογαριασμός ρεύματος 11/2026, παροχή 4 10233871-02\n\
     Message-ID: <2@electricity.example.gr>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
     --b\nContent-Type: text/html; charset=utf-8\n\n<p>Σας αποστέλλουμε τον λογαριασμό του μηνός.</p>\n\
     --b\nContent-Type: text/plain; charset=utf-8; name=\"logariasmos.txt\"\nContent-Disposition: attachment; filename=\"logariasmos.txt\"\n\n\
     Παροχή 4 10233871-02\nΠοσό 1.204,18 €\n\
     --b\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\nContent-Transfer-Encoding: base64\n\neJ8+Ig==\n--b--\n",
    "From: Γραφείο Γραμματείας <secretary@school.example.gr>\nSubject:\nMessage-ID: <3@school.example.gr>\n\
     Content-Type: text/plain; charset=utf-8\n\nΣας διαβιβάζουμε τα πρακτικά της σχολικής επιτροπής.\n",
    "From: Νίκος Δήμου <n.dimou@example.gr>\nSubject: Εκτός γραφείου\nMessage-ID: <4@example.gr>\n\
     Auto-Submitted: auto-replied\nContent-Type: text/plain; charset=utf-8\n\nΛείπω έως τις 30 του μηνός.\n",
];

/// Takes them in, as the mailbox does.
pub(super) async fn make(town: &Town, clock: &Clock) -> Result<(), AppError> {
    for mail in MAILS {
        let letter = mailbox::read(mail.as_bytes(), Limits { text: 10_000, parts: 10 })?;
        arrivals::kept(town, clock, letter, None, None).await?;
    }
    Ok(())
}
