//! What seems to be in the register already.

use crate::entry::back_to;
use http_shell::{Ask, upload::Upload};
use register::Double;
use serde::Serialize;

/// An entry that this one seems to repeat.
#[derive(Serialize)]
pub(crate) struct DoubleView {
    pub label: String,
    pub href: String,
    pub text: String,
}

/// It, in words; `uploads` are the files of the new one.
pub(crate) fn double_view(ask: &Ask, double: &Double, uploads: &[Upload]) -> DoubleView {
    let label = format!("{}/{}", double.number, double.year);
    let name = double.file.and_then(|place| uploads.get(place)).map(|upload| upload.name.clone());
    let text = match name {
        Some(name) => ask.text("register-double-file", &[("label", label.clone()), ("name", name)]),
        None => ask.text("register-double", &[("label", label.clone())]),
    };
    DoubleView { label, href: back_to(double.year, double.number), text }
}

/// Their numbers, as one word each.
pub(crate) fn labels(doubles: &[DoubleView]) -> String {
    doubles.iter().map(|double| double.label.as_str()).collect::<Vec<_>>().join(" ")
}
