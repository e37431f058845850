//! The members' keys as a file: a line each, still wrapped under the instance's secret.

use anyhow::{Context as _, bail};
use std::fmt::Write as _;
use std::path::Path;
use store::backups::MemberKeyRow;
use uuid::Uuid;

const HEAD: &str = "vecu member keys 1";

/// The file's text.
pub fn text(keys: &[MemberKeyRow]) -> String {
    let mut text = format!("{HEAD}\n");
    for key in keys {
        let _ = writeln!(text, "{} {}", key.member, hex(&key.wrapped));
    }
    text
}

/// Bytes as PostgreSQL and we write them.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok().filter(|_| pair.len() == 2)).collect()
}

/// Reads such a file.
pub fn read(file: &Path) -> anyhow::Result<Vec<MemberKeyRow>> {
    super::files::check(file)?;
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        bail!("{} does not hold members' keys", file.display());
    }
    let mut keys = Vec::new();
    for (number, line) in lines.enumerate() {
        let key = line.split_once(' ').and_then(|(member, wrapped)| {
            Some(MemberKeyRow { member: Uuid::parse_str(member).ok()?, wrapped: unhex(wrapped)? })
        });
        keys.push(key.with_context(|| format!("{}: line {} is no key", file.display(), number + 2))?);
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_there_and_back() {
        assert_eq!(unhex(&hex(&[0, 1, 0xab, 0xff])), Some(vec![0, 1, 0xab, 0xff]));
        for wrong in ["0", "zz", "abc", "é"] {
            assert_eq!(unhex(wrong), None, "{wrong}");
        }
    }
}
