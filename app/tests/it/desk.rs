//! What the register desk is asked before it goes on, and told when something is wrong.

use crate::{
    demo::{Demo, demo},
    people::{Browser, password},
    program,
};
use kernel::Role;
use std::fs;

async fn clerk(demo: &Demo) -> Browser<'_> {
    let (user, secret) = password(demo, Role::Clerk);
    Browser::sign_in(demo, &user, &secret).await.0
}

/// A page as people read it: templates write a slash as a mark.
fn read(page: &str) -> String {
    page.replace("&#x2f;", "/")
}

/// The place of each text, in their order.
fn in_order(page: &str, texts: &[&str]) {
    let page = &read(page);
    let place = |text: &&str| page.find(*text).unwrap_or_else(|| panic!("{text} is not in: {page}"));
    let places: Vec<_> = texts.iter().map(place).collect();
    assert!(places.is_sorted(), "{texts:?}: {places:?}");
}

#[tokio::test]
async fn a_folder_closes_when_it_was_asked_and_says_so() {
    let demo = demo().await;
    let mut clerk = clerk(&demo).await;
    let asked = read(&clerk.get("/desk/folders?close=15.3").await.text);
    assert!(asked.contains("Να κλείσει ο φάκελος 15.3;") && asked.contains("Από 24/11/2026"), "{asked}");
    for _ in 0..2 {
        let done = clerk.post("/desk/folders", "/desk/folders", &[("end", "15.3")]).await;
        assert_eq!((done.status, done.to.as_str()), (303, "/desk/folders?closed=15.3"));
    }
    let shown = read(&clerk.get("/desk/folders?closed=15.3").await.text);
    assert!(shown.contains("Ο φάκελος 15.3 κλείνει από 24/11/2026."), "{shown}");
    assert!(!shown.contains("?close=15.3\""), "the button stayed");
    let done = clerk.post("/desk/folders", "/desk/folders", &[("reopen", "15.3")]).await;
    assert!(clerk.get(&done.to).await.text.contains("Το κλείσιμο του φακέλου 15.3 αναιρέθηκε."));
}

#[tokio::test]
async fn what_seems_to_be_there_already_is_asked_about() {
    let demo = demo().await;
    let mut clerk = clerk(&demo).await;
    let letter = [
        ("direction", "incoming"),
        ("subject", "Πρόσκληση"),
        ("correspondent_name", "Περιφέρεια Αττικής"),
        ("their_number", "486"),
        ("their_date", "5.11"),
        ("language", "el"),
    ];
    assert_eq!(clerk.register(&letter, "ένα").await.status, 303);
    let asked = clerk.register(&letter, "δύο").await;
    assert_eq!(asked.status, 409);
    let said = "Υπάρχει ήδη η εγγραφή 1/2026 με τον ίδιο αποστολέα, αριθμό και ημερομηνία.";
    let shown = read(&asked.text);
    assert!(shown.contains(said) && shown.contains("href=\"/desk/register/2026/1\""), "{shown}");
    let mut again = letter.to_vec();
    again.push(("despite", "1/2026"));
    assert_eq!(clerk.register(&again, "τρία").await.status, 303);
    // What was confirmed is what was shown: now the file is in another entry too.
    assert_eq!(clerk.register(&again, "τρία").await.status, 409);
    let asked =
        clerk.register(&[("subject", "Άλλο"), ("correspondent_name", "Άλλος"), ("language", "el")], "τρία").await;
    assert_eq!(asked.status, 409);
    assert!(asked.text.contains("Το αρχείο «α.txt» υπάρχει ήδη στην εγγραφή"), "{}", asked.text);
}

#[tokio::test]
async fn every_mistake_is_said_in_the_order_of_the_form() {
    let demo = demo().await;
    let mut clerk = clerk(&demo).await;
    let long = "α".repeat(1_001);
    let form = [
        ("direction", "outgoing"),
        ("subject", &long),
        ("correspondent_tax_id", "1"),
        ("their_date", "31.2.26"),
        ("related", "χ"),
        ("language", "el"),
    ];
    let page = clerk.register(&form, "ένα").await;
    assert_eq!(page.status, 422);
    in_order(
        &page.text,
        &[
            "Το θέμα μπορεί να έχει έως 1.000 χαρακτήρες.",
            "Γράψτε τον αποδέκτη.",
            "Ο ΑΦΜ δεν είναι σωστός",
            "Η ημερομηνία 31/2/2026 δεν υπάρχει.",
            "Γράψτε αριθμούς πρωτοκόλλου, π.χ. 123/2026.",
        ],
    );
    for (typed, said) in [
        ("24/11/2026", "Η ημερομηνία εγγράφου είναι μεταγενέστερη της σημερινής."),
        ("χθες", "Η ημερομηνία δεν είναι σωστή. Γράψτε την π.χ. 22/11/2026."),
    ] {
        let form = [("subject", "Θέμα"), ("correspondent_name", "Χ"), ("language", "el"), ("their_date", typed)];
        let page = clerk.register(&form, "ένα").await;
        assert!(page.status == 422 && read(&page.text).contains(said), "{typed}: {}", page.text);
    }
}

