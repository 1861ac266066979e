//! The command line. The words of each command are its manual.

mod backup;
mod demo;
mod doctor;
mod figures;
mod import;
mod job;
mod log;
mod migrate;
mod read_file;
mod reindex;
mod serve;
mod stamp_copy;
mod terminal;
mod token;
mod user;
mod verify;
mod workshop;

use crate::{
    AppError,
    config::{Config, LogFormat, Logging, Municipality, reference},
    connect,
    town::ready,
};
use clap::{
    Args, Parser, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use db::Cx;
use kernel::{Actor, Clock, UnknownWord};
use std::{path::PathBuf, process::ExitCode, str::FromStr, sync::Arc};
use tracing_subscriber::EnvFilter;

/// The office of a Greek municipality in one program.
#[derive(Parser)]
#[command(version, after_long_help = "Begin with: asty config reference, asty migrate --help, asty serve --help")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Serve(serve::Serve),
    Migrate(migrate::Migrate),
    Doctor(doctor::Doctor),
    Backup(backup::Backup),
    Restore(backup::Restore),
    #[command(hide = true)]
    StampCopy(stamp_copy::StampCopy),
    #[command(hide = true)]
    ReadFile(read_file::ReadFile),
    Reindex(reindex::Reindex),
    #[command(hide = true)]
    CutPages(workshop::CutPages),
    #[command(hide = true)]
    ReadCodes(workshop::ReadCodes),
    Import(import::Import),
    Verify(verify::Verify),
    #[command(subcommand)]
    Log(log::Log),
    #[command(subcommand)]
    Figures(figures::Figures),
    #[command(subcommand)]
    Job(job::Job),
    #[command(subcommand)]
    User(user::User),
    #[command(subcommand)]
    Token(token::Token),
    /// Prints what concerns the configuration.
    Config {
        #[command(subcommand)]
        what: Printed,
    },
}

#[derive(Subcommand)]
enum Printed {
    /// Prints the reference of all keys as Markdown. Example: asty config reference > configuration.md
    Reference,
}

/// Where the configuration is.
#[derive(Args)]
struct ConfigFile {
    /// The configuration file.
    #[arg(long, value_name = "FILE", env = "ASTY_CONFIG", default_value = "/etc/asty/asty.toml")]
    config: PathBuf,
}

impl ConfigFile {
    /// Reads it, and begins to log as it says.
    fn load(&self) -> Result<Config, AppError> {
        let config = Config::load(&self.config)?;
        begin_log(&config.logging)?;
        Ok(config)
    }
}

/// Which municipality of the configuration.
#[derive(Args)]
struct Place {
    #[command(flatten)]
    config: ConfigFile,
    /// The code of the municipality, where the configuration has several.
    #[arg(long, value_name = "CODE")]
    municipality: Option<String>,
}

impl Place {
    /// Reads the configuration, and finds it there.
    fn load(&self) -> Result<Municipality, AppError> {
        Ok(self.config.load()?.municipality(self.municipality.as_deref())?.clone())
    }

    /// A writing context there for the person at the terminal, in a database that is up to date.
    async fn cx(&self) -> Result<Cx, AppError> {
        let place = self.load()?;
        let db = connect(&place).await?;
        ready(&place, &db).await?;
        let tx = db.write().await?;
        Ok(Cx::new(Arc::new(Actor::System("command line")), Clock::System.now(), None, tx))
    }
}

/// Reads one of these words; the help and a refusal name all of them.
fn word<T>(all: &[T], text: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + FromStr<Err = UnknownWord> + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|word| text(*word))).try_map(|text| text.parse::<T>())
}

/// Begins to log on the standard error stream.
fn begin_log(logging: &Logging) -> Result<(), AppError> {
    let filter = EnvFilter::try_new(&logging.level).map_err(|e| AppError::Refused(format!("logging.level: {e}")))?;
    // At its finest it would say with which password it signs in.
    let quiet = "async_imap=info".parse().map_err(|e| AppError::Refused(format!("logging.level: {e}")))?;
    let filter = filter.add_directive(quiet);
    // A full disk under the log must not end the requests that it would tell of.
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false);
    // An error means that logging has begun already.
    let _ = match logging.format {
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
        LogFormat::Text => lines.try_init(),
    };
    Ok(())
}

/// Does what the command line says.
///
/// # Errors
/// Why it could not be done, in words for the person at the terminal.
pub async fn run(cli: Cli) -> Result<ExitCode, AppError> {
    match cli.command {
        Command::StampCopy(stamp_copy::StampCopy) => return Ok(stamp_copy::StampCopy::run()),
        Command::ReadFile(read_file::ReadFile) => return Ok(read_file::ReadFile::run()),
        Command::Reindex(reindex) => reindex.run().await,
        Command::CutPages(workshop::CutPages) => return Ok(workshop::CutPages::run()),
        Command::ReadCodes(workshop::ReadCodes) => return Ok(workshop::ReadCodes::run()),
        Command::Demo(demo) => demo.run().await,
        Command::Serve(serve) => serve.run().await,
        Command::Migrate(migrate) => migrate.run().await,
        Command::Doctor(doctor) => doctor.run().await,
        Command::Figures(figures) => figures.run().await,
        Command::Job(job) => job.run().await,
        Command::User(user) => user.run().await,
        Command::Token(token) => token.run().await,
        Command::Backup(backup) => backup.run().await,
        Command::Restore(restore) => restore.run().await,
        Command::Import(import) => import.run().await,
        Command::Verify(verify) => verify.run().await,
        Command::Log(log) => log.run().await,
        Command::Config { what: Printed::Reference } => {
            print!("{}", reference());
            Ok(())
        }
    }
    .map(|()| ExitCode::SUCCESS)
}
