//! Where a log is read from: an address of C2SP tiles, or a folder that holds a copy of them.

use crate::AppError;
use std::{
    io::Read,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};
use ureq::{
    Agent, Error,
    config::Config,
    http::Uri,
    tls::{Certificate, RootCerts, TlsConfig},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

/// The largest answer that is read: a full bundle of 256 lines has some tens of thousands of bytes.
const MAX: u64 = 20_000_000;
const TIMEOUT: Duration = Duration::from_secs(60);

/// Finds hosts as browsers do: `localhost` and every name below it are this machine (RFC 6761, 6.3), whatever the name
/// service says; the others are asked for.
#[derive(Debug, Default)]
struct Names(DefaultResolver);

/// The port of this machine that an address means, when it means this machine.
fn loopback(uri: &Uri) -> Option<u16> {
    let host = uri.host()?.trim_end_matches('.').to_ascii_lowercase();
    let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
    (host == "localhost" || host.ends_with(".localhost")).then_some(port)
}

impl Resolver for Names {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let Some(port) = loopback(uri) else { return self.0.resolve(uri, config, timeout) };
        let mut found = self.empty();
        found.push(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
        found.push(SocketAddr::from((Ipv6Addr::LOCALHOST, port)));
        Ok(found)
    }
}

/// Where a log is read from. Reading waits: call it on a thread that may.
pub enum Source {
    /// A copy of its files.
    Folder(PathBuf),
    /// Its address.
    Url(String, Agent),
}

impl Source {
    /// The log at an address, `https://protocol.asty.gr/log`; the certificates of the system are trusted.
    #[must_use]
    pub fn url(url: &str) -> Self {
        let certificates = rustls_native_certs::load_native_certs().certs;
        let certificates = certificates.iter().map(|c| Certificate::from_der(c).to_owned());
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::from(certificates))
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = Agent::config_builder().tls_config(tls).timeout_global(Some(TIMEOUT)).build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Names::default());
        Self::Url(url.trim_end_matches('/').to_owned(), agent)
    }

    /// The bytes at a path below the log.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, AppError> {
        let failed = |place: String, why: &dyn std::fmt::Display| AppError::Refused(format!("{place}: {why}"));
        match self {
            Self::Folder(folder) => {
                let place = folder.join(path);
                std::fs::read(&place).map_err(|e| failed(place.display().to_string(), &e))
            }
            Self::Url(url, agent) => {
                let place = format!("{url}/{path}");
                let mut answer = agent.get(&place).call().map_err(|e| failed(place.clone(), &e))?;
                let mut bytes = Vec::new();
                let read = answer.body_mut().as_reader().take(MAX).read_to_end(&mut bytes);
                read.map_err(|e| failed(place, &e))?;
                Ok(bytes)
            }
        }
    }

    /// The text at a path below the log.
    ///
    /// # Errors
    /// When it cannot be read, or is no text.
    pub fn text(&self, path: &str) -> Result<String, AppError> {
        String::from_utf8(self.read(path)?).map_err(|_| AppError::Refused(format!("{path} is no text")))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn localhost_and_what_is_below_it_are_this_machine() {
        let port = |uri: &str| loopback(&uri.parse().unwrap());
        assert_eq!(port("http://localhost/log"), Some(80));
        assert_eq!(port("https://Asty.LocalHost./log"), Some(443));
        assert_eq!(port("http://asty.localhost:8080/log"), Some(8080));
        for elsewhere in ["http://asty.gr/log", "http://localhost.gr/log", "http://notlocalhost/log"] {
            assert_eq!(port(elsewhere), None, "{elsewhere}");
        }
    }
}
