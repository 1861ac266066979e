//! `asty user`.

use super::{Place, terminal};
use crate::AppError;
use clap::{Args, Subcommand};
use db::Cx;
use html::{Lang, Words};
use identity::{AccountLine, IdentityError, NewAccount, NewEmployee, PasswordHash};
use kernel::{EmployeeId, Role};

/// How many are invited in one transaction.
const BATCH: u16 = 100;

/// Accounts: the first administrator is made here, everybody else here or in the browser.
#[derive(Subcommand)]
pub enum User {
    /// Lists the accounts: user name, name, roles, and what stands in the way of signing in.
    #[command(after_long_help = "Example:\n  asty user list --config asty.toml")]
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Adds an employee with an account, and prints the password when none is given.
    ///
    /// A password that was printed must be changed at the first sign-in; one that was given need not.
    #[command(after_long_help = "Examples:
  asty user create --user anna --name \"Άννα Τεχνίτη\" --role administrator --config asty.toml
  asty user create --user maria --name \"Μαρία Παππά\" --role clerk --password-stdin < password.txt
  asty user create --user eleni --name \"Ελένη Δήμου\" --role employee --email eleni@asty.gr --invite")]
    Create {
        /// What they type to sign in.
        #[arg(long)]
        user: String,
        /// First and last name.
        #[arg(long)]
        name: String,
        /// Their e-mail.
        #[arg(long)]
        email: Option<String>,
        /// What they are in the program; may be given several times.
        #[arg(long, required = true, value_parser = super::word(Role::ALL, Role::as_str))]
        role: Vec<Role>,
        #[command(flatten)]
        password: Given,
        /// Sends an invitation to the e-mail instead: they set the password themselves.
        #[arg(long, requires = "email", conflicts_with = "password_stdin")]
        invite: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Gives somebody a new password, which must be changed at the next sign-in, and ends their sessions.
    ///
    /// Prints one that was made up, when none is given.
    #[command(after_long_help = "Examples:
  asty user password --user maria --config asty.toml
  asty user password --user maria --password-stdin
  asty user password --user maria --code    (the telephone is lost too)")]
    Password {
        #[command(flatten)]
        who: Who,
        #[command(flatten)]
        password: Given,
        /// Takes the one-time codes away too, for somebody who lost the telephone.
        #[arg(long)]
        code: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Locks an account: nobody signs in with it, its sessions end, its tokens do not open.
    #[command(after_long_help = "Example:\n  asty user lock --user maria --config asty.toml")]
    Lock {
        #[command(flatten)]
        who: Who,
        #[command(flatten)]
        place: Place,
    },
    /// Opens a locked account again, also one that locked itself after too many failures.
    #[command(after_long_help = "Example:\n  asty user unlock --user maria --config asty.toml")]
    Unlock {
        #[command(flatten)]
        who: Who,
        #[command(flatten)]
        place: Place,
    },
    /// Sets what somebody is in the program; roles that are not named are taken away.
    #[command(after_long_help = "Example:\n  asty user roles --user maria --role clerk --role head --config asty.toml")]
    Roles {
        #[command(flatten)]
        who: Who,
        /// What they are from now on; may be given several times.
        #[arg(long, required = true, value_parser = super::word(Role::ALL, Role::as_str))]
        role: Vec<Role>,
        #[command(flatten)]
        place: Place,
    },
    /// Sends an invitation to set a password, by e-mail, good for seven days; one that was sent before ends.
    ///
    /// The mail is sent by `asty serve`.
    #[command(after_long_help = "Examples:
  asty user invite --user maria --config asty.toml
  asty user invite --all --config asty.toml")]
    Invite {
        /// Whom, by the user name.
        #[arg(long, required_unless_present = "all")]
        user: Option<String>,
        /// Everybody who has an account and an e-mail, has set no password, and has no invitation in force.
        #[arg(long, conflicts_with = "user")]
        all: bool,
        #[command(flatten)]
        place: Place,
    },
}

/// Whose account.
#[derive(Args)]
pub struct Who {
    /// The user name.
    #[arg(long)]
    user: String,
}

/// Where a password comes from. There is no argument for it: others would see it.
#[derive(Args)]
pub struct Given {
    /// Reads the password from the standard input; at a terminal it is asked for, and not shown.
    #[arg(long)]
    password_stdin: bool,
}

impl Given {
    /// The password that was given for `user`, or one that is made up; and which it was.
    fn take(&self, user: &str) -> Result<(String, bool), AppError> {
        if self.password_stdin {
            return Ok((terminal::password(user)?, true));
        }
        Ok((identity::temporary_password()?, false))
    }
}

/// Prints a password that was made up; whose it is stands beside it, not in what a program may read.
fn tell(user: &str, password: &str) {
    eprintln!("The temporary password of {user}, to be changed at the first sign-in:");
    println!("{password}");
}

/// What went wrong, in words for the person at the terminal.
pub(super) fn refused(user: &str, error: IdentityError) -> AppError {
    let words = match &error {
        IdentityError::NotFound => format!("there is no such account: {user}"),
        IdentityError::Invalid(problems) => match problems.first().map(|p| p.key) {
            Some("identity-problem-last-administrator") => {
                "this is the last administrator who can sign in: make another one first".to_owned()
            }
            Some("identity-problem-no-email") => format!("{user} has no e-mail"),
            Some("identity-problem-has-password") => {
                format!("{user} has a password already; for a new one: asty user password")
            }
            Some("identity-problem-account-closed") => format!("{user} is locked or has left"),
            Some("identity-problem-auditor") => "the auditor must not have another role".to_owned(),
            Some("identity-problem-user") => "a user name has no spaces and is not empty".to_owned(),
            _ => return error.into(),
        },
        _ => return error.into(),
    };
    AppError::Refused(words)
}

async fn find(cx: &mut Cx, user: &str) -> Result<EmployeeId, AppError> {
    identity::employee_of(cx, user).await.map_err(|error| refused(user, error))
}

impl User {
    pub(super) async fn run(self) -> Result<(), AppError> {
        match self {
            User::List { place } => list(&place).await,
            User::Create { user, name, email, role, password, invite, place } => {
                let way = if invite { None } else { Some(password) };
                create(&place, (user, name, email, role), way).await
            }
            User::Password { who, password, code, place } => {
                let (text, given) = password.take(&who.user)?;
                let hash = PasswordHash::make(text.clone()).await?;
                let mut cx = place.cx().await?;
                let id = find(&mut cx, &who.user).await?;
                identity::reset(&mut cx, id, &hash, code).await?;
                cx.commit().await?;
                if !given {
                    tell(&who.user, &text);
                }
                Ok(())
            }
            User::Lock { who, place } => {
                let mut cx = place.cx().await?;
                let id = find(&mut cx, &who.user).await?;
                identity::lock(&mut cx, id).await.map_err(|error| refused(&who.user, error))?;
                Ok(cx.commit().await?)
            }
            User::Unlock { who, place } => {
                let mut cx = place.cx().await?;
                let id = find(&mut cx, &who.user).await?;
                identity::unlock(&mut cx, id).await?;
                Ok(cx.commit().await?)
            }
            User::Roles { who, role, place } => {
                let mut cx = place.cx().await?;
                let id = find(&mut cx, &who.user).await?;
                identity::set_roles(&mut cx, id, &role).await.map_err(|error| refused(&who.user, error))?;
                Ok(cx.commit().await?)
            }
            User::Invite { user, place, .. } => invite(&place, user).await,
        }
    }
}

/// What stands in the way of signing in, or marks the account.
fn marks(line: &AccountLine) -> String {
    let account = &line.account;
    let marks = [
        (line.left, "left"),
        (account.disabled_at.is_some(), "locked"),
        (account.locked_until.is_some(), "locked after failures"),
        (!account.has_password, "no password"),
        (account.must_change, "must change the password"),
        (account.has_code, "one-time codes"),
    ];
    let words: Vec<&str> = marks.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
    words.join(", ")
}

async fn list(place: &Place) -> Result<(), AppError> {
    let mut cx = place.cx().await?;
    for line in identity::accounts(&mut cx).await? {
        let roles: Vec<&str> = line.roles.iter().map(|role| role.as_str()).collect();
        let cells = [line.account.user_name.clone(), line.name.clone(), roles.join(","), marks(&line)];
        println!("{}", cells.join("\t"));
    }
    Ok(())
}

async fn create(
    place: &Place,
    (user, name, email, roles): (String, String, Option<String>, Vec<Role>),
    way: Option<Given>,
) -> Result<(), AppError> {
    let (hash, printed, given) = match way {
        Some(way) => {
            let (text, given) = way.take(&user)?;
            (PasswordHash::make(text.clone()).await?, (!given).then_some(text), given)
        }
        None => (PasswordHash::none(), None, false),
    };
    let invited = printed.is_none() && !given;
    let account = NewAccount { user: user.clone(), password: hash, roles };
    let mut cx = place.cx().await?;
    let valid_from = cx.now.day();
    // What somebody chose themselves need not be changed.
    let (chosen, made_up) = if given { (Some(account), None) } else { (None, Some(account)) };
    let new = NewEmployee { name, email, code: None, positions: Vec::new(), account: chosen, valid_from };
    let id = identity::create_employee(&mut cx, new).await.map_err(|error| refused(&user, error))?;
    if let Some(account) = made_up {
        identity::create_account(&mut cx, id, account).await.map_err(|error| refused(&user, error))?;
    }
    if invited {
        let letter = letter(place)?;
        identity::invite(&mut cx, id, letter).await.map_err(|error| refused(&user, error))?;
    }
    cx.commit().await?;
    if let Some(text) = printed {
        tell(&user, &text);
    }
    Ok(())
}

/// The letter of this municipality.
fn letter(place: &Place) -> Result<impl Fn(&identity::Invitation) -> mail::Mail, AppError> {
    let (place, words) = (place.load()?, Words::load().map_err(AppError::Refused)?);
    let (name, url) = (place.base.name.clone(), place.url());
    Ok(move |invitation: &identity::Invitation| {
        http_identity::letter(|key, args| words.text(Lang::El, key, args), (&name, &url), invitation)
    })
}

async fn invite(place: &Place, user: Option<String>) -> Result<(), AppError> {
    let letter = letter(place)?;
    let Some(user) = user else {
        let mut sent = 0;
        loop {
            let mut cx = place.cx().await?;
            let some = identity::invite_waiting(&mut cx, BATCH, &letter).await?;
            cx.commit().await?;
            sent += some;
            if some < usize::from(BATCH) {
                println!("{sent} invitations are on their way.");
                return Ok(());
            }
        }
    };
    let mut cx = place.cx().await?;
    let id = find(&mut cx, &user).await?;
    identity::invite(&mut cx, id, letter).await.map_err(|error| refused(&user, error))?;
    Ok(cx.commit().await?)
}
