//! The real `vecu` process, on a port of its own, and a client that speaks just enough HTTP.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Where and with what a server runs; outlives its processes.
pub struct Place {
    folder: tempfile::TempDir,
    database_url: String,
    settings: Vec<(String, String)>,
    /// Where it listens.
    pub address: SocketAddr,
    runs: u32,
}

/// A port that nobody listens on.
pub fn free_address() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address")
}

impl Place {
    /// For a database, with settings beside the usual ones.
    pub fn new(database_url: &str, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        // Beside the program a build leaves `hash.txt`, which names files of a site that need not be built here.
        let program = folder.path().join("vecu");
        let built = Path::new(env!("CARGO_BIN_EXE_vecu"));
        if std::fs::hard_link(built, &program).is_err() {
            std::fs::copy(built, &program).expect("the program");
        }
        let settings = settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Self { folder, database_url: database_url.to_owned(), settings, address: free_address(), runs: 0 }
    }

    /// Where its secret lies.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A command, settings in its environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.folder.path().join("vecu"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("VECU_DATABASE_URL", &self.database_url)
            .env("VECU_DATA_DIR", self.data())
            .env("VECU_LISTEN", self.address.to_string())
            .env("VECU_PUBLIC_URL", format!("http://{}", self.address))
            .env("VECU_LIMITS_FACTOR", "1000000")
            .envs(self.settings.iter().map(|(key, value)| (key, value)))
            .stdin(Stdio::null());
        command
    }

    /// Carries a command out; what it printed.
    pub fn vecu(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("the program runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// Starts the server and waits until it is ready.
    pub async fn start(&mut self) -> Server {
        self.runs += 1;
        let log = self.folder.path().join(format!("log-{}", self.runs));
        let file = std::fs::File::create(&log).expect("a log");
        let child = self.command(&["serve"]).stdout(Stdio::null()).stderr(file).spawn().expect("the program runs");
        let server = Server { child, log, address: self.address };
        for _ in 0..600 {
            if matches!(get(self.address, "/readyz").await, Ok(answer) if answer.status == 200) {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not ready after 30 seconds: {}", server.log());
    }
}

/// A server that runs; killed when dropped.
pub struct Server {
    child: Child,
    log: PathBuf,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// Asks it to stop.
    pub fn terminate(&self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("asked");
        assert!(asked.success());
    }

    /// Waits until it has stopped.
    pub async fn stopped(&mut self) -> ExitStatus {
        for _ in 0..600 {
            if let Some(status) = self.child.try_wait().expect("its state") {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("still there after 30 seconds: {}", self.log());
    }

    /// What it logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).expect("its log")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer, read whole.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Status line and headers.
    pub head: String,
    /// Body.
    pub text: String,
}

/// Sends a request on a connection of its own; an error when the line was cut.
pub async fn send(address: SocketAddr, head: &str, body: &str) -> std::io::Result<Answer> {
    send_over(TcpStream::connect(address).await?, address, head, body).await
}

/// The same on a connection that is there.
async fn send_over(mut stream: TcpStream, address: SocketAddr, head: &str, body: &str) -> std::io::Result<Answer> {
    stream.set_nodelay(true)?;
    let length = body.len();
    // HTTP/1.0: the answer ends where the connection does.
    let request = format!("{head}Host: {address}\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let cut = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let (head, text) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(cut)?;
    Ok(Answer { status, head: head.to_owned(), text: text.to_owned() })
}

/// Reads an address.
pub async fn get(address: SocketAddr, path: &str) -> std::io::Result<Answer> {
    send(address, &format!("GET {path} HTTP/1.0\r\n"), "").await
}

/// Somebody's browser: remembers cookies, says who it is.
#[derive(Clone)]
pub struct Browser {
    address: SocketAddr,
    cookies: String,
    /// Headers sent along.
    pub headers: String,
}

impl Browser {
    /// A visitor's.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookies: String::new(), headers: String::new() }
    }

    /// The same browser, led to another address, as by a balancer.
    pub fn at(&self, address: SocketAddr) -> Self {
        Self { address, ..self.clone() }
    }

    /// Whether somebody listens there: a connection to [`Browser::get_over`] or [`Browser::submit_over`].
    pub async fn connect(&self) -> std::io::Result<TcpStream> {
        TcpStream::connect(self.address).await
    }

    /// Reads a page over a connection.
    pub async fn get_over(&self, line: TcpStream, path: &str) -> std::io::Result<Answer> {
        send_over(line, self.address, &self.head("GET", path, ""), "").await
    }

    /// Sends a command over a connection.
    pub async fn submit_over(
        &self,
        line: TcpStream,
        command: &str,
        fields: &[(&str, &str)],
    ) -> std::io::Result<Answer> {
        let body = serde_json::json!({ "command": command, "fields": fields }).to_string();
        let head = self.head("POST", "/api/forms/submit", "Content-Type: application/json\r\n");
        send_over(line, self.address, &head, &body).await
    }

    /// Opens a live stream; `last` is where an earlier one ended.
    pub async fn listen(&self, path: &str, last: &str) -> std::io::Result<Listening> {
        let mut line = self.connect().await?;
        let last = if last.is_empty() { String::new() } else { format!("Last-Event-ID: {last}\r\n") };
        let head = format!("{}Host: {}\r\n{last}\r\n", self.head("GET", path, ""), self.address);
        line.write_all(head.as_bytes()).await?;
        let mut listening = Listening { line, text: String::new(), last: String::new() };
        while !listening.text.contains("\r\n\r\n") {
            if !listening.read().await? {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        }
        let (head, rest) = listening.text.split_once("\r\n\r\n").expect("a head");
        assert!(head.starts_with("HTTP/1.0 200") || head.starts_with("HTTP/1.1 200"), "{head}");
        listening.text = rest.to_owned();
        Ok(listening)
    }

    /// From now on the session of this secret, whatever its cookie is called.
    pub fn is_signed_in(&mut self, session: &str) {
        self.cookies = format!("__Host-vecu={session}; vecu={session}");
    }

    fn head(&self, method: &str, path: &str, kind: &str) -> String {
        let cookie = if self.cookies.is_empty() { String::new() } else { format!("Cookie: {}\r\n", self.cookies) };
        format!("{method} {path} HTTP/1.0\r\nSec-Fetch-Site: same-origin\r\n{kind}{cookie}{}", self.headers)
    }

    fn remember(&mut self, answer: &Answer) {
        for line in answer.head.lines() {
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("set-cookie")
            {
                value.trim().split(';').next().unwrap_or_default().clone_into(&mut self.cookies);
            }
        }
    }

    /// Reads a page.
    pub async fn get(&self, path: &str) -> std::io::Result<Answer> {
        send(self.address, &self.head("GET", path, ""), "").await
    }

    /// Sends a command as a hydrated page does.
    pub async fn submit(&mut self, command: &str, fields: &[(&str, &str)]) -> std::io::Result<Answer> {
        let body = serde_json::json!({ "command": command, "fields": fields }).to_string();
        let head = self.head("POST", "/api/forms/submit", "Content-Type: application/json\r\n");
        let answer = send(self.address, &head, &body).await?;
        self.remember(&answer);
        Ok(answer)
    }

    /// Posts a form as a page without JavaScript does.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> std::io::Result<Answer> {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", super::encode(name), super::encode(value))).collect();
        let head = self.head("POST", path, "Content-Type: application/x-www-form-urlencoded\r\n");
        let answer = send(self.address, &head, &body.join("&")).await?;
        self.remember(&answer);
        Ok(answer)
    }
}

/// A live stream as a browser reads it.
pub struct Listening {
    line: TcpStream,
    text: String,
    /// What `Last-Event-ID` would be.
    pub last: String,
}

impl Listening {
    async fn read(&mut self) -> std::io::Result<bool> {
        let mut bytes = [0; 4096];
        let read = self.line.read(&mut bytes).await?;
        self.text.push_str(&String::from_utf8_lossy(&bytes[..read]));
        Ok(read > 0)
    }

    /// What it tells next: an event's name and data; `None` once it has ended.
    pub async fn next(&mut self) -> Option<(String, String)> {
        loop {
            while let Some(end) = self.text.find("\n\n") {
                let block: String = self.text.drain(..end + 2).collect();
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                if let Some(id) = field("id:") {
                    id.clone_into(&mut self.last);
                }
                if let Some(data) = field("data:") {
                    return Some((field("event:").unwrap_or("message").to_owned(), data.to_owned()));
                }
            }
            if !matches!(self.read().await, Ok(true)) {
                return None;
            }
        }
    }
}
