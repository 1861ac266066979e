//! Names that nobody bears on purpose, and the dice that choose them.

/// A sequence that is the same each time: the demo of tomorrow is the demo of today.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides` (SplitMix64).
    pub(super) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides.max(1) as u64).unwrap_or(0)
    }

    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }
}

/// Surname of a man, of a woman, and as Latin letters have it.
const SURNAMES: [(&str, &str, &str); 64] = [
    ("Αγγελόπουλος", "Αγγελοπούλου", "angelopoulos"),
    ("Αθανασίου", "Αθανασίου", "athanasiou"),
    ("Αλεξίου", "Αλεξίου", "alexiou"),
    ("Αναγνώστου", "Αναγνώστου", "anagnostou"),
    ("Αντωνίου", "Αντωνίου", "antoniou"),
    ("Αποστόλου", "Αποστόλου", "apostolou"),
    ("Βασιλείου", "Βασιλείου", "vasileiou"),
    ("Βλάχος", "Βλάχου", "vlachos"),
    ("Γαλάνης", "Γαλάνη", "galanis"),
    ("Γεωργίου", "Γεωργίου", "georgiou"),
    ("Γιαννόπουλος", "Γιαννοπούλου", "giannopoulos"),
    ("Γκίκας", "Γκίκα", "gkikas"),
    ("Δημητρίου", "Δημητρίου", "dimitriou"),
    ("Δημόπουλος", "Δημοπούλου", "dimopoulos"),
    ("Διαμαντής", "Διαμαντή", "diamantis"),
    ("Ευαγγέλου", "Ευαγγέλου", "evangelou"),
    ("Ζαφειρίου", "Ζαφειρίου", "zafeiriou"),
    ("Ζέρβας", "Ζέρβα", "zervas"),
    ("Ηλιόπουλος", "Ηλιοπούλου", "iliopoulos"),
    ("Θεοδώρου", "Θεοδώρου", "theodorou"),
    ("Ιωάννου", "Ιωάννου", "ioannou"),
    ("Καλογερόπουλος", "Καλογεροπούλου", "kalogeropoulos"),
    ("Καραγιάννης", "Καραγιάννη", "karagiannis"),
    ("Καραμάνος", "Καραμάνου", "karamanos"),
    ("Κατσαρός", "Κατσαρού", "katsaros"),
    ("Κόκκινος", "Κόκκινου", "kokkinos"),
    ("Κολοβός", "Κολοβού", "kolovos"),
    ("Κωνσταντίνου", "Κωνσταντίνου", "konstantinou"),
    ("Κωστόπουλος", "Κωστοπούλου", "kostopoulos"),
    ("Λάμπρου", "Λάμπρου", "lamprou"),
    ("Λιάπης", "Λιάπη", "liapis"),
    ("Λογοθέτης", "Λογοθέτη", "logothetis"),
    ("Μακρής", "Μακρή", "makris"),
    ("Μανωλάς", "Μανωλά", "manolas"),
    ("Μαρκόπουλος", "Μαρκοπούλου", "markopoulos"),
    ("Μαυρίδης", "Μαυρίδου", "mavridis"),
    ("Μελάς", "Μελά", "melas"),
    ("Μιχαηλίδης", "Μιχαηλίδου", "michailidis"),
    ("Μπαλτάς", "Μπαλτά", "baltas"),
    ("Νικολάου", "Νικολάου", "nikolaou"),
    ("Ξανθόπουλος", "Ξανθοπούλου", "xanthopoulos"),
    ("Οικονόμου", "Οικονόμου", "oikonomou"),
    ("Παναγιωτίδης", "Παναγιωτίδου", "panagiotidis"),
    ("Παπαδόπουλος", "Παπαδοπούλου", "papadopoulos"),
    ("Παππάς", "Παππά", "pappas"),
    ("Πετρίδης", "Πετρίδου", "petridis"),
    ("Πολίτης", "Πολίτη", "politis"),
    ("Ράπτης", "Ράπτη", "raptis"),
    ("Ρήγας", "Ρήγα", "rigas"),
    ("Σαμαράς", "Σαμαρά", "samaras"),
    ("Σιδέρης", "Σιδέρη", "sideris"),
    ("Σκούρας", "Σκούρα", "skouras"),
    ("Σπανός", "Σπανού", "spanos"),
    ("Σταυρόπουλος", "Σταυροπούλου", "stavropoulos"),
    ("Σωτηρίου", "Σωτηρίου", "sotiriou"),
    ("Τσακίρης", "Τσακίρη", "tsakiris"),
    ("Τσιγκρής", "Τσιγκρή", "tsigkris"),
    ("Φιλίππου", "Φιλίππου", "filippou"),
    ("Φωτόπουλος", "Φωτοπούλου", "fotopoulos"),
    ("Χαραλάμπους", "Χαραλάμπους", "charalampous"),
    ("Χατζής", "Χατζή", "chatzis"),
    ("Χρήστου", "Χρήστου", "christou"),
    ("Ψαρρός", "Ψαρρού", "psarros"),
    ("Ώριμος", "Ώριμου", "orimos"),
];
const MEN: [(&str, &str); 20] = [
    ("Γεώργιος", "georgios"),
    ("Δημήτριος", "dimitrios"),
    ("Κωνσταντίνος", "konstantinos"),
    ("Ιωάννης", "ioannis"),
    ("Νικόλαος", "nikolaos"),
    ("Χρήστος", "christos"),
    ("Παναγιώτης", "panagiotis"),
    ("Βασίλειος", "vasileios"),
    ("Αθανάσιος", "athanasios"),
    ("Μιχαήλ", "michail"),
    ("Ευάγγελος", "evangelos"),
    ("Σπυρίδων", "spyridon"),
    ("Ανδρέας", "andreas"),
    ("Θεόδωρος", "theodoros"),
    ("Εμμανουήλ", "emmanouil"),
    ("Αλέξανδρος", "alexandros"),
    ("Στέφανος", "stefanos"),
    ("Πέτρος", "petros"),
    ("Σταύρος", "stavros"),
    ("Ηλίας", "ilias"),
];
const WOMEN: [(&str, &str); 20] = [
    ("Μαρία", "maria"),
    ("Ελένη", "eleni"),
    ("Αικατερίνη", "aikaterini"),
    ("Βασιλική", "vasiliki"),
    ("Σοφία", "sofia"),
    ("Αγγελική", "angeliki"),
    ("Γεωργία", "georgia"),
    ("Δήμητρα", "dimitra"),
    ("Κωνσταντίνα", "konstantina"),
    ("Παρασκευή", "paraskevi"),
    ("Άννα", "anna"),
    ("Ιωάννα", "ioanna"),
    ("Ευαγγελία", "evangelia"),
    ("Αναστασία", "anastasia"),
    ("Ειρήνη", "eirini"),
    ("Χριστίνα", "christina"),
    ("Αλεξάνδρα", "alexandra"),
    ("Φωτεινή", "foteini"),
    ("Ευγενία", "evgenia"),
    ("Ζωή", "zoi"),
];
/// Streets, in the genitive as addresses have them.
pub(super) const STREETS: [&str; 16] = [
    "Αθηνάς",
    "Ερμού",
    "Κολοκοτρώνη",
    "Μιαούλη",
    "Κανάρη",
    "Βενιζέλου",
    "Παπαδιαμάντη",
    "Σολωμού",
    "Καποδιστρίου",
    "Ιπποκράτους",
    "Αγίου Νικολάου",
    "28ης Οκτωβρίου",
    "Πλαστήρα",
    "Ρήγα Φεραίου",
    "Θεμιστοκλέους",
    "Ομήρου",
];

/// A person: surname and name as offices write them, name and surname as people do, and as an address has them.
pub(super) struct Person {
    pub formal: String,
    pub name: String,
    pub latin: String,
}

pub(super) fn person(dice: &mut Dice) -> Person {
    let (man, woman, latin) = *dice.pick(&SURNAMES);
    let (surname, first) = if dice.percent(50) { (man, *dice.pick(&MEN)) } else { (woman, *dice.pick(&WOMEN)) };
    Person {
        formal: format!("{surname} {}", first.0),
        name: format!("{} {surname}", first.0),
        latin: format!("{}.{latin}", first.1),
    }
}
