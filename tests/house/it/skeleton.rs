//! What `scripts/new-module` makes compiles, is in order, and fits the house.

use super::root;
use std::{fs, path::Path, process::Command};

/// A workspace beside ours: what the script needs, and all crates where they are.
fn copy(to: &Path) {
    fs::create_dir_all(to.join("scripts")).unwrap();
    fs::create_dir_all(to.join("modules")).unwrap();
    for file in ["Cargo.toml", "Cargo.lock", "clippy.toml", "rustfmt.toml", "scripts/new-module"] {
        fs::copy(root().join(file), to.join(file)).unwrap();
    }
}

/// Lets the copy find our crates, with what is built of them.
fn link(to: &Path, name: &str) {
    let text = fs::read_to_string(to.join("Cargo.toml")).unwrap();
    let own = format!("{name} = {{ path = \"modules/{name}\" }}");
    assert!(text.contains(&own), "the workspace does not know the module");
    let text = text.replace("path = \"", &format!("path = \"{}/", root().display()));
    let text = text.replace(&format!("{}/modules/{name}", root().display()), &format!("modules/{name}"));
    let (head, tail) = text.split_once("members = [").unwrap();
    let tail = tail.split_once(']').unwrap().1;
    fs::write(to.join("Cargo.toml"), format!("{head}members = [\"modules/{name}\"]{tail}")).unwrap();
}

fn run(folder: &Path, program: &str, arguments: &[&str]) {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| root().join("target").into());
    let mut command = Command::new(program);
    // Cargo tells its tests about themselves; the cargo of the copy is another one.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CARGO_") && name != "CARGO_HOME") {
        command.env_remove(name);
    }
    let output = command.current_dir(folder).args(arguments).env("CARGO_TARGET_DIR", target).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
}

#[test]
fn a_new_module_compiles_and_has_every_file() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    run(folder.path(), "scripts/new-module", &["sample", "2"]);
    link(folder.path(), "sample");
    run(folder.path(), "cargo", &["fmt", "-p", "sample", "--check"]);
    run(
        folder.path(),
        "cargo",
        &["clippy", "-q", "--offline", "-p", "sample", "--all-targets", "--", "-D", "warnings"],
    );
    let made = folder.path().join("modules/sample");
    for (path, _) in super::sources("modules/law", ".rs") {
        let file = path.strip_prefix("modules/law").unwrap();
        assert!(made.join(file).exists(), "the script makes no {}", file.display());
    }
}
