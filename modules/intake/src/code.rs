//! What a code on a paper says, byte for byte. Specified in `docs/formats/code.md`.

use kernel::UnitId;
use uuid::Uuid;

/// What a code on a paper says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The paper is this entry's: its year and number.
    Entry(i64, i64),
    /// What follows is another document, for this unit.
    Unit(UnitId),
}

impl Code {
    /// The text of the code, for the municipality of a host name.
    #[must_use]
    pub fn text(&self, host: &str) -> String {
        let host = host.to_ascii_uppercase();
        match self {
            Code::Entry(year, number) => format!("ASTY1:E:{host}:{year}:{number}"),
            Code::Unit(unit) => format!("ASTY1:U:{host}:{}", unit.0.simple().to_string().to_ascii_uppercase()),
        }
    }

    /// What a text says; nothing where it is no code of this municipality.
    #[must_use]
    pub fn read(text: &str, host: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let (mark, kind, of) = (parts.next()?, parts.next()?, parts.next()?);
        if mark != "ASTY1" || of != host.to_ascii_uppercase() {
            return None;
        }
        let code = match kind {
            "E" => Code::Entry(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?),
            "U" => Code::Unit(UnitId(Uuid::try_parse(parts.next()?).ok()?)),
            _ => return None,
        };
        // Written otherwise it is none: a code has one form.
        (parts.next().is_none() && code.text(host) == text).then_some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_written_and_only_by_its_municipality() {
        let unit = Code::Unit(UnitId(Uuid::from_u128(0x0123_4567_89ab_7def_8123_4567_89ab_cdef)));
        assert_eq!(unit.text("protocol.asty.gr"), "ASTY1:U:PROTOCOL.ASTY.GR:0123456789AB7DEF8123456789ABCDEF");
        assert_eq!(Code::Entry(2026, 123).text("asty.gr"), "ASTY1:E:ASTY.GR:2026:123");
        for code in [unit, Code::Entry(2026, 123)] {
            assert_eq!(Code::read(&code.text("asty.gr"), "asty.gr"), Some(code));
            assert_eq!(Code::read(&code.text("asty.gr"), "nisida.gr"), None);
        }
        for wrong in [
            "",
            "ASTY1",
            "ASTY1:E:ASTY.GR:2026",
            "ASTY1:E:ASTY.GR:2026:0123",
            "ASTY1:E:ASTY.GR:2026:1:2",
            "ASTY2:E:ASTY.GR:2026:1",
        ] {
            assert_eq!(Code::read(wrong, "asty.gr"), None, "{wrong}");
        }
    }
}
