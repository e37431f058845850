//! Serving: opens the database, listens, answers, stops gently.

use crate::adapters::{SystemClock, SystemRandom, WebPush, instance_secret, mailer, pictures, provider};
use crate::config::Config;
use crate::http;
use crate::watch::Watch;
use anyhow::Context as _;
use axum::Router;
use axum::serve::ListenerExt as _;
use service::Context;
use service::crypto::Keys;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Opens the database, brings its schema up to date, and gathers what use cases need.
pub async fn context(config: &Config) -> anyhow::Result<Context> {
    let store = store::Db::open(&config.database_url, config.connections)
        .await
        .with_context(|| format!("setting `database_url`: opening {}", without_password(&config.database_url)))?;
    store.migrate().await.context("migrating the database")?;
    let random = Arc::new(SystemRandom);
    let secret = instance_secret(&config.data_dir, random.as_ref()).context("setting `data_dir`")?;
    let keys = Arc::new(Keys::new(&secret));
    let pusher = WebPush::new(keys.push_seed(), config, Arc::new(SystemClock)).context("speaking to push services")?;
    Ok(Context {
        store,
        clock: Arc::new(SystemClock),
        random,
        mailer: mailer(config).context("setting `smtp_url`")?,
        pusher: Arc::new(pusher),
        pro_sante: provider(config).context("setting `pro_sante`")?,
        pictures: pictures(config).context("setting `pictures`")?,
        keys,
        settings: Arc::new(config.settings()),
        live: Arc::default(),
        refusals: Arc::default(),
    })
}

/// An address without what must not be logged.
pub(crate) fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme < at => format!("{}://…{}", &url[..scheme], &url[at..]),
        _ => url.to_owned(),
    }
}

/// The application as a router, watched by nobody.
pub fn app(ctx: Context, config: Arc<Config>) -> anyhow::Result<Router> {
    watched(ctx, config, Arc::default())
}

/// The application as a router.
pub fn watched(ctx: Context, config: Arc<Config>, watch: Arc<Watch>) -> anyhow::Result<Router> {
    let files = crate::files::read(&config.site_root).context("setting `site_root`")?;
    Ok(http::router(ctx, config, Arc::new(files), watch))
}

/// Answers until `stop` resolves; requests under way are finished.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    // Without it, Nagle and delayed acknowledgements add 40 ms to a streamed page.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(stop).await?;
    Ok(())
}

/// Resolves when the process is asked to stop (SIGTERM, Ctrl-C).
pub async fn asked_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    tracing::info!("asked to stop: finishing what is under way");
}

/// The `serve` command.
pub async fn run(config: Config) -> anyhow::Result<()> {
    crate::watch::log::quiet_panics();
    let ctx = context(&config).await?;
    // Whoever put the database back by other means than `vecu restore` brings nobody back either.
    match service::erasures::replay(&ctx, &[]).await {
        Ok(replayed) if replayed.back > 0 => {
            tracing::warn!(members = replayed.back, "the database was restored: who was erased since is erased again");
        }
        Ok(_) => {}
        Err(fault) => tracing::error!(%fault, "the log of who was erased cannot be read beside the pictures"),
    }
    // Also where this node has no worker, and after a time in which nothing ran.
    if let Err(error) = crate::backups::gone::forget(&ctx, &config.backup_folder()).await {
        tracing::error!(%error, "the keys of who was erased may stand beside the backups; it is tried again");
    }
    match service::moderation::seal_notes(&ctx).await {
        Ok(0) => {}
        Ok(notes) => tracing::info!(notes, "notes among moderators were kept in clear, and are sealed now"),
        Err(fault) => tracing::error!(%fault, "notes among moderators that are in clear could not be sealed"),
    }
    match service::administration::fold_notes(&ctx).await {
        Ok(0) => {}
        Ok(notes) => tracing::info!(notes, "invitations are found by their notes as they are typed"),
        Err(fault) => tracing::error!(%fault, "invitations may not be found by their notes"),
    }
    let config = Arc::new(config);
    let watch = Arc::new(Watch::default());
    let app = watched(ctx.clone(), config.clone(), watch.clone())?;
    let listener =
        TcpListener::bind(config.listen).await.with_context(|| format!("setting `listen`: {}", config.listen))?;
    tracing::info!(engine = ?ctx.store.engine(), "Vécu answers at {}", config.public_url);
    let metrics = metrics(&config, &ctx, &watch).await?;
    let store = ctx.store.clone();
    let live = ctx.live.clone();
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let worker = tokio::spawn(crate::worker::run(ctx, config.worker, config.backup_folder(), watch.clone(), async {
        let _ = ended.await;
    }));
    let delay = Duration::from_secs(config.stop_delay.into());
    let stop = async move {
        asked_to_stop().await;
        // First whoever sends visitors here is told, then nobody is let in any more.
        watch.stop();
        tokio::time::sleep(delay).await;
        // Streams never end by themselves; their readers come back to whoever answers next.
        live.close();
    };
    serve(listener, app, stop).await?;
    drop(end);
    let _ = worker.await;
    if let Some(metrics) = metrics {
        metrics.abort();
    }
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Answers `/metrics` on an address of its own, if there is one.
async fn metrics(config: &Config, ctx: &Context, watch: &Arc<Watch>) -> anyhow::Result<Option<JoinHandle<()>>> {
    if config.metrics_address.is_empty() {
        return Ok(None);
    }
    let listener = TcpListener::bind(&config.metrics_address)
        .await
        .with_context(|| format!("setting `metrics_address`: {}", config.metrics_address))?;
    tracing::info!("metrics at http://{}/metrics", listener.local_addr()?);
    let router = crate::watch::metrics::router(ctx.clone(), watch.clone());
    Ok(Some(tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "metrics are not answered any more");
        }
    })))
}
