//! Plain text, and text with tags.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1253};

/// The text of `bytes`: UTF-8, UTF-16 with its mark, or the Greek encoding of old machines.
pub(crate) fn text(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.trim_start_matches('\u{feff}').to_owned();
    }
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ => WINDOWS_1253,
    };
    encoding.decode(bytes).0.into_owned()
}

/// What is read of HTML: no tags, no scripts, no style.
pub(crate) fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        for hidden in ["script", "style"] {
            if rest[1..].get(..hidden.len()).is_some_and(|name| name.eq_ignore_ascii_case(hidden)) {
                let end = format!("</{hidden}");
                let lower = rest.to_ascii_lowercase();
                rest = lower.find(&end).map_or("", |end| &rest[end..]);
            }
        }
        rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        out.push(' ');
    }
    out.push_str(rest);
    out.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{text, without_tags};

    #[test]
    fn encodings_of_greek() {
        assert_eq!(text("\u{feff}Άδεια".as_bytes()), "Άδεια");
        assert_eq!(text(&[0xff, 0xfe, 0x86, 0x03]), "Ά");
        assert_eq!(text(&[0xa2, 0xe4, 0xe5, 0xe9, 0xe1]), "Άδεια");
    }

    #[test]
    fn tags_are_no_words() {
        let html = "<p>Άδεια &amp; <b>χρήση</b></p><SCRIPT>var x = '<p>';</SCRIPT><style>p{}</style> τέλος <";
        let read = without_tags(html);
        assert_eq!(read.split_whitespace().collect::<Vec<_>>(), ["Άδεια", "&", "χρήση", "τέλος"]);
    }
}
