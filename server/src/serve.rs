//! Serving: opens the database, listens, answers, stops gently.

use crate::adapters::{SystemClock, SystemRandom, WebPush, instance_secret, mailer};
use crate::config::Config;
use crate::http;
use anyhow::Context as _;
use axum::Router;
use axum::serve::ListenerExt as _;
use service::Context;
use service::crypto::Keys;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

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
        keys,
        settings: Arc::new(config.settings()),
        live: Arc::default(),
    })
}

/// An address without what must not be logged.
fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme < at => format!("{}://…{}", &url[..scheme], &url[at..]),
        _ => url.to_owned(),
    }
}

/// The application as a router.
pub fn app(ctx: Context, config: Arc<Config>) -> anyhow::Result<Router> {
    let files = crate::files::read(&config.site_root).context("setting `site_root`")?;
    Ok(http::router(ctx, config, Arc::new(files)))
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
    let ctx = context(&config).await?;
    let config = Arc::new(config);
    let app = app(ctx.clone(), config.clone())?;
    let listener =
        TcpListener::bind(config.listen).await.with_context(|| format!("setting `listen`: {}", config.listen))?;
    tracing::info!(engine = ?ctx.store.engine(), "Vécu answers at {}", config.public_url);
    let store = ctx.store.clone();
    let live = ctx.live.clone();
    let worker = tokio::spawn(crate::worker::run(ctx, config.worker));
    let stop = async move {
        asked_to_stop().await;
        // Streams never end by themselves; their readers come back to whoever answers next.
        live.close();
    };
    serve(listener, app, stop).await?;
    worker.abort();
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}