#[tokio::test]
async fn what_is_no_unit_and_no_recipient_is_said_and_stays_typed() {
    let demo = demo().await;
    let mut clerk = clerk(&demo).await;
    let no_unit = "Επιλέξτε μονάδα του οργανογράμματος";
    for (field, typed, said) in [
        ("competent_unit", "0190b6a2-0000-7000-8000-000000000000", no_unit),
        ("competent_unit", "άλφα", no_unit),
        ("confidentiality", "secret", "Η τιμή δεν υπάρχει."),
        ("further", "Δήμος Νησίδος; 123456789", "Δήμος Νησίδος: ο ΑΦΜ δεν είναι σωστός."),
        ("further", "; a@b.gr", "Κάθε γραμμή αρχίζει με το όνομα"),
    ] {
        let form = [("subject", "Θέμα"), ("correspondent_name", "Χ"), ("language", "el"), (field, typed)];
        let page = clerk.register(&form, "ένα").await;
        assert!(page.status == 422 && read(&page.text).contains(said), "{typed}: {}", page.text);
        assert!(field != "further" || read(&page.text).contains(typed), "{typed}: {}", page.text);
    }
}

#[tokio::test]
async fn wrong_filters_are_said_and_nothing_is_listed() {
    let demo = demo().await;
    let mut clerk = clerk(&demo).await;
    for (query, said) in [
        ("year=abc", "Το έτος έχει τέσσερα ψηφία, π.χ. 2026."),
        ("from=%CF%87%CE%B8%CE%B5%CF%82", "Η ημερομηνία δεν είναι σωστή."),
        ("from=5.11.26&to=4/11/2026", "Το «Έως» είναι πριν από το «Από»."),
        ("state=maybe", "Η τιμή δεν υπάρχει."),
    ] {
        let page = clerk.get(&format!("/desk/register?{query}")).await;
        assert!(page.status == 422 && page.text.contains(said), "{query}: {}", page.text);
        assert!(!page.text.contains("/desk/register/export"), "{query}");
        assert_eq!(clerk.get(&format!("/desk/register/export?{query}&format=csv")).await.status, 400, "{query}");
    }
    assert_eq!(clerk.get("/desk/register?from=5.11&to=23.11.26").await.status, 200);
}

#[tokio::test]
async fn an_answer_goes_to_the_sender_and_names_what_it_answers() {
    let demo = demo().await;
    let mut clerk = clerk(&demo).await;
    let letter = [
        ("subject", "Αίτηση"),
        ("correspondent_name", "Ζωή Νέου"),
        ("their_number", "77"),
        ("their_date", "1/11/2026"),
        ("language", "el"),
    ];
    assert_eq!(clerk.register(&letter, "ένα").await.status, 303);
    let reply = clerk.get("/desk/register/new?reply=2026-1").await.text;
    in_order(&reply, &["value=\"outgoing\" selected", "value=\"Ζωή Νέου\"", "value=\"1/2026\""]);
    let copy = clerk.get("/desk/register/new?copy=2026-1").await.text;
    in_order(&copy, &["value=\"incoming\" selected", "value=\"Αίτηση\"", "value=\"Ζωή Νέου\""]);
    for page in [reply, copy] {
        let page = read(&page);
        assert!(!page.contains("value=\"77\"") && !page.contains("value=\"01/11/2026\""), "{page}");
    }
}

#[test]
fn an_import_says_in_words_what_is_lost_and_what_is_missing() {
    let folder = program::installation();
    let folder = folder.path();
    let table = "Αρ. Πρωτ.;Ημερομηνία;Θέμα\n1;2/1/2012;Πρώτο\nαβγ;31/02/2012;Χ\n4;3/1/2012;Δεύτερο\n4;3/1/2012;Διπλό\n";
    fs::write(folder.join("old.csv"), table).unwrap();
    let import = ["import", "--config", "asty.toml", "--municipality", "asty", "--book", "Παλαιό"];
    let run = |more: &[&'static str]| [&import[..], more].concat();
    for said in [program::good(folder, &run(&["--dry-run", "old.csv"])), program::good(folder, &run(&["old.csv"]))] {
        for words in [
            "row 3: the number \"αβγ\" is not right",
            "2012: 2 numbers are missing: 2 to 3",
            "2012: 1 double numbers: 4",
        ] {
            assert!(said.contains(words), "{words} is not in: {said}");
        }
    }
    assert!(program::bad(folder, &run(&["nofile.csv"])).contains("nofile.csv cannot be read"));
    assert!(program::bad(folder, &run(&["asty.toml"])).contains("asty.toml is no table"));
    fs::write(folder.join("other.csv"), "α;β\n1;2\n").unwrap();
    assert!(program::bad(folder, &run(&["other.csv"])).contains("no column is headed as the register number"));
}
