//! QR codes on the pages of a scan. A stranger's file may take much memory and time: to be called in a process of its own.

use hayro::{
    RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render,
    vello_cpu::color::palette::css::WHITE,
};
use image::{GrayImage, ImageReader, Limits};
use rqrr::PreparedImage;
use std::io::Cursor;

/// Dots of an inch at which pages are looked at; a label's code has five dots for each of its squares then.
const DPI: f32 = 150.0;
/// Points of an inch.
const POINTS: f32 = 72.0;
/// The longer side of what is looked at, dots.
const LONGEST: f32 = 3_000.0;
/// Pages that are looked at.
const PAGES: usize = 500;
/// The largest side of a picture, dots.
const SIDE: u32 = 20_000;
/// What a picture may take while it is unpacked, bytes.
const MEMORY: u64 = 512 << 20;

/// What the codes of each page say: of a PDF, a PNG or a JPEG, which has one page. Nothing of what cannot be read.
#[must_use]
pub fn codes(file: &[u8]) -> Vec<Vec<String>> {
    if file.trim_ascii_start().starts_with(b"%PDF-") { of_pdf(file) } else { of_picture(file) }
}

fn of_pdf(file: &[u8]) -> Vec<Vec<String>> {
    let Ok(pdf) = Pdf::new(file.to_vec()) else { return Vec::new() };
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    let mut all = Vec::new();
    for page in pdf.pages().iter().take(PAGES) {
        let (width, height) = page.render_dimensions();
        let scale = (DPI / POINTS).min(LONGEST / width.max(height).max(1.0));
        let settings_of = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..Default::default() };
        let dots = render(page, &cache, &settings, &settings_of);
        let width = usize::from(dots.width());
        let data = dots.data_as_u8_slice();
        // Of red, green and blue the middle one is near enough to how bright a dot is.
        let bright = |x, y| data.get((y * width + x) * 4 + 1).copied().unwrap_or(255);
        all.push(look(width, usize::from(dots.height()), bright));
    }
    all
}

fn of_picture(file: &[u8]) -> Vec<Vec<String>> {
    let Ok(mut reader) = ImageReader::new(Cursor::new(file)).with_guessed_format() else { return Vec::new() };
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let Ok(picture) = reader.decode() else { return Vec::new() };
    let grey: GrayImage = picture.thumbnail(LONGEST as u32, LONGEST as u32).into_luma8();
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let dots = grey.into_raw();
    vec![look(width, height, |x, y| dots.get(y * width + x).copied().unwrap_or(255))]
}

/// The codes of one page.
fn look(width: usize, height: usize, dot: impl FnMut(usize, usize) -> u8) -> Vec<String> {
    // Less than a code has squares.
    if width < 21 || height < 21 {
        return Vec::new();
    }
    let mut page = PreparedImage::prepare_from_greyscale(width, height, dot);
    let grids = page.detect_grids();
    grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
