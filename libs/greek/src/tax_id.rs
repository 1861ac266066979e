//! ΑΦΜ: nine digits, the last a check digit.

use std::fmt;

/// A tax identification number with a right check digit. That it was ever given is not proven.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TaxId(String);

/// Why a text is no ΑΦΜ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TaxIdError {
    /// There are other characters than digits.
    #[error("a tax id has digits only")]
    NotDigits,
    /// It has so many digits, not nine.
    #[error("a tax id has 9 digits, this has {0}")]
    Length(usize),
    /// The check digit does not fit: a digit was mistyped.
    #[error("the check digit does not fit")]
    Check,
}

impl TaxId {
    /// Reads what people type: blanks and the prefix `EL` or `GR` are passed over, eight digits get their zero.
    ///
    /// # Errors
    /// [`TaxIdError`], which says what to mend.
    pub fn parse(text: &str) -> Result<Self, TaxIdError> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let upper = compact.to_uppercase();
        let digits = upper.strip_prefix("EL").or_else(|| upper.strip_prefix("GR")).unwrap_or(&upper);
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TaxIdError::NotDigits);
        }
        let digits = match digits.len() {
            9 => digits.to_owned(),
            8 => format!("0{digits}"),
            other => return Err(TaxIdError::Length(other)),
        };
        let value = |b: u8| u32::from(b - b'0');
        let sum: u32 = digits.bytes().take(8).fold(0, |sum, b| (sum + value(b)) * 2);
        let last = digits.bytes().next_back().map(value);
        // Nine zeros satisfy the sum and are nobody's number.
        if last == Some(sum % 11 % 10) && sum > 0 { Ok(Self(digits)) } else { Err(TaxIdError::Check) }
    }
}

impl fmt::Display for TaxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_numbers() {
        for valid in ["094259216", "090000045", "123456783", "100000090", "EL 094259216", "94259216"] {
            assert!(TaxId::parse(valid).is_ok(), "{valid}");
        }
    }

    #[test]
    fn invalid_numbers() {
        for (text, error) in [
            ("123456781", TaxIdError::Check),
            ("123456789", TaxIdError::Check),
            ("012345678", TaxIdError::Check),
            ("000000000", TaxIdError::Check),
            ("1234567890", TaxIdError::Length(10)),
            ("12345678α", TaxIdError::NotDigits),
        ] {
            assert_eq!(TaxId::parse(text), Err(error), "{text}");
        }
    }
}
