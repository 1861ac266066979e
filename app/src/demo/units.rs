//! The organisation of the demo: Δήμος Άστεως whole, Δήμος Νησίδος as a small island has it.

use identity::UnitKind::{self, CitizenServiceCentre as Kep, Department, Directorate, LocalOffice, Office, Political};

/// A unit: how deep it stands, what it is, its code, its name, how many work there beside its head. With the five
/// accounts that everybody knows the town has 1,000 employees and the island 14.
pub(super) type Row = (usize, UnitKind, &'static str, &'static str, usize);

/// The unit of the protocol office, in every organisation.
pub(super) const PROTOCOL: &str = "protocol";

pub(super) const TOWN: &[Row] = &[
    (0, Political, "mayor", "Δήμαρχος", 0),
    (1, Office, "mayor-office", "Ιδιαίτερο Γραφείο Δημάρχου", 5),
    (1, Office, "secretary-general", "Γενικός Γραμματέας", 2),
    (1, Office, "legal", "Νομική Υπηρεσία", 7),
    (1, Office, "press", "Γραφείο Τύπου και Δημοσίων Σχέσεων", 4),
    (1, Office, "audit", "Μονάδα Εσωτερικού Ελέγχου", 3),
    (1, Office, "dpo", "Υπεύθυνος Προστασίας Δεδομένων", 0),
    (1, Office, "civil-protection", "Τμήμα Πολιτικής Προστασίας", 9),
    (0, Directorate, "administration", "Διεύθυνση Διοικητικών Υπηρεσιών", 1),
    (1, Department, "council-support", "Τμήμα Υποστήριξης Πολιτικών Οργάνων", 9),
    (1, Department, "civil-status", "Τμήμα Δημοτικής Κατάστασης, Ληξιαρχείου και Αλλοδαπών", 21),
    (1, Department, "personnel", "Τμήμα Ανθρώπινου Δυναμικού", 12),
    (1, Department, PROTOCOL, "Τμήμα Πρωτοκόλλου, Διεκπεραίωσης και Αρχείου", 12),
    (0, Directorate, "finance", "Διεύθυνση Οικονομικών Υπηρεσιών", 1),
    (1, Department, "budget", "Τμήμα Προϋπολογισμού και Λογιστηρίου", 14),
    (1, Department, "revenue", "Τμήμα Εσόδων και Περιουσίας", 22),
    (1, Department, "procurement", "Τμήμα Προμηθειών και Αποθήκης", 12),
    (1, Department, "treasury", "Τμήμα Ταμείου", 13),
    (1, Department, "payroll", "Τμήμα Μισθοδοσίας", 7),
    (0, Directorate, "technical", "Διεύθυνση Τεχνικών Υπηρεσιών", 1),
    (1, Department, "studies", "Τμήμα Μελετών και Έργων", 18),
    (1, Department, "roads", "Τμήμα Οδοποιίας και Συντήρησης", 38),
    (1, Department, "electrical", "Τμήμα Ηλεκτρομηχανολογικών", 24),
    (1, Department, "traffic", "Τμήμα Κυκλοφορίας και Συγκοινωνιών", 10),
    (0, Directorate, "environment", "Διεύθυνση Περιβάλλοντος, Καθαριότητας και Πρασίνου", 1),
    (1, Department, "waste", "Τμήμα Αποκομιδής και Ανακύκλωσης", 139),
    (1, Department, "green", "Τμήμα Πρασίνου", 46),
    (1, Department, "playgrounds", "Τμήμα Παιδικών Χαρών", 12),
    (1, Department, "vehicles", "Τμήμα Οχημάτων", 31),
    (1, Department, "pets", "Τμήμα Ζώων Συντροφιάς", 8),
    (1, Department, "cemeteries", "Τμήμα Κοιμητηρίων", 15),
    (0, Directorate, "building", "Διεύθυνση Υπηρεσίας Δόμησης", 1),
    (1, Department, "building-permits", "Τμήμα Έκδοσης Αδειών", 11),
    (1, Department, "building-control", "Τμήμα Ελέγχου Κατασκευών", 9),
    (1, Department, "town-planning", "Τμήμα Πολεοδομικών Εφαρμογών", 8),
    (1, Office, "building-archive", "Αρχείο Υπηρεσίας Δόμησης", 4),
    (0, Directorate, "social", "Διεύθυνση Κοινωνικής Προστασίας, Παιδείας και Πολιτισμού", 1),
    (1, Department, "social-policy", "Τμήμα Κοινωνικής Πολιτικής", 36),
    (1, Office, "community-centre", "Κέντρο Κοινότητας", 9),
    (1, Department, "nurseries", "Τμήμα Προσχολικής Αγωγής", 158),
    (1, Department, "education", "Τμήμα Παιδείας και Δια Βίου Μάθησης", 52),
    (1, Department, "sports", "Τμήμα Αθλητισμού", 26),
    (1, Department, "culture", "Τμήμα Πολιτισμού και Βιβλιοθηκών", 19),
    (0, Directorate, "development", "Διεύθυνση Τοπικής Ανάπτυξης", 1),
    (1, Department, "licensing", "Τμήμα Αδειοδοτήσεων", 12),
    (1, Department, "tourism", "Τμήμα Τουρισμού", 5),
    (0, Directorate, "planning", "Διεύθυνση Προγραμματισμού και ΤΠΕ", 1),
    (1, Department, "it", "Τμήμα Διαφάνειας και Ηλεκτρονικής Διακυβέρνησης", 9),
    (1, Department, "programming", "Τμήμα Προγραμματισμού και Ευρωπαϊκών Προγραμμάτων", 8),
    (0, Directorate, "kep", "Διεύθυνση ΚΕΠ", 1),
    (1, Kep, "kep-centre", "ΚΕΠ Κέντρου", 8),
    (1, Kep, "kep-port", "ΚΕΠ Λιμένος", 6),
    (1, Kep, "kep-north", "ΚΕΠ Άνω Πόλης", 6),
    (1, Kep, "kep-villages", "ΚΕΠ Κοινοτήτων", 4),
    (1, LocalOffice, "local-platania", "Γραφείο Κοινότητας Πλατανιάς", 1),
    (1, LocalOffice, "local-kallithea", "Γραφείο Κοινότητας Καλλιθέας", 1),
    (0, Directorate, "police", "Διεύθυνση Δημοτικής Αστυνομίας", 1),
    (1, Department, "policing", "Τμήμα Αστυνόμευσης", 34),
    (1, Department, "fines", "Τμήμα Διαχείρισης Παραβάσεων", 8),
];

pub(super) const ISLAND: &[Row] = &[
    (0, Political, "mayor", "Δήμαρχος", 0),
    (0, Directorate, "administration", "Διεύθυνση Υπηρεσιών", 0),
    (1, Department, PROTOCOL, "Τμήμα Διοικητικό και Πρωτοκόλλου", 2),
    (1, Department, "finance", "Τμήμα Οικονομικό", 1),
    (1, Department, "technical", "Τμήμα Τεχνικό και Περιβάλλοντος", 1),
    (1, Kep, "kep-centre", "ΚΕΠ Νησίδος", 0),
];
