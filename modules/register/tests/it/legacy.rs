//! Old registers: read, cut off, gone on with, and checked.

use kernel::{Clock, Role};
use register::{Direction, LegacyField, LegacySource, Mapping, RegisterError};
use std::io::Write;
use testkit::{Fresh, employee};

const HEADS: &str = "Αρ. Πρωτ.;Ημερομηνία;Είδος κίνησης;Θέμα;Αποστολέας / Αποδέκτης;Αρ. Εγγράφου;Παρατηρήσεις";

fn source(folder: &std::path::Path, text: &[u8]) -> LegacySource {
    let path = folder.join("old.csv");
    std::fs::File::create(&path).unwrap().write_all(text).unwrap();
    let heads: Vec<String> = HEADS.split(';').map(str::to_owned).collect();
    LegacySource {
        path, file_name: "old.csv".into(), book: "Πρωτόκολλο 2019".into(), mapping: Mapping::guess(&heads)
    }
}

#[test]
fn headings_are_understood() {
    let heads: Vec<String> = HEADS.split(';').map(str::to_owned).collect();
    let guessed = Mapping::guess(&heads).0;
    use LegacyField as F;
    for (field, place) in [
        (F::Number, 0),
        (F::Date, 1),
        (F::Direction, 2),
        (F::Subject, 3),
        (F::Correspondent, 4),
        (F::TheirNumber, 5),
        (F::Remarks, 6),
    ] {
        assert_eq!(guessed.get(&field), Some(&place), "{field}");
    }
}

/// An old register of 2019 with a hole of three, a double, a date of another year, one that is none, a line without a
/// number.
fn faulty() -> String {
    let mut text = format!("{HEADS}\n");
    for n in 1..=5_000 {
        match n {
            100..=102 => {}
            200 => text.push_str("199;20/03/2019;ΕΙΣ;Διπλό;Χ;;\n"),
            300 => text.push_str("300/2019;20/03/2018;ΕΞ;Άλλο έτος;Χ;;\n"),
            400 => text.push_str("400/2019;31/02/2019;ΕΣ;Αδύνατη;Χ;;\n"),
            500 => text.push_str("χωρίς;20/03/2019;;Χωρίς αριθμό;Χ;;\n"),
            _ => text.push_str(&format!("{n};20-03-19 10:15;Εισερχόμενο;Θέμα {n};Εστίαση ΟΕ;77/Α;\n")),
        }
    }
    text
}

#[tokio::test]
async fn an_import_that_was_cut_off_goes_on_and_the_report_finds_what_is_wrong() {
    for town in Fresh::each().await {
        let text = faulty();
        let (clerk, clock) = (employee(Role::Clerk), Clock::fixed(town.clock.now()));
        let source = source(town.folder.path(), text.as_bytes());
        let run = register::legacy_dry_run(&mut town.read(&clerk).await, &source).await.unwrap();
        assert_eq!((run.rows, run.good, run.refused.len()), (4_997, 4_996, 1));

        let refused = register::import_legacy(&town.db, employee(Role::Head), &clock, source.clone(), |_| {}).await;
        assert!(matches!(refused, Err(RegisterError::Forbidden(_))));
        // The first run dies after its first batch.
        let (db, cut, again) = (town.db.clone(), source.clone(), clerk.clone());
        let died = tokio::spawn(async move {
            let clock = Clock::fixed(testkit::instant("2026-11-23T12:05:31Z"));
            register::import_legacy(&db, again, &clock, cut, |_| panic!("cut off")).await
        });
        assert!(died.await.is_err());
        let mut heard = Vec::new();
        // Half an import has no report yet, and goes on as it began.
        let mut cx = town.read(&clerk).await;
        let half = register::legacy_imports(&mut cx).await.unwrap().remove(0);
        assert_eq!((half.rows_done, half.finished_at), (2_000, None));
        assert!(register::continuity(&mut cx, half.id, 2019).await.unwrap().is_none());
        let mut other = source.clone();
        other.mapping.0.insert(LegacyField::Subject, 4);
        let refused = register::import_legacy(&town.db, clerk.clone(), &clock, other, |_| panic!("mixed")).await;
        assert!(matches!(refused, Err(RegisterError::OtherMapping(begun)) if begun == source.mapping));
        let done =
            register::import_legacy(&town.db, clerk.clone(), &clock, source.clone(), |p| heard.push(p.rows_done));
        let done = done.await.unwrap();
        assert_eq!((done.rows_done, done.imported, heard), (4_997, 4_996, vec![4_000, 4_997]));
        // With other columns it would be another register.
        let mut other = source.clone();
        other.mapping.0.remove(&LegacyField::Remarks);
        let refused = register::import_legacy(&town.db, clerk.clone(), &clock, other, |_| {}).await;
        assert!(matches!(refused, Err(RegisterError::OtherMapping(_))), "{refused:?}");
        // Once more does nothing.
        let same = register::import_legacy(&town.db, clerk.clone(), &clock, source, |_| panic!("again")).await.unwrap();
        assert_eq!((same.id, same.imported), (done.id, 4_996));

        let mut cx = town.read(&employee(Role::Auditor)).await;
        assert_eq!(register::legacy_years(&mut cx, done.id).await.unwrap(), [2019]);
        let report = register::continuity(&mut cx, done.id, 2019).await.unwrap().unwrap();
        assert_eq!((report.count, report.last, report.missing), (4_996, 5_000, 5));
        assert_eq!(report.gaps, [(100, 102), (200, 200), (500, 500)]);
        assert_eq!((report.doubled, report.doubles), (1, vec!["199".to_owned()]));
        let dates: Vec<_> = report.dates.iter().map(|(number, _, why)| (*number, why.as_str())).collect();
        assert_eq!(dates, [(300, "register-legacy-date-year"), (400, "register-legacy-date-unreadable")]);
        let refused = register::legacy_refused(&mut cx, done.id).await.unwrap();
        // Rows are numbered as in the spreadsheet; the headings are the first.
        let row = 1 + text.lines().skip(1).position(|line| line.starts_with("χωρίς")).unwrap() as i64 + 1;
        assert_eq!(refused, run.refused);
        assert_eq!((refused[0].row, refused[0].value.as_str()), (row, "χωρίς"));
        let lines = register::legacy_lines(&mut cx, done.id, 2019, (398, i64::MAX)).await.unwrap();
        assert_eq!((lines.len(), lines[1].direction), (50, Some(Direction::Internal)));
    }
}

