//! The reference of `./dev bench`: a minimal axum route that answers the same 437,383 bytes to all.
//! `constant PORT`.

#![forbid(unsafe_code)]

use axum::Router;
use axum::body::Bytes;
use axum::routing::get;
use axum::serve::ListenerExt as _;

/// Size of the page that other forums were measured with, in bytes.
const BYTES: usize = 437_383;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or_else(|| "4200".to_owned());
    let body = Bytes::from(vec![b'x'; BYTES]);
    let app = Router::new().route("/", get(move || std::future::ready(body.clone())));
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, app).await
}
