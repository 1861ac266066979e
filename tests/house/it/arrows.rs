//! Arrows point down only: app → http → modules → platform → kernel, libs.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::HashMap;

pub fn metadata() -> Metadata {
    MetadataCommand::new().manifest_path(super::root().join("Cargo.toml")).exec().unwrap()
}

/// Where a package stands: its folder, and within the modules its layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Floor {
    Libs,
    Kernel,
    Platform,
    Module(u64),
    Http,
    App,
    /// Tests and benchmarks look at everything.
    Outside,
}

fn floor(package: &Package) -> Floor {
    let folder = package.manifest_path.parent().unwrap().strip_prefix(super::root().to_str().unwrap()).unwrap();
    match folder.components().next().unwrap().as_str() {
        "libs" => Floor::Libs,
        "kernel" => Floor::Kernel,
        "platform" => Floor::Platform,
        "modules" => {
            let layer = package.metadata["asty"]["layer"].as_u64();
            Floor::Module(layer.unwrap_or_else(|| panic!("{}: Cargo.toml names no metadata.asty.layer", package.name)))
        }
        "http" => Floor::Http,
        "app" => Floor::App,
        _ => Floor::Outside,
    }
}

/// The layer of each module.
pub fn layers() -> std::collections::BTreeMap<String, u64> {
    let metadata = metadata();
    let layer = |p: &&Package| Some((p.name.to_string(), p.metadata["asty"]["layer"].as_u64()?));
    metadata.workspace_packages().iter().filter_map(layer).collect()
}

#[test]
fn dependencies_point_down() {
    let metadata = metadata();
    let ours = metadata.workspace_packages();
    let floors: HashMap<&str, Floor> = ours.iter().map(|p| (p.name.as_str(), floor(p))).collect();
    let mut wrong = Vec::new();
    for package in &ours {
        let own = floors[package.name.as_str()];
        let normal = package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal);
        for (name, other) in normal.filter_map(|d| Some((&d.name, *floors.get(d.name.as_str())?))) {
            let allowed = match own {
                Floor::Outside => true,
                // The doors to the outside share the database and the shell of pages.
                Floor::Platform => other <= Floor::Platform,
                Floor::Http => other < Floor::Http || name == "http-shell",
                _ => other < own,
            };
            if !allowed {
                wrong.push(format!("{} ({own:?}) uses {name} ({other:?})", package.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_http_and_app_know_axum() {
    for package in metadata().workspace_packages() {
        let knows = package.dependencies.iter().any(|d| d.name == "axum" && d.kind == DependencyKind::Normal);
        assert!(!knows || floor(package) >= Floor::Http, "{} uses axum", package.name);
    }
}
