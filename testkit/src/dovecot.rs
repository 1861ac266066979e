//! A real IMAP server (Dovecot) with a folder and ports of its own.

use crate::peers::{Peer, needed};
use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::Command,
};

/// A mailbox of the user `asty` with the password `right-word`.
pub struct Dovecot {
    _peer: Peer,
    /// Where it answers without TLS.
    pub plain: u16,
    /// Where it answers with TLS, as `localhost`.
    pub tls: u16,
    /// The certificate that it wants to be trusted by, PEM.
    pub authority: PathBuf,
    mail: PathBuf,
    owner: (u32, u32),
}

fn free() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Whose the mails are, and the lines that let Dovecot run so: who runs the test; where that is root, whom Dovecot does not
/// let have mails, the system's user `mail`.
fn owner(folder: &Path) -> ((u32, u32), String) {
    let word = |arguments: &[&str]| {
        let out = Command::new("id").args(arguments).output().unwrap();
        String::from_utf8(out.stdout).unwrap().trim().to_owned()
    };
    let about = fs::metadata(folder).unwrap();
    if about.uid() == 0 {
        // Everybody may pass through to what is theirs.
        fs::set_permissions(folder, fs::Permissions::from_mode(0o711)).unwrap();
        let number = |flag: &str| word(&[flag, "mail"]).parse().unwrap();
        return ((number("-u"), number("-g")), String::new());
    }
    let (user, group) = (word(&["-un"]), word(&["-gn"]));
    let lines =
        format!("default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\n");
    ((about.uid(), about.gid()), lines)
}

impl Dovecot {
    /// Starts it in `folder`.
    #[must_use]
    pub fn start(folder: &Path) -> Option<Self> {
        let program = needed("dovecot", Some(PathBuf::from("/usr/sbin/dovecot")).filter(|p| p.exists()))?;
        let home = folder.join("dovecot");
        fs::create_dir_all(&home).unwrap();
        let (key, certificate) = (home.join("key.pem"), home.join("certificate.pem"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args([
                "-addext",
                "subjectAltName=DNS:localhost",
                "-addext",
                "basicConstraints=critical,CA:FALSE",
                "-keyout",
            ])
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .output();
        assert!(made.unwrap().status.success(), "openssl makes no certificate");
        let (plain, tls, mail) = (free(), free(), home.join("mail"));
        let (owner, users) = owner(folder);
        for made in [mail.clone(), home.join("home")] {
            fs::create_dir_all(&made).unwrap();
            chown(&made, Some(owner.0), Some(owner.1)).unwrap();
        }
        let place = home.display();
        let text = format!(
            "{users}base_dir = {place}/run\nstate_dir = {place}/state\nlog_path = {place}/log\nprotocols = imap\n\
             listen = 127.0.0.1\nssl = yes\nssl_cert = <{place}/certificate.pem\nssl_key = <{place}/key.pem\n\
             disable_plaintext_auth = no\nmail_location = maildir:{place}/mail\nfirst_valid_uid = 1\npassdb {{\n driver = static\n args = password=right-word\n}}\n\
             userdb {{\n driver = static\n args = uid={uid} gid={gid} home={place}/home\n}}\n\
             service anvil {{\n chroot =\n}}\nservice imap-login {{\n chroot =\n inet_listener imap {{\n port = {plain}\n }}\n \
             inet_listener imaps {{\n port = {tls}\n ssl = yes\n }}\n}}\n",
            uid = owner.0,
            gid = owner.1,
        );
        let config = home.join("dovecot.conf");
        fs::write(&config, text).unwrap();
        let ready = || TcpStream::connect(("127.0.0.1", plain)).is_ok();
        let arguments = ["-F", "-c", config.to_str().unwrap()];
        let peer = Peer::start(&program, &arguments, format!("127.0.0.1:{plain}"), ready);
        Some(Self { _peer: peer, plain, tls, authority: certificate, mail, owner })
    }

    /// How many mails lie in a folder: in `INBOX`, or one beside it.
    #[must_use]
    pub fn count(&self, folder: &str) -> usize {
        let place = if folder == "INBOX" { self.mail.clone() } else { self.mail.join(format!(".{folder}")) };
        let files = |part: &str| fs::read_dir(place.join(part)).map_or(0, Iterator::count);
        files("new") + files("cur")
    }

    /// Puts a mail into the mailbox, as a mail server does.
    pub fn deliver(&self, name: &str, mail: &[u8]) {
        let place = |part: &str| self.mail.join(part);
        for part in ["tmp", "new", "cur"] {
            fs::create_dir_all(place(part)).unwrap();
            chown(place(part), Some(self.owner.0), Some(self.owner.1)).unwrap();
        }
        fs::write(place("tmp").join(name), mail).unwrap();
        chown(place("tmp").join(name), Some(self.owner.0), Some(self.owner.1)).unwrap();
        fs::rename(place("tmp").join(name), place("new").join(name)).unwrap();
    }
}
