//! `asty user` and `asty token`.

use super::Place;
use crate::{AppError, connect};
use clap::Subcommand;
use db::Cx;
use identity::{IdentityError, NewAccount, NewEmployee, PasswordHash};
use kernel::{Actor, Clock, Permission, Role};
use std::{io::Read, sync::Arc};

/// Accounts: the first administrator is made here, everybody else in the browser.
#[derive(Subcommand)]
pub enum User {
    /// Adds an employee with an account, and prints the password when none is given.
    #[command(after_long_help = "Examples:
  asty user create --user anna --name \"Άννα Τεχνίτη\" --role administrator --config asty.toml
  asty user create --user maria --name \"Μαρία Παππά\" --role clerk --password-stdin < password.txt")]
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
        /// What they are in the program: clerk, head, employee, auditor or administrator; may be given several times.
        #[arg(long, required = true)]
        role: Vec<Role>,
        /// Reads the password from the standard input: on the command line, others could see it.
        #[arg(long)]
        password_stdin: bool,
        #[command(flatten)]
        place: Place,
    },
}

/// API tokens: what a program presents to act for an employee, with no more than its scopes.
#[derive(Subcommand)]
pub enum Token {
    /// Makes a token and prints it. It is shown this once and kept nowhere.
    #[command(after_long_help = "Example:
  asty token create --user maria --scope register:read --scope register:write --name scanner --config asty.toml")]
    Create {
        /// For whom.
        #[arg(long)]
        user: String,
        /// What it allows, like register:read; may be given several times.
        #[arg(long, required = true)]
        scope: Vec<Permission>,
        /// What it is for.
        #[arg(long, default_value = "API")]
        name: String,
        #[command(flatten)]
        place: Place,
    },
}

/// A writing context for the person at the terminal.
async fn cx(place: &Place) -> Result<Cx, AppError> {
    let tx = connect(&place.load()?).await?.write().await?;
    Ok(Cx::new(Arc::new(Actor::System("command line")), Clock::System.now(), None, tx))
}

impl User {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let User::Create { user, name, email, role, password_stdin, place } = self;
        let mut typed = String::new();
        if password_stdin {
            std::io::stdin().read_to_string(&mut typed)?;
        }
        let given = typed.trim_end_matches(['\r', '\n']).to_owned();
        if password_stdin && identity::password_problem(&given, &user).is_some() {
            return Err(AppError::Refused("this password is too short, or among the first that are tried".to_owned()));
        }
        let password = if password_stdin { given } else { identity::temporary_password()? };
        let hash = PasswordHash::make(password.clone()).await?;
        let mut cx = cx(&place).await?;
        let account = NewAccount { user: user.clone(), password: hash, roles: role };
        let valid_from = cx.now.day();
        let new = NewEmployee { name, email, positions: Vec::new(), account: Some(account), valid_from };
        identity::create_employee(&mut cx, new).await?;
        cx.commit().await?;
        if !password_stdin {
            println!("{password}");
        }
        Ok(())
    }
}

impl Token {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let Token::Create { user, scope, name, place } = self;
        let mut cx = cx(&place).await?;
        let made = identity::create_token(&mut cx, &user, &name, &scope).await;
        let secret = made.map_err(|error| match error {
            IdentityError::NotFound => AppError::Refused(format!("there is no such account: {user}")),
            other => other.into(),
        })?;
        cx.commit().await?;
        println!("{secret}");
        Ok(())
    }
}
