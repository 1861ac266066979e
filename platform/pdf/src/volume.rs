//! A book that is longer than memory: laid out in parts, and joined into one PDF/A while its bytes leave.
//!
//! Each part is a document of its own; what its pages need is written with new numbers, and only the place of each object
//! stays in memory, until the tree of the pages, the outline and the table of the places end the file.

use crate::{Book, book::part, stamp::reach, world};
use kernel::Instant;
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, Writer, dictionary};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

const CATALOG: ObjectId = (1, 0);
const PAGES: ObjectId = (2, 0);
const OUTLINE: ObjectId = (3, 0);

/// A part of the book that was written.
struct Part {
    /// The node of its pages.
    node: ObjectId,
    first: ObjectId,
    pages: i64,
    mark: String,
}

/// What the whole has from its first part: its description, colours and identity.
struct Frame {
    catalog: Dictionary,
    info: Option<Object>,
    id: Option<Object>,
    /// The objects that these need, under their old numbers; written at the end.
    objects: BTreeMap<ObjectId, Object>,
    /// Their new numbers.
    numbers: BTreeMap<ObjectId, ObjectId>,
}

/// A book on its way.
pub struct Volume {
    at: Instant,
    out: Vec<u8>,
    /// How many bytes have been taken.
    taken: u64,
    /// Where object 1 and those behind it begin; 0 as long as they do not.
    places: Vec<u64>,
    parts: Vec<Part>,
    frame: Option<Frame>,
}

fn damaged(error: impl std::fmt::Display) -> world::Error {
    world::Error(error.to_string())
}

impl Volume {
    /// Before the first part; the same parts and time give the same bytes.
    #[must_use]
    pub fn new(at: Instant) -> Self {
        let out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        Self { at, out, taken: 0, places: vec![0; 3], parts: Vec::new(), frame: None }
    }

    /// Lays out the next lines and gives the bytes that they add; `mark` names them in the outline. Takes seconds of a
    /// thread.
    ///
    /// # Errors
    /// A mistake in the template.
    pub fn add(&mut self, book: &Book, mark: String) -> Result<Vec<u8>, world::Error> {
        let pages = self.parts.iter().map(|part| part.pages).sum();
        let document = Document::load_mem(&part(book, pages, self.at)?).map_err(damaged)?;
        // What the first part shares with the whole is written at the end.
        let mut numbers = BTreeMap::new();
        if self.frame.is_none() {
            let frame = self.frame_of(&document).map_err(damaged)?;
            numbers.clone_from(&frame.numbers);
            self.frame = Some(frame);
        }
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let mut needed = pages_and_more(&document, &pages).map_err(damaged)?;
        needed.retain(|id| !numbers.contains_key(id));
        let node = self.number();
        numbers.extend(needed.iter().map(|id| (*id, self.number())));
        for old in &needed {
            let mut object = document.get_object(*old).map_err(damaged)?.clone();
            renumber(&mut object, &numbers);
            if pages.contains(old) {
                object.as_dict_mut().map_err(damaged)?.set("Parent", node);
            }
            self.write(numbers[old], &object)?;
        }
        let kids: Vec<Object> = pages.iter().filter_map(|page| numbers.get(page)).map(|id| (*id).into()).collect();
        let (first, pages) = (numbers[&pages[0]], pages.len() as i64);
        let tree = dictionary! { "Type" => "Pages", "Parent" => PAGES, "Count" => pages, "Kids" => kids };
        self.write(node, &tree.into())?;
        self.parts.push(Part { node, first, pages, mark });
        Ok(self.take())
    }

    /// The end of the file. There must have been a part.
    ///
    /// # Errors
    /// When there was none.
    pub fn finish(mut self) -> Result<Vec<u8>, world::Error> {
        let frame = self.frame.take().ok_or_else(|| world::Error("the book has no part".into()))?;
        let pages: i64 = self.parts.iter().map(|part| part.pages).sum();
        let numbers = frame.numbers;
        for (old, mut object) in frame.objects {
            renumber(&mut object, &numbers);
            count_pages(&mut object, pages);
            self.write(numbers[&old], &object)?;
        }
        let kids: Vec<Object> = self.parts.iter().map(|part| part.node.into()).collect();
        let tree = dictionary! { "Type" => "Pages", "Count" => pages, "Kids" => kids };
        self.write(PAGES, &tree.into())?;
        self.outline()?;
        let mut catalog = Object::Dictionary(frame.catalog);
        renumber(&mut catalog, &numbers);
        let catalog_of = catalog.as_dict_mut().map_err(damaged)?;
        catalog_of.set("Pages", PAGES);
        catalog_of.set("Outlines", OUTLINE);
        catalog_of.set("PageMode", "UseOutlines");
        self.write(CATALOG, &catalog)?;
        let mut trailer = dictionary! { "Root" => CATALOG, "Size" => self.places.len() as i64 + 1 };
        for (key, value) in [("Info", frame.info), ("ID", frame.id)] {
            if let Some(mut value) = value {
                renumber(&mut value, &numbers);
                trailer.set(key, value);
            }
        }
        self.end(trailer).map_err(damaged)?;
        Ok(self.take())
    }

