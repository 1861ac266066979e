//! A municipality that a process of its own serves, to be loaded, killed and started again.

use crate::Client;
use db::{Cx, Db};
use identity::{NewAccount, NewEmployee, PasswordHash};
use kernel::{Actor, Clock, Permission, Role};
use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

/// The clerk's password; the user is called `clerk`.
pub const PASSWORD: &str = "correct horse battery staple";

/// A municipality in a folder, with one clerk.
#[derive(Clone)]
pub struct Office {
    /// Where its files, its key, its configuration and, on SQLite, its database are.
    pub folder: PathBuf,
    /// Its host name.
    pub host: String,
    /// The clerk's API token.
    pub token: String,
    /// The clerk's session, as a browser's cookie.
    pub cookie: String,
    /// Its database.
    pub database: String,
    /// Where it is served.
    pub address: SocketAddr,
    /// The folder of its files, or where they arrive.
    pub files: PathBuf,
    /// Further lines of its configuration.
    pub more: String,
}

impl Office {
    /// Makes a municipality in `folder`; its database is at `database`, on SQLite in the folder when none is named.
    pub async fn make(folder: &Path, database: Option<String>) -> Self {
        let database = database.unwrap_or_else(|| format!("sqlite:{}", folder.join("asty.db").display()));
        let db = Db::connect(&database).await.unwrap();
        db.migrate().await.unwrap();
        let now = Clock::System.now();
        let mut cx = Cx::new(Arc::new(Actor::System("testkit")), now, None, db.write().await.unwrap());
        let password = PasswordHash::make(PASSWORD.to_owned()).await.unwrap();
        let account = NewAccount { user: "clerk".to_owned(), password, roles: vec![Role::Clerk] };
        let clerk = NewEmployee {
            name: "Μαρία Παππά".to_owned(),
            email: None,
            code: None,
            positions: vec![],
            account: Some(account),
            valid_from: now.day(),
        };
        identity::create_employee(&mut cx, clerk).await.unwrap();
        cx.commit().await.unwrap();
        db.close().await;
        Self::again(folder, database).await
    }

    /// A municipality that was made in `folder`, with its database; the clerk comes with a session and a token of today.
    pub async fn again(folder: &Path, database: String) -> Self {
        let db = Db::connect(&database).await.unwrap();
        let now = Clock::System.now();
        let mut cx = Cx::new(Arc::new(Actor::System("testkit")), now, None, db.write().await.unwrap());
        let scopes = [Permission::RegisterRead, Permission::RegisterWrite, Permission::RegisterConfidential];
        let token = identity::create_token(&mut cx, "clerk", "testkit", &scopes, 365).await.unwrap();
        cx.commit().await.unwrap();
        let cookie = sign_in(&db, "clerk").await;
        db.close().await;
        let (host, files, address) = ("asty.localhost".to_owned(), folder.join("files"), free_address());
        Self { folder: folder.to_owned(), host, token, cookie, database, address, files, more: String::new() }
    }

    /// Another door to the same municipality, to be served by another process.
    #[must_use]
    pub fn another_door(&self) -> Self {
        Self { address: free_address(), ..self.clone() }
    }

    /// Writes the configuration of this door; where it is.
    #[must_use]
    pub fn configure(&self) -> PathBuf {
        let path = self.folder.join(format!("asty-{}.toml", self.address.port()));
        let Self { folder, host, database, address, files, more, .. } = self;
        let (folder, files) = (folder.display(), files.display());
        let text = format!(
            "[server]\nlisten = \"{address}\"\n\n[municipality.asty]\nname = \"Δήμος Άστεως\"\nhost = \"{host}\"\n\
             database = \"{database}\"\nfiles = \"{files}\"\nlog_key = \"{folder}/log.key\"\n{more}"
        );
        fs::write(&path, text).unwrap();
        path
    }

    /// Starts `program` (the binary `asty`) and waits until it answers.
    pub async fn serve(&self, program: &Path) -> Server {
        let log = fs::File::options().create(true).append(true).open(self.folder.join("server.log")).unwrap();
        let process = Command::new(program)
            .args(["serve", "--config"])
            .arg(self.configure())
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut server = Server { process };
        let mut client = Client::new(self);
        for _ in 0..6_000 {
            if client.get("/healthz").await.is_ok_and(|answer| answer.status == 200) {
                return server;
            }
            assert!(server.process.try_wait().unwrap().is_none(), "the server ended: {}", self.log());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("the server does not answer: {}", self.log());
    }

    /// What the server said so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("server.log")).unwrap_or_default()
    }
}

/// Signs somebody in whose password is [`PASSWORD`]; the cookie of their session.
pub async fn sign_in(db: &Db, user: &str) -> String {
    let now = Clock::System.now();
    let stranger = |tx| Cx::new(Arc::new(Actor::Stranger), now, None, tx);
    let attempt = identity::attempt(stranger(db.read().await.unwrap()), user, PASSWORD.to_owned()).await.unwrap();
    let mut cx = stranger(db.write().await.unwrap());
    let session = identity::sign_in(&mut cx, attempt, "testkit").await.unwrap().unwrap();
    cx.commit().await.unwrap();
    format!("__Host-asty_session={}", session.token)
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// A running server. Dropping it kills it.
pub struct Server {
    process: Child,
}

impl Server {
    /// Ends it with SIGKILL: it gets no chance to finish anything.
    pub fn kill(mut self) {
        self.end();
    }

    /// How much of the memory is its own now, in bytes.
    #[must_use]
    pub fn resident(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() * 1024
    }

    /// The processor time that it has had, in seconds (`proc(5)`: utime and stime, a hundredth each).
    #[must_use]
    pub fn worked(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        let after = stat.rsplit(") ").next().unwrap_or_default();
        let ticks = after.split(' ').skip(11).take(2).filter_map(|word| word.parse::<f64>().ok());
        ticks.sum::<f64>() / 100.0
    }

    fn end(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}
