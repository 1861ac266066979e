//! `asty token`.

use super::{Place, user::refused};
use crate::AppError;
use clap::Subcommand;
use kernel::{Permission, TokenId};

/// API tokens: what a program presents to act for an employee, with no more than its scopes.
#[derive(Subcommand)]
pub enum Token {
    /// Makes a token and prints it. It is shown this once and kept nowhere.
    #[command(after_long_help = "Examples:
  asty token create --user maria --scope register:read --scope register:write --name scanner --config asty.toml
  asty token create --user maria --scope register:read --name trial --days 30")]
    Create {
        /// For whom.
        #[arg(long)]
        user: String,
        /// What it allows; may be given several times.
        #[arg(long, required = true, value_parser = super::word(Permission::ALL, Permission::as_str))]
        scope: Vec<Permission>,
        /// What it is for.
        #[arg(long, default_value = "API")]
        name: String,
        /// For how many days it opens.
        #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=3650))]
        days: u16,
        #[command(flatten)]
        place: Place,
    },
    /// Lists the tokens of somebody that still open: key, name, scopes, until when.
    #[command(after_long_help = "Example:\n  asty token list --user maria --config asty.toml")]
    List {
        /// Whose.
        #[arg(long)]
        user: String,
        #[command(flatten)]
        place: Place,
    },
    /// Takes tokens of somebody out of force.
    #[command(after_long_help = "Example:\n  asty token revoke --user maria 019a… --config asty.toml")]
    Revoke {
        /// Whose.
        #[arg(long)]
        user: String,
        /// The tokens, as `asty token list` shows them, or how only one of them begins.
        #[arg(required = true)]
        token: Vec<String>,
        #[command(flatten)]
        place: Place,
    },
}

/// The one token that is called so, or begins so.
fn meant(known: &[TokenId], user: &str, text: &str) -> Result<TokenId, AppError> {
    let mut fitting = known.iter().filter(|id| id.to_string().starts_with(&text.to_lowercase()));
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Ok(*one),
        (None, _) => Err(AppError::Refused(format!("{user} has no token {text}: asty token list --user {user}"))),
        _ => Err(AppError::Refused(format!("several tokens of {user} begin with {text}: write more of it"))),
    }
}

impl Token {
    pub(super) async fn run(self) -> Result<(), AppError> {
        match self {
            Token::Create { user, scope, name, days, place } => {
                let mut cx = place.cx().await?;
                let made = identity::create_token(&mut cx, &user, &name, &scope, days).await;
                let secret = made.map_err(|error| refused(&user, error))?;
                cx.commit().await?;
                println!("{secret}");
            }
            Token::List { user, place } => {
                let mut cx = place.cx().await?;
                let id = identity::employee_of(&mut cx, &user).await.map_err(|error| refused(&user, error))?;
                for token in identity::person(&mut cx, id).await?.tokens {
                    let until = token.expires_at.map_or_else(|| "for ever".to_owned(), |at| at.day().to_string());
                    println!("{}\t{}\t{}\t{until}", token.id, token.name, token.scopes);
                }
            }
            Token::Revoke { user, token, place } => {
                let mut cx = place.cx().await?;
                let id = identity::employee_of(&mut cx, &user).await.map_err(|error| refused(&user, error))?;
                let known: Vec<TokenId> =
                    identity::person(&mut cx, id).await?.tokens.iter().map(|token| token.id).collect();
                for one in token {
                    identity::revoke_token(&mut cx, id, meant(&known, &user, &one)?).await?;
                }
                cx.commit().await?;
            }
        }
        Ok(())
    }
}