    /// Takes from the first part what the whole has too, and what that needs.
    fn frame_of(&mut self, document: &Document) -> lopdf::Result<Frame> {
        let mut catalog = document.catalog()?.clone();
        for own in [&b"Pages"[..], b"Outlines", b"PageLabels", b"PageMode", b"Dests", b"Names"] {
            catalog.remove(own);
        }
        let (info, id) = (document.trailer.get(b"Info").ok().cloned(), document.trailer.get(b"ID").ok().cloned());
        let mut kept = BTreeSet::new();
        reach(document, &Object::Dictionary(catalog.clone()), &mut kept);
        info.iter().chain(&id).for_each(|object| reach(document, object, &mut kept));
        let objects = kept.iter().map(|id| Ok((*id, document.get_object(*id)?.clone())));
        let objects = objects.collect::<lopdf::Result<_>>()?;
        let numbers = kept.iter().map(|id| (*id, self.number())).collect();
        Ok(Frame { catalog, info, id, objects, numbers })
    }

    /// The number of the next object.
    fn number(&mut self) -> ObjectId {
        self.places.push(0);
        (self.places.len() as u32, 0)
    }

    fn write(&mut self, id: ObjectId, object: &Object) -> Result<(), world::Error> {
        self.places[id.0 as usize - 1] = self.taken + self.out.len() as u64;
        self.object(id, object).map_err(damaged)
    }

    fn object(&mut self, id: ObjectId, object: &Object) -> io::Result<()> {
        writeln!(self.out, "{} 0 obj", id.0)?;
        Writer::write_object(&mut self.out, object)?;
        self.out.write_all(b"\nendobj\n")
    }

    /// One line for each part.
    fn outline(&mut self) -> Result<(), world::Error> {
        let ids: Vec<ObjectId> = (0..self.parts.len()).map(|_| self.number()).collect();
        for place in 0..ids.len() {
            let part = &self.parts[place];
            let title = [0xfeff].into_iter().chain(part.mark.encode_utf16()).flat_map(u16::to_be_bytes).collect();
            let mut item = dictionary! {
                "Title" => Object::String(title, StringFormat::Hexadecimal),
                "Parent" => OUTLINE,
                "Dest" => vec![part.first.into(), "Fit".into()],
            };
            for (key, other) in [("Prev", place.checked_sub(1)), ("Next", Some(place + 1))] {
                if let Some(id) = other.and_then(|other| ids.get(other)) {
                    item.set(key, *id);
                }
            }
            self.write(ids[place], &item.into())?;
        }
        let mut root = dictionary! { "Type" => "Outlines", "Count" => ids.len() as i64 };
        for (key, id) in [("First", ids.first()), ("Last", ids.last())] {
            id.into_iter().for_each(|id| root.set(key, *id));
        }
        self.write(OUTLINE, &root.into())
    }

    /// The table of the places, and where it is.
    fn end(&mut self, trailer: Dictionary) -> io::Result<()> {
        let start = self.taken + self.out.len() as u64;
        write!(self.out, "xref\n0 {}\n0000000000 65535 f \n", self.places.len() + 1)?;
        for place in &self.places {
            writeln!(self.out, "{place:010} 00000 n ")?;
        }
        self.out.write_all(b"trailer\n")?;
        Writer::write_object(&mut self.out, &trailer.into())?;
        write!(self.out, "\nstartxref\n{start}\n%%EOF\n")
    }

    fn take(&mut self) -> Vec<u8> {
        let bytes = std::mem::take(&mut self.out);
        self.taken += bytes.len() as u64;
        bytes
    }
}

/// The pages and everything that they draw with, without the trees above them.
fn pages_and_more(document: &Document, pages: &[ObjectId]) -> lopdf::Result<BTreeSet<ObjectId>> {
    if pages.is_empty() {
        return Err(lopdf::Error::PageNumberNotFound(1));
    }
    let mut needed: BTreeSet<ObjectId> = pages.iter().copied().collect();
    for page in pages {
        let mut dict = document.get_dictionary(*page)?.clone();
        dict.remove(b"Parent");
        reach(document, &Object::Dictionary(dict), &mut needed);
    }
    Ok(needed)
}

/// Gives every reference its new number; what it refers to and is not there becomes nothing.
fn renumber(object: &mut Object, numbers: &BTreeMap<ObjectId, ObjectId>) {
    match object {
        Object::Reference(id) => match numbers.get(id) {
            Some(new) => *id = *new,
            None => *object = Object::Null,
        },
        Object::Array(items) => items.iter_mut().for_each(|item| renumber(item, numbers)),
        Object::Dictionary(dict) => dict.iter_mut().for_each(|(_, item)| renumber(item, numbers)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, item)| renumber(item, numbers)),
        _ => {}
    }
}

/// The description of the first part says how many pages that had.
fn count_pages(object: &mut Object, pages: i64) {
    const TAG: &str = "xmpTPg:NPages>";
    let Object::Stream(stream) = object else { return };
    let Ok(text) = std::str::from_utf8(&stream.content) else { return };
    let Some((before, rest)) = text.split_once(&format!("<{TAG}")) else { return };
    let Some((_, after)) = rest.split_once(&format!("</{TAG}")) else { return };
    let text = format!("{before}<{TAG}{pages}</{TAG}{after}");
    stream.set_content(text.into_bytes());
}
