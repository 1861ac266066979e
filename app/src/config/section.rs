//! A section of the configuration: its keys, their forms, defaults and words stand in one place, next to the field.

use super::source::Scope;

/// A key, as the reference shows it.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name within the section.
    pub name: &'static str,
    /// What may stand there.
    pub form: &'static str,
    /// What holds when nothing stands there; none: it must be given.
    pub default: Option<&'static str>,
    /// What it is for.
    pub doc: &'static [&'static str],
}

/// A section of the configuration.
pub trait Section: Sized {
    /// `server`, `mail`, …
    const NAME: &'static str;
    /// What it is for.
    const ABOUT: &'static [&'static str];
    /// Its keys.
    const KEYS: &'static [Key];

    /// Reads it; what is wrong is kept in `from`, and then there is none.
    fn read(from: &mut Scope<'_>) -> Option<Self>;
}

pub(crate) const fn first(list: &[&'static str]) -> Option<&'static str> {
    match list {
        [] => None,
        [first, ..] => Some(first),
    }
}

/// Declares a section: `key: Type = "default";`, or `key: Type;` for a key that must be given.
macro_rules! section {
    ($(#[doc = $about:literal])* $name:ident at $path:literal {
        $($(#[doc = $doc:literal])* $key:ident: $type:ty $(= $default:literal)?;)*
    }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[doc = $doc])* pub $key: $type,)*
        }

        impl $crate::config::section::Section for $name {
            const NAME: &'static str = $path;
            const ABOUT: &'static [&'static str] = &[$($about),*];
            const KEYS: &'static [$crate::config::section::Key] = &[$($crate::config::section::Key {
                name: stringify!($key),
                form: <$type as $crate::config::value::Setting>::FORM,
                default: $crate::config::section::first(&[$($default)?]),
                doc: &[$($doc),*],
            }),*];

            fn read(from: &mut $crate::config::source::Scope<'_>) -> Option<Self> {
                // All of them first, so that everything that is wrong is said at once.
                $(let $key = from.take(stringify!($key), $crate::config::section::first(&[$($default)?]));)*
                Some(Self { $($key: $key?),* })
            }
        }
    };
}
pub(crate) use section;
