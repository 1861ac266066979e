//! Until when an entry is answered.

use super::Result;
use db::Cx;
use kernel::{Day, Instant};
use register::{Direction, Fields};

/// The last day on which an incoming application is answered in time (law 2690/1999, article 4, with the number of days
/// in force when it came); none for what asks for no answer. The calendar is no secret.
///
/// # Errors
/// What the database refuses.
pub async fn answer_by(cx: &mut Cx, fields: &Fields, at: Instant) -> Result<Option<Day>> {
    if fields.direction != Direction::Incoming || !fields.kind.awaits_answer() {
        return Ok(None);
    }
    Ok(Some(law::last_day(cx, law::Key::AnswerDays, at.day()).await?))
}
