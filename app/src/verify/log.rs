//! Checking a whole log, and a log against an earlier state of it.

use super::Source;
use crate::AppError;
use kernel::Faults;
use proof::{KeyNote, Walk};
use std::{collections::BTreeMap, fmt::Write, path::Path};
use tlog::{Checkpoint, Hash, Node, TILE_WIDTH, TileId, VerifierKey};

/// The tiles of level 0 of a log of `size` lines.
fn bottom(size: u64) -> impl Iterator<Item = TileId> {
    (0..size.div_ceil(TILE_WIDTH)).map(move |index| TileId::of(Node { level: 0, index: index * TILE_WIDTH }, size))
}

/// Every tile of a log of `size` lines.
fn all(size: u64) -> Vec<TileId> {
    let mut tiles = Vec::new();
    for level in 0..8_u8 {
        let hashes = size >> (8 * u32::from(level));
        let width = |index: u64| (hashes - index * TILE_WIDTH).min(TILE_WIDTH) as u16;
        tiles.extend((0..hashes.div_ceil(TILE_WIDTH)).map(|index| TileId { level, index, width: width(index) }));
    }
    tiles
}

/// The numbers of each book and year, in words.
pub(super) fn numbers(last: &BTreeMap<(String, i64), i64>) -> String {
    last.iter().fold(String::new(), |mut out, ((book, year), last)| {
        let _ = write!(out, "\n  {book} {year}: the numbers 1 to {last}, each once, in the order of their time");
        out
    })
}

/// The verdict over what was found, or `good` when nothing was.
pub(super) fn verdict(faults: &Faults, good: String) -> Result<String, AppError> {
    if faults.is_empty() {
        return Ok(good);
    }
    let list: String = faults.words.iter().map(|words| format!("\n  - {words}")).collect();
    let more = faults.count - faults.words.len();
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    Err(AppError::Refused(format!("NOT in order: {} faults were found.{list}{more}", faults.count)))
}

