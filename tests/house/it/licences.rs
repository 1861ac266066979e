//! Every dependency may be part of a program under the EUPL.

use spdx::{Expression, LicenseReq};

/// Permissive licences, and those that the appendix of the EUPL or their own text makes compatible.
const ALLOWED: [&str; 16] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OpenSSL",
    "Unicode-3.0",
    "Zlib",
];

fn allowed(requirement: &LicenseReq) -> bool {
    ALLOWED.contains(&requirement.to_string().as_str())
}

#[test]
fn every_licence_is_allowed() {
    let mut wrong = Vec::new();
    for package in super::arrows::metadata().packages {
        // Old manifests write MIT/Apache-2.0.
        let text = package.license.clone().unwrap_or_default().replace('/', " OR ");
        match Expression::parse(&text) {
            Ok(expression) if expression.evaluate(allowed) => {}
            _ => wrong.push(format!("{} {}: '{text}'", package.name, package.version)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
