//! The import: batches of lines, checked in parallel, written one transaction each.

use super::Reason;
use super::check::{self, check};
use super::checked::Checked;
use super::known::Known;
use super::lines::{Line, Lines};
use super::place::Placer;
use super::record::{Header, VECU};
use super::report::{Progress, Refusal, Report};
use super::rows::Rows;
use super::texts::Reading;
use crate::{Context, Fault, Outcome};
use domain::Timestamp;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::Conn;
use tokio::task::JoinHandle;

/// Lines in a transaction.
const BATCH: usize = 1_000;
/// Bytes in a batch at most: a thousand lines of a megabyte each would not be a batch any more.
const BATCH_BYTES: usize = 16_000_000;
/// A dump whose dates are moved is read twice, from memory.
const SHIFTED_MAX: u64 = 256_000_000;

/// How to import.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "one per flag of the command")]
pub struct Options {
    /// Check everything, write nothing.
    pub dry_run: bool,
    /// Stop at the first line that is refused.
    pub strict: bool,
    /// Communities without a stated visibility become open instead of members only.
    pub open: bool,
    /// The operator vouches for the dump: `verified` badges are honoured.
    pub trust: bool,
    /// Moves all dates so that the newest stated one is this moment.
    pub shift: Option<Timestamp>,
    /// Asks to stop after the batch being written.
    pub stop: Option<Arc<AtomicBool>>,
}

/// Reads a dump. What it refuses line by line is told through `progress`; `Err` is our own fault.
pub async fn import(
    ctx: &Context,
    input: impl BufRead + Send,
    options: &Options,
    progress: &mut (dyn FnMut(&Progress<'_>) + Send),
) -> Outcome<Report> {
    match options.shift {
        None => run(ctx, input, 0, options, progress).await,
        Some(newest) => {
            let mut whole = Vec::new();
            input.take(SHIFTED_MAX).read_to_end(&mut whole).map_err(Fault::internal)?;
            let shift = newest_date(&whole).map_or(0, |date| newest.0 - date.0);
            run(ctx, Cursor::new(whole), shift, options, progress).await
        }
    }
}

/// The newest date of a dump.
fn newest_date(dump: &[u8]) -> Option<Timestamp> {
    let date = |line: &[u8]| {
        let record: serde_json::Value = serde_json::from_slice(line).ok()?;
        ["created", "edited", "joined", "until", "deleted", "helped", "verified_since"]
            .iter()
            .filter_map(|field| Timestamp::parse(record.get(*field)?.as_str()?))
            .max()
    };
    dump.split(|&byte| byte == b'\n').filter_map(date).max()
}

async fn run(
    ctx: &Context,
    input: impl BufRead + Send,
    shift: i64,
    options: &Options,
    progress: &mut (dyn FnMut(&Progress<'_>) + Send),
) -> Outcome<Report> {
    let mut lines = Lines::new(input);
    let header = match lines.next().map_err(Fault::internal)? {
        Some(Line { bytes: Ok(bytes), .. }) => check::header(&bytes),
        Some(Line { bytes: Err(reason), .. }) => Err(reason),
        None => Err(Reason::NotADump),
    };
    let header = match header {
        Ok(header) => header,
        Err(reason) => {
            return Ok(Report { lines: 1, stopped: Some(Refusal { line: 1, reason }), ..Report::default() });
        }
    };
    let reading = Reading::new(ctx.now(), shift, header.source == VECU);
    let mut import = Import {
        ctx,
        options,
        known: Known::of(&header.source),
        seen: HashMap::new(),
        report: Report { source: header.source.clone(), lines: 1, ..Report::default() },
        header,
    };
    // While a batch is written, the next one is being checked.
    let mut next = Some(start(batch(&mut lines)?, reading));
    while let Some(checking) = next.take() {
        let checked = finish(checking).await?;
        if checked.is_empty() {
            break;
        }
        let stop = options.stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed));
        if stop {
            import.report.interrupted = true;
            break;
        }
        let (number, bytes) = (checked.last().map_or(1, |(number, ..)| *number), lines.bytes);
        next = Some(start(batch(&mut lines)?, reading));
        let refused = import.batch(checked).await?;
        import.report.lines = number;
        progress(&Progress { lines: number, bytes, refused: &refused });
        if import.report.stopped.is_some() {
            break;
        }
    }
    Ok(import.report)
}

fn batch<R: BufRead>(lines: &mut Lines<R>) -> Outcome<Vec<Line>> {
    let mut batch = Vec::with_capacity(BATCH);
    let mut bytes = 0;
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(line) = lines.next().map_err(Fault::internal)? else { break };
        bytes += line.bytes.as_ref().map_or(0, Vec::len);
        batch.push(line);
    }
    Ok(batch)
}

/// A line: its number, a hash of its bytes, the record.
type Numbered = (u64, u64, Result<Checked, Reason>);

/// A hash that is the same in every run.
fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Checks a batch on as many threads as the machine has, in pieces that keep their order.
fn start(batch: Vec<Line>, reading: Reading) -> Vec<JoinHandle<Vec<Numbered>>> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from).clamp(1, 8);
    let size = batch.len().div_ceil(threads).max(1);
    let mut pieces = Vec::new();
    let mut batch = batch.into_iter().peekable();
    while batch.peek().is_some() {
        let piece: Vec<Line> = batch.by_ref().take(size).collect();
        pieces.push(tokio::task::spawn_blocking(move || {
            piece
                .into_iter()
                .map(|line| {
                    let hashed = line.bytes.as_ref().map_or(0, hash);
                    (line.number, hashed, line.bytes.and_then(|bytes| check(&bytes, reading)))
                })
                .collect()
        }));
    }
    pieces
}

