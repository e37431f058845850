//! Where the files of pictures lie: a folder, or a bucket of what speaks S3.

use crate::config::Config;
use anyhow::Context as _;
use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use std::path::Path;
use std::sync::Arc;

/// What begins the address of a bucket.
pub const BUCKET: &str = "s3://";

/// Opens the place that the setting `pictures` names. A folder is made when it is missing. Keys, region and
/// address of a bucket come from the environment, under the names that every tool for S3 knows
/// (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`).
pub fn pictures(config: &Config) -> anyhow::Result<Arc<dyn ObjectStore>> {
    match config.pictures.strip_prefix(BUCKET) {
        None => folder(&config.pictures_folder()),
        Some(rest) => {
            let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
            super::tls();
            let store = AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
            let prefix = prefix.trim_matches('/');
            Ok(if prefix.is_empty() { Arc::new(store) } else { Arc::new(PrefixStore::new(store, prefix)) })
        }
    }
}

/// A folder. What it took is on the disk: a text is never acknowledged before its pictures.
pub fn folder(path: &Path) -> anyhow::Result<Arc<dyn ObjectStore>> {
    std::fs::create_dir_all(path).with_context(|| format!("making {}", path.display()))?;
    Ok(Arc::new(LocalFileSystem::new_with_prefix(path)?.with_automatic_cleanup(true).with_fsync(true)))
}