#[tokio::test]
async fn old_programs_wrote_greek_in_their_own_way() {
    let town = Fresh::sqlite().await;
    // «7;1/2/1998;ΕΙΣ;Θέμα» in Windows-1253.
    let mut text = HEADS.as_bytes().to_vec();
    text.extend(b"\n7\xe1;1/2/1998;\xc5\xc9\xd3;\xc8\xdd\xec\xe1;;;\n");
    let run =
        register::legacy_dry_run(&mut town.read(&employee(Role::Clerk)).await, &source(town.folder.path(), &text))
            .await
            .unwrap();
    let line = &run.sample[0];
    assert_eq!((line.number, line.suffix.as_str(), line.year, line.subject.as_str()), (7, "α", 1998, "Θέμα"));
}

#[tokio::test]
async fn a_dry_run_tells_which_rows_are_refused_and_what_is_missing() {
    let town = Fresh::sqlite().await;
    let text = format!(
        "{HEADS}\n1;5/1/2012;;Θέμα;;;\n7;31/02/2012;;Θέμα;;;\nαβγ;6/1/2012;;Θέμα;;;\n;6/1/2012;;Θέμα;;;\n\
         8;;;Θέμα;;;\n9;χθες;;Θέμα;;;\n4;7.1.12;;Θέμα;;;\n4;7-1-2012;;Θέμα;;;\n"
    );
    let source = source(town.folder.path(), text.as_bytes());
    let run = register::legacy_dry_run(&mut town.read(&employee(Role::Clerk)).await, &source).await.unwrap();
    let refused: Vec<_> = run.refused.iter().map(|r| (r.row, r.reason.as_str(), r.value.as_str())).collect();
    let expected = [
        (3, "register-legacy-no-day", "31/02/2012"),
        (4, "register-legacy-wrong-number", "αβγ"),
        (5, "register-legacy-no-number", ""),
        (6, "register-legacy-no-year", ""),
        (7, "register-legacy-wrong-date", "χθες"),
    ];
    assert_eq!(refused, expected);
    let year = &run.continuity[0];
    assert_eq!((year.year, year.count, &year.gaps, year.doubled), (2012, 3, &vec![(2, 3)], 1));
}

#[tokio::test]
async fn a_table_is_looked_into_by_its_sender_only() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        let id = register::legacy_uploaded(&mut cx, " Πρωτόκολλο  2019 ", "old.csv", [7; 32]).await.unwrap();
        let unnamed = register::legacy_uploaded(&mut cx, " ", "old.csv", [7; 32]).await;
        assert!(matches!(unnamed, Err(RegisterError::Invalid(_))));
        cx.commit().await.unwrap();
        let upload = register::legacy_upload(&mut town.read(&clerk).await, id).await.unwrap();
        assert_eq!((upload.book.as_str(), upload.sha256.as_slice()), ("Πρωτόκολλο 2019", &[7_u8; 32][..]));
        let other = register::legacy_upload(&mut town.read(&employee(Role::Clerk)).await, id).await;
        assert!(matches!(other, Err(RegisterError::NotFound)));
        let source = source(town.folder.path(), HEADS.as_bytes());
        let mut cx = town.read(&employee(Role::Head)).await;
        assert!(matches!(register::legacy_upload(&mut cx, id).await, Err(RegisterError::Forbidden(_))));
        let looked = register::legacy_preview(&mut cx, &source.path).await;
        assert!(matches!(looked, Err(RegisterError::Forbidden(_))));
        assert!(matches!(register::legacy_dry_run(&mut cx, &source).await, Err(RegisterError::Forbidden(_))));
        // After a day it is forgotten, as its bytes are.
        town.clock.set(testkit::instant("2026-11-24T12:05:32Z"));
        let mut cx = town.write(&clerk).await;
        register::legacy_uploaded(&mut cx, "Άλλο", "old.csv", [8; 32]).await.unwrap();
        assert!(matches!(register::legacy_upload(&mut cx, id).await, Err(RegisterError::NotFound)));
    }
}

#[tokio::test]
async fn no_page_of_an_old_register_goes_over_all_its_lines() {
    let town = Fresh::sqlite().await;
    let mut cx = town.read(&employee(Role::Auditor)).await;
    let of_lines = |s: &&db::Statement| s.text.contains("from legacy_entry") || s.text.contains("from legacy_report");
    let statements: Vec<_> = db::statements().filter(of_lines).collect();
    assert!(statements.len() >= 4, "{statements:?}");
    for statement in statements {
        let plan = cx.tx.select(statement.text).plan().await.unwrap();
        assert!(plan.iter().all(|step| step.starts_with("SEARCH") || step.contains("LAST")), "{statement:?} {plan:?}");
    }
}
