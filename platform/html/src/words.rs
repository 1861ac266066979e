//! Words for people, from the translation files.

use crate::Lang;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::borrow::Cow;

const GREEK: &[&str] = &[
    include_str!("../../../locales/el/shell.ftl"),
    include_str!("../../../locales/el/identity.ftl"),
    include_str!("../../../locales/el/register.ftl"),
    include_str!("../../../locales/el/circulation.ftl"),
    include_str!("../../../locales/el/search.ftl"),
    include_str!("../../../locales/el/intake.ftl"),
    include_str!("../../../locales/el/law.ftl"),
    include_str!("../../../locales/el/proof.ftl"),
    include_str!("../../../locales/el/audit.ftl"),
    include_str!("../../../locales/el/rollout.ftl"),
    include_str!("../../../locales/el/statistics.ftl"),
    include_str!("../../../locales/el/system.ftl"),
];
const ENGLISH: &[&str] = &[
    include_str!("../../../locales/en/shell.ftl"),
    include_str!("../../../locales/en/identity.ftl"),
    include_str!("../../../locales/en/register.ftl"),
    include_str!("../../../locales/en/circulation.ftl"),
    include_str!("../../../locales/en/search.ftl"),
    include_str!("../../../locales/en/intake.ftl"),
    include_str!("../../../locales/en/law.ftl"),
    include_str!("../../../locales/en/proof.ftl"),
    include_str!("../../../locales/en/audit.ftl"),
    include_str!("../../../locales/en/rollout.ftl"),
    include_str!("../../../locales/en/statistics.ftl"),
    include_str!("../../../locales/en/system.ftl"),
];

/// The translations of both languages.
pub struct Words {
    greek: FluentBundle<FluentResource>,
    english: FluentBundle<FluentResource>,
}

fn bundle(lang: Lang, sources: &[&str]) -> Result<FluentBundle<FluentResource>, String> {
    let id = lang.as_str().parse().map_err(|e| format!("{e}"))?;
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // The marks around values disturb searching and copying; our values are of the language of the sentence.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned()).map_err(|(_, e)| format!("{lang}: {e:?}"))?;
        bundle.add_resource(resource).map_err(|e| format!("{lang}: {e:?}"))?;
    }
    Ok(bundle)
}

impl Words {
    /// Reads the translation files that are compiled in.
    ///
    /// # Errors
    /// What is wrong with a file.
    pub fn load() -> Result<Self, String> {
        Ok(Self { greek: bundle(Lang::El, GREEK)?, english: bundle(Lang::En, ENGLISH)? })
    }

    /// The words of `key`; the key itself where there are none, so that a hole is seen and nothing breaks.
    #[must_use]
    pub fn text(&self, lang: Lang, key: &str, args: &[(&str, String)]) -> String {
        let bundle = if lang == Lang::El { &self.greek } else { &self.english };
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else { return key.to_owned() };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            // Numbers choose the plural.
            let value = value.parse::<i64>().map_or_else(|_| FluentValue::from(value.clone()), FluentValue::from);
            values.set(Cow::Borrowed(*name), value);
        }
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// Whether `lang` has words for `key`.
    #[must_use]
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        let bundle = if lang == Lang::El { &self.greek } else { &self.english };
        bundle.has_message(key)
    }
}
