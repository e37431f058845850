//! Files that are whole or not there: written under another name for nobody else to read, made to last,
//! moved into place, and found again unchanged.

use super::names;
use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// A file being written: gone when dropped, there when kept.
pub struct Unfinished {
    at: PathBuf,
    to: PathBuf,
    kept: bool,
}

impl Unfinished {
    /// Makes an empty file that its owner alone reads, beside where it will stand.
    pub fn make(to: &Path) -> anyhow::Result<Self> {
        if to.exists() {
            bail!("{} is there already", to.display());
        }
        let at = to.with_added_extension(format!("{}.part", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&at).with_context(|| format!("making {}", at.display()))?;
        Ok(Self { at, to: to.to_path_buf(), kept: false })
    }

    /// Where it is written.
    pub fn path(&self) -> &Path {
        &self.at
    }

    /// Makes it last and moves it into place, over what stands there.
    pub fn keep(mut self) -> anyhow::Result<()> {
        File::open(&self.at)?.sync_all()?;
        std::fs::rename(&self.at, &self.to).with_context(|| format!("moving it to {}", self.to.display()))?;
        self.kept = true;
        sync_folder(&self.to)
    }

    /// The same, with its checksum beside it: first the checksum, then the file, so that a file always has one.
    pub fn keep_with_checksum(self) -> anyhow::Result<String> {
        let sum = sha256(&self.at)?;
        let name = self.to.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let beside = Self::make(&names::checksum(&self.to))?;
        OpenOptions::new().write(true).open(&beside.at)?.write_all(format!("{sum}  {name}\n").as_bytes())?;
        beside.keep()?;
        self.keep()?;
        Ok(sum)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.kept {
            let _ = std::fs::remove_file(&self.at);
        }
    }
}

/// Makes last what a folder says of its files.
pub fn sync_folder(file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(File::open(folder)?.sync_all()?)
}

/// The SHA-256 of a file, as `sha256sum` writes it.
pub fn sha256(file: &Path) -> anyhow::Result<String> {
    let mut opened = File::open(file).with_context(|| format!("reading {}", file.display()))?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = opened.read(&mut piece)?;
        if read == 0 {
            break;
        }
        hash.update(piece.get(..read).unwrap_or_default());
    }
    Ok(super::keys::hex(&hash.finalize()))
}

/// Holds a file against the checksum beside it.
pub fn check(file: &Path) -> anyhow::Result<()> {
    let beside = names::checksum(file);
    let text = std::fs::read_to_string(&beside).with_context(|| {
        format!(
            "{}: the checksum beside the backup cannot be read; if you trust the backup, make it with sha256sum",
            beside.display()
        )
    })?;
    let expected = text.split_whitespace().next().unwrap_or_default();
    let found = sha256(file)?;
    if found != expected {
        bail!(
            "{} is not what was written: its checksum is {found}, {} says {expected}",
            file.display(),
            beside.display()
        );
    }
    Ok(())
}

/// Takes away a file and its checksum.
pub fn remove(file: &Path) -> anyhow::Result<()> {
    for path in [file.to_path_buf(), names::checksum(file)] {
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("removing {}", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}