/// The trusted keys, and those to which they handed the log over or from which they took it. Waits.
///
/// # Errors
/// When the handovers cannot be read.
pub fn followed(source: &Source, trusted: Vec<VerifierKey>) -> Result<Vec<VerifierKey>, AppError> {
    // Logs of other programs have no such list.
    let texts: Vec<String> =
        source.read("keys").map_or_else(|_| Ok(Vec::new()), |bytes| serde_json::from_slice(&bytes))?;
    let notes: Vec<KeyNote> = texts.iter().map(|text| KeyNote::parse(text)).collect::<Result<_, _>>()?;
    let mut keys: Vec<VerifierKey> = Vec::new();
    for key in trusted.iter().flat_map(|key| proof::keys(&notes, key)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok(keys)
}

/// Reads a whole log from its first line and checks it against its signed checkpoint and earlier ones. Waits.
///
/// # Errors
/// What is not in order, or what cannot be read.
pub fn whole(source: &Source, keys: &[VerifierKey], earlier: Vec<Checkpoint>) -> Result<String, AppError> {
    let signed = Checkpoint::open(&source.text("checkpoint")?, keys)?;
    let compared = earlier.len();
    let (mut walk, mut causes) = (Walk::past(earlier), Faults::default());
    for tile in bottom(signed.size) {
        let bundle = source.read(&tile.entries_path())?;
        let lines = tlog::decode_entries(&bundle)?;
        if lines.len() != usize::from(tile.width) {
            walk.faults.add(format!("{} has {} lines", tile.entries_path(), lines.len()));
        }
        let mut hashes = Vec::new();
        for line in lines {
            hashes.extend_from_slice(&tlog::leaf_hash(line).0);
            walk.take(&String::from_utf8_lossy(line));
        }
        let same = source.read(&tile.path())? == hashes;
        causes.unless(same, || {
            format!("{} was altered: its lines have not the hashes that were kept", tile.entries_path())
        });
    }
    if walk.root() != signed.root {
        causes.add("the lines are not those that the checkpoint signed");
    }
    let good = format!(
        "In order: all {} lines of {} are under the signature of its key, and {compared} earlier checkpoints agree.{}\n\
         Not proven: what the entries state, which the log does not show; a receipt opens its own line.",
        signed.size,
        signed.origin,
        numbers(&walk.last)
    );
    let found = walk.end();
    if causes.is_empty() { verdict(&found, good) } else { verdict(&first(causes, found), good) }
}

/// How many consequences of a cause are listed.
const CONSEQUENCES: usize = 3;

/// The causes before what follows from them, of which some are enough.
fn first(mut causes: Faults, found: Faults) -> Faults {
    causes.count += found.count;
    causes.words.extend(found.words.into_iter().take(CONSEQUENCES));
    causes
}

/// Checks that the log still begins with all that `old`, an earlier signed checkpoint, signed. Reads only the tiles
/// that the proof needs. Waits.
///
/// # Errors
/// That the past was rewritten, or what cannot be read.
pub fn since(source: &Source, keys: &[VerifierKey], old: &Checkpoint) -> Result<String, AppError> {
    let new = Checkpoint::open(&source.text("checkpoint")?, keys)?;
    if old.origin != new.origin {
        return Err(AppError::Refused(format!("These are two logs: {} and {}.", old.origin, new.origin)));
    }
    if new.size < old.size {
        let lost = old.size - new.size;
        return Err(AppError::Refused(format!(
            "REWRITTEN: the checkpoint signed {} lines, the log has {} now: at least {lost} were removed.",
            old.size, new.size
        )));
    }
    let mut nodes = tlog::nodes_for_consistency(old.size, new.size);
    nodes.extend(tlog::nodes_for_root(new.size));
    nodes.extend(tlog::nodes_for_root(old.size));
    let mut tiles = BTreeMap::new();
    for tile in tlog::tiles_for(&nodes, new.size) {
        tiles.insert(tile, source.read(&tile.path())?);
    }
    let hash = |node: Node| -> Option<Hash> {
        let tile = TileId::of(node, new.size);
        tlog::subtree_in_tile(tile, tiles.get(&tile)?, node)
    };
    if tlog::root(new.size, &hash)? != new.root {
        return Err(AppError::Refused(
            "NOT in order: the tiles are not those that the new checkpoint signed.".to_owned(),
        ));
    }
    let proof = tlog::consistency_proof(old.size, new.size, &hash)?;
    tlog::verify_consistency(old.size, new.size, &proof, old.root, new.root).map_err(|_| {
        AppError::Refused(format!(
            "REWRITTEN: the first {} lines of {} are not those that the earlier checkpoint signed. Keep both \
             checkpoints: together they show it to anyone.",
            old.size, old.origin
        ))
    })?;
    Ok(format!(
        "In order: the {} lines of {} that the earlier checkpoint signed are all there, unchanged and in their order; \
         {} came behind them.\n\
         Not proven: that the lines which came since are right among themselves; without --since all are read.",
        old.size,
        old.origin,
        new.size - old.size
    ))
}

/// Copies a whole log into a folder, so that it can be checked and kept elsewhere. Waits.
///
/// # Errors
/// What cannot be read or written.
pub fn export(source: &Source, folder: &Path) -> Result<u64, AppError> {
    let signed = source.text("checkpoint")?;
    // Read unopened: whoever checks the copy has the key.
    let text = signed.split("\n\n").next().unwrap_or_default();
    let size = Checkpoint::parse(&format!("{text}\n"))?.size;
    let write = |path: String, bytes: Vec<u8>| -> Result<(), AppError> {
        let place = folder.join(path);
        if let Some(parent) = place.parent() {
            std::fs::create_dir_all(parent)?;
        }
        Ok(std::fs::write(place, bytes)?)
    };
    for tile in all(size) {
        write(tile.path(), source.read(&tile.path())?)?;
    }
    for tile in bottom(size) {
        write(tile.entries_path(), source.read(&tile.entries_path())?)?;
    }
    if let Ok(keys) = source.read("keys") {
        write("keys".to_owned(), keys)?;
    }
    write("checkpoint".to_owned(), signed.into_bytes())?;
    Ok(size)
}
