//! The text layer of a PDF, and pictures of its pages.

use crate::Unread;
use hayro::{
    RenderCache, RenderSettings, render,
    vello_cpu::color::palette::css::WHITE,
    vello_cpu::kurbo::{Affine, BezPath, Point, Rect},
};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask,
    font::Glyph,
    hayro_syntax::{Pdf, page::Page},
    interpret_page,
};

/// More pages than these are not read.
const PAGES: usize = 2_000;
/// The resolution of a picture that text is recognised on; dots to the inch.
const RESOLUTION: f32 = 300.0;
/// The longest side of such a picture; dots.
const LONGEST: f32 = 5_000.0;

/// A PDF that was opened.
pub(crate) struct Document(Pdf);

impl Document {
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, Unread> {
        Pdf::new(bytes).map(Self).map_err(|error| Unread::Unfit(format!("{error:?}")))
    }

    /// The text of each page.
    pub(crate) fn pages(&self) -> Vec<String> {
        let cache = InterpreterCache::new();
        self.0.pages().iter().take(PAGES).map(|page| text(page, &cache)).collect()
    }

    /// A picture of a page, as PNG.
    pub(crate) fn picture(&self, page: usize) -> Result<Vec<u8>, Unread> {
        let unfit = |error: &dyn std::fmt::Display| Unread::Unfit(error.to_string());
        let page = self.0.pages().get(page).ok_or_else(|| Unread::Unfit("there is no such page".to_owned()))?;
        let (width, height) = page.render_dimensions();
        let scale = (RESOLUTION / 72.0).min(LONGEST / width.max(height).max(1.0));
        let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let pixmap = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        pixmap.into_png().map_err(|error| unfit(&error))
    }
}

fn text<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>) -> String {
    let (width, height) = page.render_dimensions();
    let transform = page.initial_transform(true);
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = hayro_interpret::TransformExt::to_kurbo(&transform);
    let mut context = Context::new(transform, area, cache, page.xref(), InterpreterSettings::default());
    let mut lines = Lines::default();
    interpret_page(page, &mut context, &mut lines);
    lines.text
}

/// Takes the letters of a page in the order in which they are drawn.
#[derive(Default)]
struct Lines {
    text: String,
    /// Where the last letter ended.
    end: Option<Point>,
}

impl Lines {
    fn letter(&mut self, letter: &str, from: Point, size: f64, advance: f64) {
        if let Some(end) = self.end {
            let (across, along) = ((from.y - end.y).abs(), from.x - end.x);
            if across > size * 0.6 || along < -size * 2.0 {
                self.text.push('\n');
            } else if along > size * 0.18 {
                self.text.push(' ');
            }
        }
        self.text.push_str(letter);
        self.end = Some(Point::new(from.x + advance, from.y));
    }
}

impl<'a> Device<'a> for Lines {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let Some(letter) = glyph.as_unicode() else { return };
        let whole = transform * glyph_transform;
        let from = whole * Point::ORIGIN;
        let up = whole * Point::new(0.0, 1000.0);
        let size = (up - from).hypot();
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().unwrap_or(500.0),
            Glyph::Type3(_) => 500.0,
        };
        let along = (whole * Point::new(f64::from(advance), 0.0)) - from;
        let letter = match letter {
            hayro_interpret::hayro_cmap::BfString::Char(c) => c.to_string(),
            hayro_interpret::hayro_cmap::BfString::String(text) => text,
        };
        self.letter(&letter, from, size, along.x);
    }
}
