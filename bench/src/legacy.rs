//! Taking in an old register: cut off by a kill at a third, then gone on with to the end.

use crate::{Size, report::Report};
use kernel::EmployeeId;
use std::{
    fs::File,
    io::{BufWriter, Read, Write},
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};
use testkit::Office;

/// An old register of twelve years: now and then a number is missing, stands twice, or has no date.
fn write(path: &Path, rows: i64) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    writeln!(out, "Α/Α;Ημερομηνία;Είδος;Θέμα;Αποστολέας").unwrap();
    let of_year = rows / 12 + 1;
    for row in 0..rows {
        let (year, number) = (2006 + row / of_year, 1 + row % of_year);
        let (number, day) = match row % 10_007 {
            5_000 => (number - 1, "03/02"),
            7_000 => (number, "31/02"),
            _ => (number, "03/02"),
        };
        let way = if row % 3 == 0 { "Εξερχόμενο" } else { "Εισερχόμενο" };
        writeln!(out, "{number};{day}/{year};{way};Διαβίβαση εγγράφων {row};Υπηρεσία {}", row % 900).unwrap();
    }
    out.into_inner().unwrap();
}

fn import(program: &Path, config: &Path, table: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["import", "--book", "Παλαιό πρωτόκολλο", "--config"]).arg(config).arg(table);
    command
}

/// Kills the import when it has told of `rows` rows.
fn cut_off(mut command: Command, rows: i64) -> i64 {
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = String::new();
    let mut from = process.stderr.take().unwrap();
    let mut bytes = [0; 64];
    let mut last = 0;
    while last < rows {
        let read = from.read(&mut bytes).unwrap();
        if read == 0 {
            break;
        }
        told.push_str(&String::from_utf8_lossy(&bytes[..read]));
        last = told.rsplit('\r').find_map(|line| line.strip_suffix(" rows")?.parse().ok()).unwrap_or(last);
    }
    process.kill().unwrap();
    process.wait().unwrap();
    last
}

/// Measures one engine.
pub async fn measure(size: &Size, report: &Report, postgres: Option<&str>) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let database = postgres.map(|server| format!("{server}#b_{}", EmployeeId::new().0.simple()));
    let office = Office::make(folder.path(), database).await;
    let (config, table) = (office.configure(), folder.path().join("old.csv"));
    write(&table, size.legacy);
    let start = Instant::now();
    let reached = cut_off(import(&size.program, &config, &table), size.legacy / 3);
    let done = import(&size.program, &config, &table).output().unwrap();
    let words = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{words}{}", String::from_utf8_lossy(&done.stderr));
    let engine = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
    let took = start.elapsed().as_secs_f64();
    let words = words.lines().next().unwrap_or_default();
    report.note(&format!("{engine}: {}, killed at {reached}, in {took:.0} s", words.trim()));
}
