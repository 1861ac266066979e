//! The stamped copy: number, time, municipality and a QR code above the first page of somebody's PDF.
//!
//! It is an incremental update: the bytes of the original stay as they are at the start of the copy, so that a digital
//! signature in it still covers what it covered. The page grows by a strip; nothing of it is hidden.

use crate::{qr, world};
use kernel::Instant;
use lopdf::{Dictionary, Document, IncrementalDocument, LoadOptions, Object, ObjectId, Stream, dictionary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How high the strip is, points.
const HEIGHT: f32 = 40.0;
/// What a stream of objects in somebody's PDF may unpack to, bytes.
const MAX_STREAM: usize = 8 * 1024 * 1024;

/// What the strip says, in words of its language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stamp {
    /// `el` or `en`.
    pub lang: String,
    /// The municipality.
    pub municipality: String,
    /// `Α.Π. 12345/2026`.
    pub number: String,
    /// Date and time, as people write it.
    pub time: String,
    /// That this is a stamped copy.
    pub note: String,
    /// The address behind the QR code.
    pub url: String,
}

/// Why a file cannot be stamped.
#[derive(Debug, thiserror::Error)]
pub enum StampError {
    /// It is encrypted, damaged, or has no page.
    #[error("the file cannot be stamped: {0}")]
    Unfit(String),
    /// The process that was to do it failed.
    #[error("the workshop: {0}")]
    Workshop(#[from] std::io::Error),
    /// A mistake in the template.
    #[error(transparent)]
    Template(#[from] world::Error),
}

impl From<lopdf::Error> for StampError {
    fn from(error: lopdf::Error) -> Self {
        StampError::Unfit(error.to_string())
    }
}

#[derive(Serialize)]
struct Data<'a> {
    stamp: &'a Stamp,
    width: f32,
    height: f32,
}

const TEMPLATE: &str = include_str!("../../../typst/stamp.typ");

/// The stamped copy of a PDF; it begins with the bytes of the original.
///
/// # Errors
/// [`StampError::Unfit`] when the PDF is encrypted, damaged, or has no page.
pub fn stamp(original: &[u8], stamp: &Stamp, at: Instant) -> Result<Vec<u8>, StampError> {
    let document = Document::load_mem_with_options(original, LoadOptions::with_max_decompressed_size(MAX_STREAM))?;
    if document.is_encrypted() {
        return Err(StampError::Unfit("it is encrypted".to_owned()));
    }
    let page = *document.get_pages().get(&1).ok_or_else(|| StampError::Unfit("it has no page".to_owned()))?;
    let place = Place::of(&document, page)?;
    let contents = document.get_page_contents(page);
    let mut strip = Document::load_mem(&strip(stamp, place.width(), at)?)?;
    strip.renumber_objects_with(document.max_id + 1);

    let mut copy = IncrementalDocument::create_from(original.to_vec(), document);
    copy.new_document.max_id = strip.max_id;
    let form = form(&strip, &mut copy.new_document, place.width())?;
    let before = copy.new_document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
    let [a, b, c, d, e, f] = place.matrix();
    let draw = format!("\nQ q {a} {b} {c} {d} {e} {f} cm /AstyStamp Do Q\n");
    let after = copy.new_document.add_object(Stream::new(Dictionary::new(), draw.into_bytes()));
    copy.add_xobject(page, "AstyStamp", form)?;
    let page = copy.new_document.get_object_mut(page)?.as_dict_mut()?;
    let contents = [before].into_iter().chain(contents).chain([after]);
    page.set("Contents", contents.map(Object::Reference).collect::<Vec<_>>());
    let visible = place.grown();
    let media = place.media;
    let union =
        [media[0].min(visible[0]), media[1].min(visible[1]), media[2].max(visible[2]), media[3].max(visible[3])];
    page.set("MediaBox", numbers(union));
    page.set("CropBox", numbers(visible));
    let mut bytes = Vec::new();
    copy.save_to(&mut bytes).map_err(|e| StampError::Unfit(e.to_string()))?;
    Ok(bytes)
}

fn numbers(values: [f32; 4]) -> Object {
    values.map(Object::Real).to_vec().into()
}

/// The strip as a page of its own.
fn strip(stamp: &Stamp, width: f32, at: Instant) -> Result<Vec<u8>, world::Error> {
    let data = Data { stamp, width, height: HEIGHT };
    let data = serde_json::to_vec(&data).map_err(|e| world::Error(e.to_string()))?;
    let code = qr::svg(&stamp.url).ok_or_else(|| world::Error("the address is too long for a QR".into()))?;
    let files = vec![("/data.json".to_owned(), data), ("/qr.svg".to_owned(), code.into_bytes())];
    world::render(("/stamp.typ", TEMPLATE), files, stamp.number.clone(), at)
}

/// The page of the strip as something that another page can draw.
fn form(strip: &Document, into: &mut Document, width: f32) -> Result<ObjectId, StampError> {
    let page = strip.get_pages().into_values().next().ok_or_else(|| StampError::Unfit("no strip".to_owned()))?;
    let resources = strip.get_object(page)?.as_dict()?.get(b"Resources")?.clone();
    let mut needed = BTreeSet::new();
    reach(strip, &resources, &mut needed);
    for id in needed {
        into.objects.insert(id, strip.get_object(id)?.clone());
    }
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers([0.0, 0.0, width, HEIGHT]), "Resources" => resources,
    };
    Ok(into.add_object(Stream::new(dict, strip.get_page_content(page))))
}

