//! Greek as people type it.

use crate::{document, index, numbers};
use fulltext::{Query, Search, Wanted, Within, passage, words};

#[test]
fn words_are_found_in_any_form() {
    let index = index(&[
        document(1, "Αίτηση άδειας χρήσης πεζοδρομίου", "Έχοντας υπόψη τις αποφάσεις του Δημοτικού Συμβουλίου"),
        document(2, "Μετακίνηση υπαλλήλου στη Θεσσαλονίκη", "Ὑπηρεσιακή ἀνάγκη"),
        document(3, "ΠΡΟΜΗΘΕΙΑ ΕΞΟΠΛΙΣΜΟΥ", "της πόλεως των Χανίων"),
    ]);
    for (q, expected) in [
        ("αδεια", &[1][..]),
        ("ΆΔΕΙΕΣ πεζοδρόμια", &[1]),
        ("αποφάσεως", &[1]),
        ("απόφαση", &[1]),
        ("adeia", &[1]),
        ("metakinisi ypallilwn", &[2]),
        ("thessaloniki", &[2]),
        ("υπηρεσιακης αναγκης", &[2]),
        ("προμήθειες εξοπλισμού", &[3]),
        ("πόλης", &[3]),
        ("χανια", &[3]),
        ("η προμήθεια του", &[3]),
        ("πεζοδρ*", &[1]),
        ("\"δημοτικού συμβουλίου\"", &[1]),
        ("\"συμβουλίου δημοτικού\"", &[]),
        ("«δημοτικο συμβουλιο»", &[1]),
        ("θέμα:απόφαση", &[]),
        ("θέμα:άδεια", &[1]),
        ("υπαλλήλου -θεσσαλονίκη", &[]),
        ("-θεσσαλονίκη", &[1, 3]),
        ("υπαλλήλου –θεσσαλονίκη", &[]),
        ("−θεσσαλονίκη", &[1, 3]),
        ("μετακίνηση – θεσσαλονίκη", &[2]),
        ("πεζοδρόμιο*", &[1]),
        ("άδεια*", &[1]),
        ("αποφάσεις*", &[1]),
        ("ανύπαρκτο", &[]),
    ] {
        assert_eq!(numbers(&index, q), expected, "{q}");
    }
}

#[test]
fn codes_are_found_however_they_are_written() {
    let index = index(&[
        document(1, "Δαπάνη", "ΑΔΑ: 9ΙΘ34653Π8-196, ΑΔAΜ: 23PAY012334294, ΥΠΕΝ/ΕΠΛ/29743/76"),
        document(2, "Όχημα ΧΑΝ-1234", "ΑΦΜ 094019245"),
        document(3, "Οφειλή", "RF18 9072 2390 0000 1234 5678"),
    ]);
    for (q, expected) in [
        ("9ΙΘ34653Π8-196", &[1][..]),
        ("9ιθ34653π8-196", &[1]),
        ("23ΡΑΥ012334294", &[1]),
        ("23PAY012334294", &[1]),
        ("29743/76", &[1]),
        ("ΥΠΕΝ/ΕΠΛ/29743/76", &[1]),
        ("29743/77", &[]),
        ("ΧΑΝ1234", &[2]),
        ("XAN 1234", &[2]),
        ("χαν-1234", &[2]),
        ("094019245", &[2]),
        ("RF18907223900000", &[]),
        ("RF1890722390000012345678", &[3]),
        ("rf18 9072 2390 0000 1234 5678", &[3]),
    ] {
        assert_eq!(numbers(&index, q), expected, "{q}");
    }
}

#[test]
fn whatever_is_typed_is_a_question() {
    let index = index(&[document(1, "Άδεια", "")]);
    for q in [
        "",
        " ",
        "\"",
        "-",
        "--",
        "- ",
        "–",
        "−",
        "– ",
        "− –",
        "–ά",
        "1821 – 1830",
        "–\u{a0}x",
        ":",
        "θέμα:",
        "*",
        "a*",
        "\"\"",
        "((",
        "+-*/",
        "-\"",
        "θέμα:\"",
        "𝔞",
        "\0",
        "ά\u{301}",
    ] {
        let query = Query::parse(q);
        index.search(&Search { query, take: 10, ..Search::default() }).unwrap();
    }
    let long = "λέξη ".repeat(10_000);
    assert!(Query::parse(&long).parts.len() <= 16);
    let parsed = Query::parse("από:Παπαδόπουλος -προς:«Δήμος Χανίων» 12:30");
    assert_eq!(
        parsed.parts.iter().map(|p| (p.within, p.excluded)).collect::<Vec<_>>(),
        [(Within::Parties, false), (Within::Parties, true), (Within::All, false)]
    );
}

#[test]
fn a_passage_shows_where_it_stands() {
    let lead = "Λόγος πολύς και άσχετος. ".repeat(40);
    let text = format!("{lead}Εγκρίνεται η   χορήγηση\nάδειας χρήσης πεζοδρομίου στον αιτούντα. {lead}");
    let wanted = Wanted::new(&Query::parse("άδεια πεζοδρόμιο"), []);
    let found = passage(&text, &wanted).unwrap();
    let marked: Vec<_> = found.pieces.iter().filter(|p| p.hit).map(|p| p.text.as_str()).collect();
    assert_eq!((found.hits, marked), (2, vec!["άδειας", "πεζοδρομίου"]));
    let shown: String = found.pieces.iter().map(|p| p.text.as_str()).collect();
    assert!(shown.contains("η χορήγηση άδειας χρήσης πεζοδρομίου στον αιτούντα"), "{shown}");
    assert!(shown.starts_with('…') && shown.ends_with('…') && shown.chars().count() < 400, "{shown}");
    // The best stands behind many hits of one word.
    let many = format!("{} {lead} {}", "άδεια ".repeat(3_000), "άδεια πεζοδρομίου");
    let best = passage(&many, &wanted).unwrap();
    assert_eq!((best.hits, best.pieces.iter().filter(|p| p.hit).count()), (2, 2));
    assert_eq!(passage("τίποτα", &wanted), None);
    assert_eq!(passage("", &wanted), None);
}

#[test]
fn words_keep_their_places() {
    let places: Vec<_> = words("Ο δήμος της πόλεως").into_iter().map(|w| (w.place, w.text)).collect();
    assert_eq!(places, [(1, "δημ".to_owned()), (3, "πολ".to_owned())]);
}
