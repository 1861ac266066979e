//! An IMAP server of our own that refuses what a test wants refused: a real one gives what it lists.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard},
    thread,
};

/// What the server does with a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whim {
    /// It gives it, and moves it.
    Gives,
    /// It answers NO to whoever fetches it.
    Refuses,
    /// It answers OK, and nothing else.
    Hides,
    /// It closes the connection.
    Breaks,
    /// It gives it, and answers NO to whoever moves it.
    Keeps,
    /// It gives it, says that it was moved, and keeps it.
    Pretends,
}

type Mails = BTreeMap<u32, (Vec<u8>, Whim)>;

/// The mailbox of one user with one folder, on a port that the system gives. It lets everybody in.
pub struct Imap {
    /// Its port; it speaks without TLS.
    pub port: u16,
    mails: Arc<Mutex<Mails>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Imap {
    /// Starts it.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mails, heard) = (Arc::<Mutex<Mails>>::default(), Arc::<Mutex<Vec<String>>>::default());
        let (own, hears) = (mails.clone(), heard.clone());
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (mails, heard) = (own.clone(), hears.clone());
                thread::spawn(move || serve(&stream, &mails, &heard));
            }
        });
        Self { port, mails, heard }
    }

    /// Puts a mail there, in the place of what has its number.
    pub fn put(&self, uid: u32, mail: &str, whim: Whim) {
        lock(&self.mails).insert(uid, (mail.as_bytes().to_vec(), whim));
    }

    /// The numbers of the mails that lie there.
    #[must_use]
    pub fn uids(&self) -> Vec<u32> {
        lock(&self.mails).keys().copied().collect()
    }

    /// How many commands came that begin so.
    #[must_use]
    pub fn heard(&self, begin: &str) -> usize {
        lock(&self.heard).iter().filter(|command| command.starts_with(begin)).count()
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap()
}

fn serve(stream: &TcpStream, mails: &Mutex<Mails>, heard: &Mutex<Vec<String>>) {
    let mut out = stream;
    let _ = out.write_all(b"* OK ready\r\n");
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        let Some((tag, command)) = line.split_once(' ') else { return };
        lock(heard).push(command.to_owned());
        let Some(answer) = answer(command, &mut lock(mails)) else { return };
        let end = if answer.starts_with(b"NO") { "" } else { "OK done\r\n" };
        let (lines, end) = if end.is_empty() { (&b""[..], &answer[..]) } else { (&answer[..], end.as_bytes()) };
        let sent = [lines, tag.as_bytes(), b" ", end].concat();
        if out.write_all(&sent).is_err() {
            return;
        }
    }
}

/// The lines before the last one, or the last one where it is NO; none to close the connection.
fn answer(command: &str, mails: &mut Mails) -> Option<Vec<u8>> {
    let mut words = command.split_whitespace();
    let (first, second, third) = (words.next()?, words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let uid = third.parse().unwrap_or_default();
    let whim = mails.get(&uid).map(|mail| mail.1);
    let no = || Some(b"NO [SERVERBUG] not this one\r\n".to_vec());
    match (first, second) {
        ("CAPABILITY", _) => Some(b"* CAPABILITY IMAP4rev1 MOVE\r\n".to_vec()),
        ("SELECT" | "EXAMINE", _) => Some(format!("* {} EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n", mails.len()).into()),
        ("UID", "SEARCH") => {
            let only = words.next().and_then(|uid| uid.parse().ok());
            let found = mails.keys().filter(|uid| only.is_none_or(|only: u32| only == **uid));
            Some(format!("* SEARCH{}\r\n", found.map(|uid| format!(" {uid}")).collect::<String>()).into())
        }
        ("UID", "FETCH" | "MOVE") if whim == Some(Whim::Breaks) => None,
        ("UID", "FETCH") if whim == Some(Whim::Refuses) => no(),
        ("UID", "FETCH") if whim == Some(Whim::Hides) => Some(Vec::new()),
        ("UID", "FETCH") => Some(mails.get(&uid).map(|mail| fetched(uid, &mail.0, command)).unwrap_or_default()),
        ("UID", "MOVE") if whim == Some(Whim::Keeps) => no(),
        ("UID", "MOVE") if whim != Some(Whim::Pretends) => {
            mails.remove(&uid);
            Some(Vec::new())
        }
        _ => Some(Vec::new()),
    }
}

/// What is asked for, and then what servers say of a mail without being asked.
fn fetched(uid: u32, mail: &[u8], command: &str) -> Vec<u8> {
    let flags = format!("* 1 FETCH (UID {uid} FLAGS (\\Seen))\r\n");
    if command.contains("RFC822.SIZE") {
        return format!("* 1 FETCH (UID {uid} RFC822.SIZE {})\r\n{flags}", mail.len()).into();
    }
    let section = if command.contains("[HEADER]") { "BODY[HEADER]" } else { "BODY[]" };
    let head = format!("* 1 FETCH (UID {uid} {section}<0> {{{}}}\r\n", mail.len());
    [head.as_bytes(), mail, b")\r\n", flags.as_bytes()].concat()
}
