//! The configuration: one TOML file and the environment. Every key is declared once, with its words.

mod arrivals;
mod check;
mod known;
mod reference;
pub mod section;
mod source;
pub mod value;

pub use arrivals::{Mailbox, Scans};
pub use reference::reference;
pub use value::LogFormat;

use http_shell::Network;
use mail::Security;
use section::{Key, Section, section};
use source::Source;
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use value::{DatabaseUrl, Secret, Size};

section! {
    /// What the whole installation shares.
    Server at "server" {
        /// Where the program listens. Behind a reverse proxy, which brings TLS, the loopback address is right.
        listen: SocketAddr = "127.0.0.1:8080";
        /// The proxies before the program, addresses or networks like 10.0.0.0/8. Only from them `X-Forwarded-For` is
        /// believed; otherwise the audit trail would name the proxy, or whatever a stranger made up.
        proxies: Vec<Network> = "";
        /// The folder in which municipalities keep what has no place of its own.
        data: PathBuf = "data";
    }
}

section! {
    /// What the program says of itself, on the standard error stream. Passwords, tokens and keys are never among it.
    Logging at "logging" {
        /// error, warn, info, debug or trace; also for single parts, like `info,sqlx=warn`.
        level: String = "info,sqlx=warn";
        /// How lines are written.
        format: LogFormat = "text";
    }
}

section! {
    /// One municipality. CODE is a short word of Latin letters and digits of your choice.
    Base at "municipality.CODE" {
        /// Its name, as pages and receipts show it.
        name: String;
        /// The host name by which its pages are asked for, without port.
        host: String;
        /// The address of its pages, for links in receipts and mails. Left empty: https:// and the host name. With
        /// https:// the browser sends our cookies over TLS only.
        url: Option<String> = "";
        /// Its database. Two municipalities never share one; on PostgreSQL each has its own database or #schema.
        database: DatabaseUrl = "sqlite:{data}/{code}/asty.db";
        /// The folder of its files.
        files: PathBuf = "{data}/{code}/files";
        /// The folder of its search index, on the disk of this machine. It is made from the database: `asty reindex`.
        index: PathBuf = "{data}/{code}/index";
        /// The file of the key that signs its log, made at the first start. Keep it apart from the database: whoever
        /// has both can write a past that looks signed.
        log_key: PathBuf = "{data}/{code}/log.key";
        /// The folder of the daily checkpoints. They are worth most where the administrator cannot change them: on
        /// another machine, and in the mailboxes of the auditors.
        checkpoints: PathBuf = "{data}/{code}/checkpoints";
        /// The e-mail addresses to which each day's checkpoint goes.
        auditors: Vec<String> = "";
    }
}

section! {
    /// How much is taken in.
    Limits at "limits" {
        /// The largest file.
        max_file: Size = "200 MiB";
        /// All files of one entry together.
        max_entry: Size = "1 GiB";
        /// How many files an entry may have.
        max_files: u16 = "100";
        /// Whether files that ask for a password are taken. Nobody can read or scan them without it.
        encrypted: bool = "true";
    }
}

section! {
    /// A store that speaks S3, in place of the folder `files`; into that folder files then only arrive. What a
    /// municipality keeps there begins with its code.
    Storage at "storage" {
        /// The bucket. Left empty: the folder.
        bucket: Option<String> = "";
        /// The address of the store, like https://s3.example. Left empty: Amazon's.
        endpoint: Option<String> = "";
        /// The region.
        region: String = "us-east-1";
        /// The name of the key.
        access_key: Option<String> = "";
        /// The secret of the key.
        secret_key: Option<Secret> = "";
    }
}

section! {
    /// The virus scanner ClamAV.
    Antivirus at "antivirus" {
        /// Where clamd listens: `unix:/run/clamav/clamd.ctl` or HOST:PORT. Left empty: nothing is scanned. Otherwise
        /// nothing is taken that it has not looked at; its `StreamMaxLength` must be at least `limits.max_file`.
        clamd: Option<String> = "";
    }
}

section! {
    /// Recognition of text on scanned pages, so that they are found by their words.
    Ocr at "ocr" {
        /// The program: `tesseract`, or where it is. Left empty: only files that have text are read.
        program: Option<String> = "";
        /// Its languages.
        languages: String = "ell+eng";
    }
}

