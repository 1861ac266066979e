//! Reading a file, in a process of its own.

use crate::{Means, Reading, Unread, image_text, mail_text, model::tidy, office, pdf_text::Document, plain};
use apart::{ApartError, Limits};
use serde::{Deserialize, Serialize};
use std::{
    io::{self, Read, Write},
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};

/// The hidden command of the program that does the work: [`work`].
pub const COMMAND: &str = "read-file";
/// Pictures of pages take most of it.
const LIMITS: Limits = Limits { memory: 2 << 30, seconds: 300, patient: true };
/// More pages than these are not recognised.
const OCR_PAGES: usize = 200;
/// For longer than this none is begun to be recognised.
const OCR_TIME: Duration = Duration::from_secs(20 * 60);
/// A page with fewer letters than these is a picture with a stamp on it.
const LEAST: usize = 20;

/// Recognition of text on pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ocr {
    /// The program: `tesseract`.
    pub program: String,
    /// The languages: `ell+eng`.
    pub languages: String,
}

/// Where files are read.
#[derive(Debug, Clone)]
pub enum Reader {
    /// In this process: for what is not a stranger's.
    Here,
    /// In a process of its own: this program, which knows [`COMMAND`].
    Apart(PathBuf),
}

#[derive(Serialize, Deserialize)]
struct Job {
    media_type: String,
    ocr: Option<Ocr>,
}

impl Reader {
    /// The text of a file; none where it has none. Pictures are read where `ocr` says by what. To be called on a thread
    /// that may wait.
    ///
    /// # Errors
    /// [`Unread`].
    pub fn read(&self, media_type: &str, bytes: Vec<u8>, ocr: Option<&Ocr>) -> Result<Option<Reading>, Unread> {
        let job = Job { media_type: media_type.to_owned(), ocr: ocr.cloned() };
        let Self::Apart(program) = self else { return read(&job, bytes) };
        if !is_read(media_type, ocr.is_some()) {
            return Err(Unread::Kind);
        }
        let job = serde_json::to_vec(&job).map_err(io::Error::other)?;
        let made = apart::call(program, COMMAND, &job, &bytes)?;
        Ok(serde_json::from_slice(&made).map_err(io::Error::other)?)
    }
}

/// What the process of its own does: reads a job and a file, and writes the text.
pub fn work(input: impl Read, output: impl Write) -> ExitCode {
    apart::answer(LIMITS, input, output, |job, file| {
        let job: Job = serde_json::from_slice(job).map_err(io::Error::other)?;
        Ok(serde_json::to_vec(&read(&job, file)?).map_err(io::Error::other)?)
    })
}

impl From<ApartError> for Unread {
    fn from(error: ApartError) -> Self {
        match error {
            ApartError::Unfit(why) => Self::Unfit(why),
            ApartError::Io(error) => Self::Io(error),
        }
    }
}

impl From<Unread> for ApartError {
    fn from(error: Unread) -> Self {
        match error {
            Unread::Io(error) => Self::Io(error),
            other => Self::Unfit(other.to_string()),
        }
    }
}

fn is_office(media_type: &str) -> bool {
    ["application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."]
        .iter()
        .any(|kind| media_type.starts_with(kind))
}

/// Whether files of this type are read; pictures only where something recognises text on them.
#[must_use]
pub fn is_read(media_type: &str, ocr: bool) -> bool {
    matches!(media_type, "application/pdf" | "message/rfc822")
        || media_type.starts_with("text/")
        || is_office(media_type)
        || (ocr && media_type.starts_with("image/"))
}

fn read(job: &Job, bytes: Vec<u8>) -> Result<Option<Reading>, Unread> {
    let kind = job.media_type.as_str();
    let reading = match (kind, &job.ocr) {
        ("application/pdf", ocr) => pdf(bytes, ocr.as_ref())?,
        ("message/rfc822", _) => Reading::text(mail_text::pages(&bytes)?),
        ("text/html", _) => Reading::text(vec![plain::without_tags(&plain::text(&bytes))]),
        _ if kind.starts_with("text/") => Reading::text(vec![plain::text(&bytes)]),
        _ if is_office(kind) => Reading::text(office::pages(&bytes)?),
        (_, Some(ocr)) if kind.starts_with("image/") => {
            let page = image_text::text(&ocr.program, &ocr.languages, &bytes)?;
            Reading { means: Means::Ocr, pages: vec![page] }
        }
        _ => return Err(Unread::Kind),
    };
    let reading = Reading { pages: tidy(reading.pages), ..reading };
    Ok((!reading.is_empty()).then_some(reading))
}

/// The text layer; pages that have none are recognised, as far as that can be: a page that cannot takes nothing from the
/// others.
fn pdf(bytes: Vec<u8>, ocr: Option<&Ocr>) -> Result<Reading, Unread> {
    let document = Document::open(bytes)?;
    let mut reading = Reading::text(document.pages());
    let Some(ocr) = ocr else { return Ok(reading) };
    let pictures = |page: &String| page.chars().filter(|c| c.is_alphanumeric()).count() < LEAST;
    let scanned = reading.pages.iter().enumerate().filter(|(_, page)| pictures(page)).map(|(at, _)| at);
    let (began, mut failed) = (Instant::now(), None);
    for at in scanned.take(OCR_PAGES).collect::<Vec<_>>() {
        if began.elapsed() > OCR_TIME {
            break;
        }
        let text = document.picture(at).and_then(|picture| image_text::text(&ocr.program, &ocr.languages, &picture));
        match text {
            Ok(text) if text.trim().is_empty() => {}
            Ok(text) => {
                reading.pages[at] = text;
                reading.means = Means::Ocr;
            }
            Err(error) => {
                let is_away = matches!(error, Unread::Io(_));
                failed = failed.or(Some(error));
                // A program that cannot be started can be started for no page.
                if is_away {
                    break;
                }
            }
        }
    }
    match failed {
        Some(error) if reading.is_empty() => Err(error),
        _ => Ok(reading),
    }
}
