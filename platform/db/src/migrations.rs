//! Migrations: one text for both engines.

use crate::Engine;
use sqlx::{
    AssertSqlSafe, SqlSafeStr,
    migrate::{AppliedMigration, MigrateError, Migration, MigrationType, Migrator},
};

const FILES: &[(i64, &str, &str)] = &[
    (1, "event", include_str!("../../../migrations/0001_event.sql")),
    (2, "identity", include_str!("../../../migrations/0002_identity.sql")),
    (3, "proof", include_str!("../../../migrations/0003_proof.sql")),
    (4, "documents", include_str!("../../../migrations/0004_documents.sql")),
    (5, "register", include_str!("../../../migrations/0005_register.sql")),
    (6, "law", include_str!("../../../migrations/0006_law.sql")),
    (7, "audit", include_str!("../../../migrations/0007_audit.sql")),
    (8, "register_lists", include_str!("../../../migrations/0008_register_lists.sql")),
    (9, "organisation", include_str!("../../../migrations/0009_organisation.sql")),
    (10, "account", include_str!("../../../migrations/0010_account.sql")),
    (11, "once", include_str!("../../../migrations/0011_once.sql")),
    (12, "register_book", include_str!("../../../migrations/0012_register_book.sql")),
    (13, "legacy", include_str!("../../../migrations/0013_legacy.sql")),
    (14, "queue", include_str!("../../../migrations/0014_queue.sql")),
    (15, "log_key", include_str!("../../../migrations/0015_log_key.sql")),
    (16, "correspondent", include_str!("../../../migrations/0016_correspondent.sql")),
    (17, "external_login", include_str!("../../../migrations/0017_external_login.sql")),
    (18, "invitation", include_str!("../../../migrations/0018_invitation.sql")),
    (19, "revision_act", include_str!("../../../migrations/0019_revision_act.sql")),
    (20, "legacy_upload", include_str!("../../../migrations/0020_legacy_upload.sql")),
    (21, "stamped_copy", include_str!("../../../migrations/0021_stamped_copy.sql")),
    (23, "register_double", include_str!("../../../migrations/0023_register_double.sql")),
    (24, "law_past", include_str!("../../../migrations/0024_law_past.sql")),
    (25, "entry_correspondent", include_str!("../../../migrations/0025_entry_correspondent.sql")),
    (26, "throttle", include_str!("../../../migrations/0026_throttle.sql")),
    (27, "leaving", include_str!("../../../migrations/0027_leaving.sql")),
    (28, "circulation", include_str!("../../../migrations/0028_circulation.sql")),
    (29, "absence", include_str!("../../../migrations/0029_absence.sql")),
    (30, "routing", include_str!("../../../migrations/0030_routing.sql")),
    (31, "notice", include_str!("../../../migrations/0031_notice.sql")),
    (32, "entry_change", include_str!("../../../migrations/0032_entry_change.sql")),
    (33, "search", include_str!("../../../migrations/0033_search.sql")),
    (34, "intake", include_str!("../../../migrations/0034_intake.sql")),
    (35, "scan", include_str!("../../../migrations/0035_scan.sql")),
    (37, "statistics", include_str!("../../../migrations/0037_statistics.sql")),
    (38, "cost", include_str!("../../../migrations/0038_cost.sql")),
    (39, "rollout", include_str!("../../../migrations/0039_rollout.sql")),
    (40, "office_hours", include_str!("../../../migrations/0040_office_hours.sql")),
    (41, "circulation_left", include_str!("../../../migrations/0041_circulation_left.sql")),
    (42, "job_remains", include_str!("../../../migrations/0042_job_remains.sql")),
    (43, "intake_rollout", include_str!("../../../migrations/0043_intake_rollout.sql")),
    (44, "circulation_ended", include_str!("../../../migrations/0044_circulation_ended.sql")),
    (45, "addressed", include_str!("../../../migrations/0045_addressed.sql")),
    (46, "tray_counts", include_str!("../../../migrations/0046_tray_counts.sql")),
    (47, "stop_arrived", include_str!("../../../migrations/0047_stop_arrived.sql")),
];

/// Each word, what it is on SQLite, what it is on PostgreSQL.
const WORDS: [(&str, &str, &str); 10] = [
    ("{uuid}", "blob", "uuid"),
    ("{int}", "integer", "bigint"),
    ("{text}", "text", "text"),
    ("{json}", "text", "text"),
    ("{bool}", "integer", "boolean"),
    ("{date}", "text", "date"),
    ("{instant}", "integer", "timestamptz"),
    ("{bytes}", "blob", "bytea"),
    ("{strict}", " strict", ""),
    // Kept in the order of its key, without a second tree.
    ("{keyed}", " strict, without rowid", ""),
];

/// A migration text for one engine. `--sqlite …` and `--postgres …` lines belong to one engine only.
#[must_use]
pub fn text(source: &str, engine: Engine) -> String {
    let (own, other) = match engine {
        Engine::Sqlite => ("--sqlite ", "--postgres "),
        Engine::Postgres => ("--postgres ", "--sqlite "),
    };
    let lines = source.lines().filter(|l| !l.starts_with(other)).map(|l| l.strip_prefix(own).unwrap_or(l));
    let joined = lines.collect::<Vec<_>>().join("\n");
    WORDS
        .iter()
        .fold(joined, |text, (word, lite, pg)| text.replace(word, if engine == Engine::Sqlite { lite } else { pg }))
}

/// The migrations that `applied` lacks, by number and name.
///
/// # Errors
/// When something is applied that this program does not know, or knows with another text.
pub(crate) fn pending(engine: Engine, applied: &[AppliedMigration]) -> Result<Vec<String>, MigrateError> {
    let migrator = migrator(engine);
    for one in applied {
        let own = migrator.iter().find(|m| m.version == one.version);
        let own = own.ok_or(MigrateError::VersionMissing(one.version))?;
        if own.checksum != one.checksum {
            return Err(MigrateError::VersionMismatch(one.version));
        }
    }
    let missing = migrator.iter().filter(|m| applied.iter().all(|a| a.version != m.version));
    Ok(missing.map(|m| format!("{:04}_{}", m.version, m.description)).collect())
}

/// The texts of the migrations, in order.
pub(crate) fn sources() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(_, _, source)| *source)
}

/// The number of the last migration.
#[must_use]
pub fn latest() -> i64 {
    FILES.last().map_or(0, |(version, _, _)| *version)
}

/// How many migrations there are.
#[must_use]
pub fn count() -> usize {
    FILES.len()
}

/// All migrations for `engine`, in order.
#[must_use]
pub fn migrator(engine: Engine) -> Migrator {
    let migrations = FILES.iter().map(|(version, name, source)| {
        let sql = AssertSqlSafe(text(source, engine)).into_sql_str();
        Migration::new(*version, (*name).into(), MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(migrations.collect())
}
