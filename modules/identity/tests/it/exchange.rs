//! The whole organisation, out and in.

use crate::town_with_clerk;
use identity::{PersonDetails, UnitDetails, UnitKind};
use kernel::Role;
use sheets::Sheet;
use testkit::{Fresh, employee};

fn table(text: &str) -> Sheet {
    sheets::read(text.as_bytes()).unwrap().remove(0)
}

/// A town with a past: a unit that was renamed, somebody with a personnel number and an account.
async fn town_with_past(town: &Fresh) {
    let (unit, clerk) = town_with_clerk(town).await;
    let mut cx = town.write(&employee(Role::Administrator)).await;
    let name = "=Τμήμα; «Β»".to_owned();
    let details =
        UnitDetails { parent: None, kind: UnitKind::Office, name, email: None, phone: Some("+30 210".into()) };
    identity::change_unit(&mut cx, unit, details, "2026-01-01".parse().unwrap()).await.unwrap();
    let details =
        PersonDetails { name: "Μαρία Παππά".into(), code: Some("1024".into()), email: None, phone: None };
    identity::change_person(&mut cx, clerk, details).await.unwrap();
    cx.commit().await.unwrap();
}

#[tokio::test]
async fn out_and_in_changes_nothing() {
    for town in Fresh::each().await {
        town_with_past(&town).await;
        let administrator = employee(Role::Administrator);
        let out = identity::export(&mut town.read(&administrator).await).await.unwrap();
        let csv = out.iter().map(|s| sheets::read(&sheets::csv(s)).unwrap().remove(0)).collect();
        for tables in [sheets::read(&sheets::xlsx(&out).unwrap()).unwrap(), csv] {
            let mut cx = town.write(&administrator).await;
            let report = identity::import(&mut cx, &tables).await.unwrap();
            assert_eq!((report.problems.len(), report.counts.unchanged), (0, 3), "{report:?}");
            assert_eq!(report.counts.units_changed + report.counts.people_changed, 0, "{report:?}");
            assert_eq!(identity::export(&mut cx).await.unwrap(), out);
        }
        // The same in an empty town.
        let empty = Fresh::sqlite().await;
        let mut cx = empty.write(&administrator).await;
        let report = identity::import(&mut cx, &out).await.unwrap();
        assert_eq!((report.problems.len(), report.counts.units_added, report.counts.people_added), (0, 1, 1));
        assert_eq!(identity::export(&mut cx).await.unwrap(), out);
    }
}

#[tokio::test]
async fn every_wrong_line_is_named() {
    for town in Fresh::each().await {
        town_with_past(&town).await;
        let units = table(
            "code,parent,kind,name,from,to\n\
             a,,διεύθυνση,Α,2026-01-01,\n\
             b,c,ΤΜΉΜΑ,Β,2026-01-01,\n\
             c,b,Τμήμα,Γ,2026-01-01,\n\
             d,a,κάτι,Δ,2026-01-01,\n\
             e,x,office,Ε,2026-01-01,\n\
             f,a,office,,2026-01-01,\n\
             g,a,office,Η,31/02/2026,\n\
             protocol,,office,Νέο,2026-03-01,\n",
        );
        let people = table(
            "μητρώο;ονοματεπώνυμο;χρήστης;ρόλοι;μονάδα;κύρια;από;έως\n\
             7;Νίκος;maria;;a;ναι;2026-01-01;\n\
             8;Νίκη;niki;βασιλιάς;a;ναι;2026-01-01;\n\
             9;Ντίνα;dina;πρωτόκολλο;nowhere;ναι;2026-01-01;\n\
             10;Λία;;;a;ναι;2026-01-01;2025-01-01\n\
             11;Ρία;;;a;ναι;2026-01-01;\n\
             11;Ρία;;;protocol;ναι;2026-02-01;\n\
             ;Εύα;;;a;ναι;2026-02-01;\n",
        );
        let mut cx = town.write(&employee(Role::Administrator)).await;
        let report = identity::import(&mut cx, &[units, people]).await.unwrap();
        let mut found: Vec<_> = report.problems.iter().map(|p| (p.sheet, p.row, &p.key["identity-".len()..])).collect();
        assert!(found.is_sorted_by_key(|(sheet, row, _)| (*sheet != "units", *row)), "{found:?}");
        found.sort_unstable();
        let wrong = [
            ("people", 2, "problem-user-taken"),
            ("people", 3, "import-role"),
            ("people", 4, "import-unit"),
            ("people", 5, "import-period"),
            ("people", 6, "problem-two-main"),
            ("people", 8, "import-missing-employee"),
            ("units", 3, "problem-parent-below"),
            ("units", 4, "problem-parent-below"),
            ("units", 5, "import-kind"),
            ("units", 6, "import-unit"),
            ("units", 7, "import-missing-name"),
            ("units", 8, "import-date"),
            ("units", 9, "import-overlap"),
        ];
        assert_eq!(found, wrong);
        // A dry run leaves nothing.
        drop(cx);
        let mut cx = town.read(&employee(Role::Administrator)).await;
        assert_eq!(identity::units(&mut cx).await.unwrap().len(), 1);
    }
}