section! {
    /// The server that takes the mail of the program. Without one, mails wait in the list of jobs.
    Mail at "mail" {
        /// Its host name. Left empty: no mail is sent.
        server: Option<String> = "";
        /// Its port. Left empty: 587, 465 or 25, as `security` says.
        port: Option<u16> = "";
        /// How the way to it is kept secret; none is for a server on the same machine.
        security: Security = "starttls";
        /// The user by which the program is let in, where the server asks for one.
        user: Option<String> = "";
        /// The password of that user.
        password: Option<Secret> = "";
        /// From whom mails are: an address, or a name with the address in <>. Left empty: the name of the
        /// municipality, with asty@ and the host name.
        from: Option<String> = "";
        /// A file with a certificate (PEM) to be trusted beside those of the system: for a server of the house.
        authority: Option<PathBuf> = "";
    }
}

section! {
    /// Where staff sign in besides with a password: an OpenID Connect provider, which sends them to /login/oidc/back.
    Oidc at "oidc" {
        /// The issuer, as the provider calls itself. Left empty: passwords only.
        issuer: Option<String> = "";
        /// Who we are at the provider.
        client_id: Option<String> = "";
        /// With what we prove it.
        client_secret: Option<Secret> = "";
        /// What the button says after «Είσοδος με».
        name: String = "OpenID Connect";
    }
}

type Described = (&'static str, &'static [&'static str], &'static [Key]);

const fn described<S: Section>() -> Described {
    (S::NAME, S::ABOUT, S::KEYS)
}

/// The sections of the installation.
const INSTALLATION: &[Described] = &[described::<Server>(), described::<Logging>()];
/// The section of a municipality.
const MUNICIPALITY: Described = described::<Base>();
/// Sections that stand for everyone, and within a municipality for that one alone.
const SHARED: &[Described] = &[
    described::<Limits>(),
    described::<Storage>(),
    described::<Antivirus>(),
    described::<Ocr>(),
    described::<Mail>(),
    described::<Mailbox>(),
    described::<Scans>(),
    described::<Oidc>(),
];

/// One municipality of the installation.
#[derive(Debug, Clone)]
pub struct Municipality {
    /// Its short word.
    pub code: String,
    /// Name, host and places.
    pub base: Base,
    /// How much is taken in.
    pub limits: Limits,
    /// Where staff sign in besides with a password.
    pub oidc: Oidc,
    /// The server that takes its mail.
    pub mail: Mail,
    /// The mailbox whose mails become proposals.
    pub mailbox: Mailbox,
    /// The folder of its scanners.
    pub scans: Scans,
    /// Where files stand.
    pub storage: Storage,
    /// Who looks at them.
    pub antivirus: Antivirus,
    /// Who reads scanned pages.
    pub ocr: Ocr,
    /// The proxies before the program, those of the installation.
    pub proxies: Vec<Network>,
}

impl Municipality {
    /// The address of its pages, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        let url = self.base.url.clone().unwrap_or_else(|| format!("https://{}", self.base.host));
        url.trim_end_matches('/').to_owned()
    }

    /// From whom its mails are.
    #[must_use]
    pub fn sender(&self) -> String {
        let named = || format!("\"{}\" <asty@{}>", self.base.name.replace(['"', '\\'], "'"), self.base.host);
        self.mail.from.clone().unwrap_or_else(named)
    }
}

/// The whole configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What the installation shares.
    pub server: Server,
    /// What the program says of itself.
    pub logging: Logging,
    /// The municipalities, by code.
    pub municipalities: Vec<Municipality>,
}

/// What is wrong with a configuration: all of it, one line each.
#[derive(Debug, thiserror::Error)]
#[error("{file}:\n{}", .problems.iter().map(|p| format!("  - {p}")).collect::<Vec<_>>().join("\n"))]
pub struct ConfigError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub problems: Vec<String>,
}

impl ConfigError {
    fn new(problems: Vec<String>) -> Self {
        Self { file: "configuration".to_owned(), problems }
    }
}