/// Everything that an object refers to.
pub(crate) fn reach(document: &Document, object: &Object, seen: &mut BTreeSet<ObjectId>) {
    match object {
        Object::Reference(id) if seen.insert(*id) => {
            if let Ok(object) = document.get_object(*id) {
                reach(document, object, seen);
            }
        }
        Object::Array(items) => items.iter().for_each(|item| reach(document, item, seen)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, item)| reach(document, item, seen)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, item)| reach(document, item, seen)),
        _ => {}
    }
}

/// The page's boxes and how it is turned when it is shown.
struct Place {
    media: [f32; 4],
    visible: [f32; 4],
    turned: i64,
}

impl Place {
    fn of(document: &Document, page: ObjectId) -> Result<Self, StampError> {
        let media = inherited(document, page, b"MediaBox").and_then(|o| rectangle(document, o));
        let media = media.ok_or_else(|| StampError::Unfit("its page has no size".to_owned()))?;
        let crop = inherited(document, page, b"CropBox").and_then(|o| rectangle(document, o));
        let turned = inherited(document, page, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0).rem_euclid(360);
        let place = Self { media, visible: crop.unwrap_or(media), turned };
        if place.width() < 100.0 || place.width() > 14_000.0 {
            return Err(StampError::Unfit("its page is too small or too large".to_owned()));
        }
        Ok(place)
    }

    /// As it is shown.
    fn width(&self) -> f32 {
        let [x0, y0, x1, y1] = self.visible;
        if self.turned % 180 == 0 { x1 - x0 } else { y1 - y0 }
    }

    /// Where the strip goes: above the page as it is shown.
    fn matrix(&self) -> [f32; 6] {
        let [x0, y0, x1, y1] = self.visible;
        match self.turned {
            90 => [0.0, 1.0, -1.0, 0.0, x0, y0],
            180 => [-1.0, 0.0, 0.0, -1.0, x1, y0],
            270 => [0.0, -1.0, 1.0, 0.0, x1, y1],
            _ => [1.0, 0.0, 0.0, 1.0, x0, y1],
        }
    }

    /// The page with the strip.
    fn grown(&self) -> [f32; 4] {
        let [x0, y0, x1, y1] = self.visible;
        match self.turned {
            90 => [x0 - HEIGHT, y0, x1, y1],
            180 => [x0, y0 - HEIGHT, x1, y1],
            270 => [x0, y0, x1 + HEIGHT, y1],
            _ => [x0, y0, x1, y1 + HEIGHT],
        }
    }
}

/// A value of the page or of a node above it.
fn inherited<'d>(document: &'d Document, page: ObjectId, key: &[u8]) -> Option<&'d Object> {
    let mut node = document.get_object(page).ok()?.as_dict().ok()?;
    // A damaged tree may be a circle.
    for _ in 0..64 {
        if let Ok(value) = node.get(key) {
            return document.dereference(value).ok().map(|(_, object)| object);
        }
        node = document.get_object(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?.as_dict().ok()?;
    }
    None
}

fn rectangle(document: &Document, object: &Object) -> Option<[f32; 4]> {
    let sides = object.as_array().ok()?.iter();
    let sides: Vec<f32> = sides.map_while(|o| document.dereference(o).ok()?.1.as_float().ok()).collect();
    let [a, b, c, d] = sides.try_into().ok()?;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}
