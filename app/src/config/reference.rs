//! The reference of the configuration, written from the declarations.

use super::{Described, INSTALLATION, MUNICIPALITY, SHARED, source::variable};
use std::fmt::Write;

const HEAD: &str = "\
# Configuration

<!-- Written by `asty config reference`; change the words in app/src/config, not here. -->

One file in TOML, named by `--config FILE` or the variable `ASTY_CONFIG` (else `/etc/asty/asty.toml`). The least that a
municipality needs:

```toml
[municipality.asty]
name = \"Δήμος Άστεως\"
host = \"protocol.asty.gr\"
```

- Each key can also be given as a variable of the environment, whose name stands beside it; the variable wins.
- The sections marked *everyone* hold for all municipalities. Within a municipality, as in
  `[municipality.asty.limits]`, they hold for that one alone and win.
- Relative paths count from the folder of the file.
- A secret may stand in a file of its own: `password = \"file:/run/credentials/asty/mail\"`.
- A key or variable that nobody knows stops the program, which then names the nearest one that there is.
- `asty doctor` checks the whole and says how to mend what is wrong.
";

fn section(out: &mut String, (name, about, keys): &Described, mark: &str) {
    let _ = writeln!(out, "\n## [{name}]{mark}\n\n{}", about.join("\n").trim());
    for key in *keys {
        let path = format!("{name}.{}", key.name);
        let default = match key.default {
            None => "must be given".to_owned(),
            Some("") => "empty unless given".to_owned(),
            Some(default) => format!("default `{}`", default.replace("{data}", "DATA").replace("{code}", "CODE")),
        };
        let doc = key.doc.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "\n### {}\n\n{doc}\n\n- {}; {default}\n- `{}`", key.name, key.form, variable(&path));
    }
}

/// The reference as Markdown: `docs/admin/configuration.md`.
#[must_use]
pub fn reference() -> String {
    let mut out = HEAD.to_owned();
    INSTALLATION.iter().for_each(|s| section(&mut out, s, ""));
    section(&mut out, &MUNICIPALITY, "");
    SHARED.iter().for_each(|s| section(&mut out, s, " (everyone)"));
    out
}
