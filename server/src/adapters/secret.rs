//! The instance's secret: 32 bytes in `secret.key`, made at the first start, readable by its owner.

use anyhow::Context as _;
use service::Random;
use std::io::Write as _;
use std::path::Path;

/// Reads the secret, or makes it.
pub fn instance_secret(folder: &Path, random: &dyn Random) -> anyhow::Result<[u8; 32]> {
    let path = folder.join("secret.key");
    match std::fs::read(&path) {
        Ok(bytes) => bytes
            .try_into()
            .map_err(|_| anyhow::anyhow!("{} must hold exactly 32 bytes; restore it from your backup", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
            let mut secret = [0; 32];
            random.fill(&mut secret);
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&path).with_context(|| format!("making {}", path.display()))?;
            file.write_all(&secret)?;
            file.sync_all()?;
            tracing::info!(path = %path.display(), "made the instance's secret key: back it up apart from the database");
            Ok(secret)
        }
        Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
    }
}