async fn finish(pieces: Vec<JoinHandle<Vec<Numbered>>>) -> Outcome<Vec<Numbered>> {
    let mut checked = Vec::new();
    for piece in pieces {
        checked.extend(piece.await.map_err(Fault::internal)?);
    }
    Ok(checked)
}

struct Import<'a> {
    ctx: &'a Context,
    options: &'a Options,
    header: Header,
    known: Known,
    /// Hashes of the ids of this dump so far, and of the lines they stood on.
    seen: HashMap<u64, u64>,
    report: Report,
}

impl Import<'_> {
    /// Writes a batch in one transaction; what was refused.
    async fn batch(&mut self, checked: Vec<Numbered>) -> Outcome<Vec<Refusal>> {
        if self.options.dry_run {
            let mut reader = self.ctx.store.read().await?;
            let (_, refused) = self.place(&mut reader.conn(), checked).await?;
            return Ok(refused);
        }
        let mut tx = self.ctx.store.begin().await?;
        let (rows, refused) = self.place(&mut tx.conn(), checked).await?;
        rows.write(self.ctx, &mut tx.conn()).await?;
        tx.commit().await?;
        Ok(refused)
    }

    async fn place(&mut self, conn: &mut Conn<'_>, mut checked: Vec<Numbered>) -> Outcome<(Rows, Vec<Refusal>)> {
        let records: Vec<&Checked> = checked.iter().filter_map(|(.., record)| record.as_ref().ok()).collect();
        self.known.learn(conn, &records, self.options.dry_run).await?;
        let mut records: Vec<&mut Checked> =
            checked.iter_mut().filter_map(|(.., record)| record.as_mut().ok()).collect();
        self.known.free_names(conn, &mut records).await?;
        let mut rows = Rows::default();
        let mut refused = Vec::new();
        let mut placer = Placer {
            ctx: self.ctx,
            options: self.options,
            locale: self.header.locale.unwrap_or_default(),
            now: self.ctx.now().0,
            known: &mut self.known,
            rows: &mut rows,
        };
        for (line, hashed, record) in checked {
            let placed = record.and_then(|record| {
                let (word, id) = (record.word(), record.id().map(hash));
                // Two records of one id that differ: what names it later could mean either.
                if id.is_some_and(|id| self.seen.get(&id).is_some_and(|before| *before != hashed)) {
                    return Err(Reason::IdUsedBefore);
                }
                let new = placer.place(record)?;
                if let Some(id) = id {
                    self.seen.insert(id, hashed);
                }
                Ok((word, new))
            });
            match placed {
                Ok((word, new)) => self.report.add(word, new),
                Err(reason) => {
                    *self.report.refused.entry(reason.name()).or_default() += 1;
                    let refusal = Refusal { line, reason };
                    refused.push(refusal.clone());
                    if self.options.strict {
                        self.report.stopped = Some(refusal);
                        break;
                    }
                }
            }
        }
        Ok((rows, refused))
    }
}
