//! `vecu healthcheck`: asks the server on this machine whether it is ready; for containers.

use crate::config::Config;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const PATIENCE: Duration = Duration::from_secs(5);

/// Carries out `vecu healthcheck`.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let mut address = config.listen;
    // Listening everywhere is no address to ask.
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address = SocketAddr::from((Ipv4Addr::LOCALHOST, address.port())),
        IpAddr::V6(ip) if ip.is_unspecified() => address = SocketAddr::from((Ipv6Addr::LOCALHOST, address.port())),
        _ => {}
    }
    let answer = tokio::time::timeout(PATIENCE, ask(address))
        .await
        .map_err(|_| anyhow::anyhow!("{address} says nothing"))?
        .map_err(|error| anyhow::anyhow!("{address}: {error}"))?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    println!("{}", body.trim());
    let ready = head.lines().next().is_some_and(|line| line.split(' ').nth(1) == Some("200"));
    Ok(if ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n").await?;
    let mut answer = String::new();
    stream.take(64 * 1_024).read_to_string(&mut answer).await?;
    Ok(answer)
}