impl Config {
    /// Reads `file` and the variables `ASTY_…` of the environment.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn load(file: &Path) -> Result<Self, ConfigError> {
        let wrong = |problem: String| ConfigError { file: file.display().to_string(), problems: vec![problem] };
        let text = std::fs::read_to_string(file).map_err(|e| wrong(format!("cannot be read: {e}")))?;
        let own = |name: &str| name.starts_with("ASTY_") && name != "ASTY_CONFIG" && !name.starts_with("ASTY_TEST_");
        let env = std::env::vars().filter(|(name, _)| own(name)).collect();
        let folder = file.parent().unwrap_or(Path::new(""));
        Self::read(&text, folder, &env).map_err(|e| ConfigError { file: file.display().to_string(), ..e })
    }

    /// Reads the text of a file that stands in `folder`, from where relative paths count.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn read(text: &str, folder: &Path, env: &BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let file: toml::Table =
            text.parse().map_err(|e: toml::de::Error| ConfigError::new(vec![e.to_string().trim_end().to_owned()]))?;
        Self::from_table(&file, folder, env)
    }

    /// As [`Config::read`], from what was read.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn from_table(file: &toml::Table, folder: &Path, env: &BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let mut source = Source { file, env, problems: Vec::new() };
        let codes: Vec<&str> =
            source::table(file, "municipality").into_iter().flat_map(|t| t.keys().map(String::as_str)).collect();
        source.problems.extend(known::unknown(file, env, &codes));
        let server: Option<Server> = source.section(&["server".to_owned()], &[]);
        let logging = source.section(&["logging".to_owned()], &[]);
        let data = folder.join(server.as_ref().map_or(Path::new(""), |s| &s.data));
        let mut municipalities: Vec<_> =
            codes.iter().filter_map(|code| municipality(&mut source, code, folder, &data)).collect();
        let proxies = server.as_ref().map(|s| s.proxies.clone()).unwrap_or_default();
        municipalities.iter_mut().for_each(|m| m.proxies.clone_from(&proxies));
        check::same(&mut source.problems, &municipalities);
        municipalities.iter().for_each(|m| check::addresses(&mut source.problems, m));
        if codes.is_empty() {
            source.problems.push("no municipality is described: add a section [municipality.CODE]".to_owned());
        }
        match (server, logging) {
            (Some(server), Some(logging)) if source.problems.is_empty() => Ok(Self { server, logging, municipalities }),
            _ => Err(ConfigError::new(source.problems)),
        }
    }

    /// The municipality with this code; the only one when none is named.
    ///
    /// # Errors
    /// With the codes that there are.
    pub fn municipality(&self, code: Option<&str>) -> Result<&Municipality, ConfigError> {
        let mut fitting = self.municipalities.iter().filter(|m| code.is_none_or(|code| m.code == code));
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => Ok(one),
            _ => {
                let codes: Vec<&str> = self.municipalities.iter().map(|m| m.code.as_str()).collect();
                let problem = format!("say which municipality: --municipality {}", codes.join(" or "));
                Err(ConfigError::new(vec![problem]))
            }
        }
    }
}

fn municipality(source: &mut Source<'_>, code: &str, folder: &Path, data: &Path) -> Option<Municipality> {
    if code.is_empty() || !code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        source.problems.push(format!("municipality.{code}: the code has small Latin letters and digits only"));
        return None;
    }
    let path = format!("municipality.{code}");
    let data = data.display().to_string();
    let base: Option<Base> = source.section(std::slice::from_ref(&path), &[("{data}", &data), ("{code}", code)]);
    let limits = source.section(&[format!("{path}.limits"), "limits".to_owned()], &[]);
    let mail = source.section(&[format!("{path}.mail"), "mail".to_owned()], &[]);
    let mailbox = source.section(&[format!("{path}.mailbox"), "mailbox".to_owned()], &[]);
    let scans = source.section(&[format!("{path}.scans"), "scans".to_owned()], &[]);
    let storage = source.section(&[format!("{path}.storage"), "storage".to_owned()], &[]);
    let antivirus = source.section(&[format!("{path}.antivirus"), "antivirus".to_owned()], &[]);
    let ocr = source.section(&[format!("{path}.ocr"), "ocr".to_owned()], &[]);
    let oidc = source.section(&[format!("{path}.oidc"), "oidc".to_owned()], &[]);
    let (mut base, limits, mut mail, mut mailbox): (Base, _, Mail, Mailbox) = (base?, limits?, mail?, mailbox?);
    base.host = base.host.to_ascii_lowercase();
    for place in [&mut base.files, &mut base.index, &mut base.log_key, &mut base.checkpoints] {
        *place = folder.join(&*place);
    }
    if let Some(path) = base.database.0.strip_prefix("sqlite:") {
        base.database = DatabaseUrl(format!("sqlite:{}", folder.join(path).display()));
    }
    mail.authority = mail.authority.map(|path| folder.join(path));
    mailbox.authority = mailbox.authority.map(|path| folder.join(path));
    let (oidc, storage, antivirus, ocr, mut scans): (_, _, _, _, Scans) = (oidc?, storage?, antivirus?, ocr?, scans?);
    scans.folder = scans.folder.map(|path| folder.join(path));
    Some(Municipality {
        code: code.to_owned(),
        base,
        limits,
        oidc,
        mail,
        mailbox,
        scans,
        storage,
        antivirus,
        ocr,
        proxies: Vec::new(),
    })
}
