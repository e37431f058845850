//! The real server without a socket, and actors that knock at its doors.

#![allow(dead_code, reason = "each test file uses its part")]

pub mod process;
pub mod rows;
pub mod traces;

use axum::Router;
use axum::body::{Body, to_bytes};
use futures::StreamExt as _;
use http::{Request, StatusCode, header};
use service::Actor;
use service::testing::TestContext;
use std::sync::Arc;
use store::Db;
use tower::ServiceExt as _;
use vecu_server::config::Config;
use vecu_server::watch::Watch;

/// The server over a database.
pub struct Site {
    /// Its context, for preparing what is there.
    pub test: TestContext,
    app: Router,
}

/// An answer, read whole.
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: http::HeaderMap,
    /// Body.
    pub text: String,
}

impl Answer {
    /// A header's text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The session's secret that it hands out.
    pub fn renewed(&self) -> Option<String> {
        let cookies = self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let found = cookies.filter_map(|cookie| cookie.strip_prefix("__Host-vecu=")).next_back()?;
        found.split(';').next().map(str::to_owned)
    }
}

impl Site {
    /// Over this database, with settings as a development server has them.
    pub fn over(db: Db) -> Self {
        Self::watched(db, Arc::default())
    }

    /// The same, with an eye on it.
    pub fn watched(db: Db, watch: Arc<Watch>) -> Self {
        let test = service::testing::context(db);
        let config = Arc::new(Config::default());
        let app = vecu_server::serve::watched(test.ctx.clone(), config, watch).expect("the site's files");
        Self { test, app }
    }

    /// Over a context that a test made.
    pub fn with(test: TestContext, config: Arc<Config>) -> Self {
        let app = vecu_server::serve::app(test.ctx.clone(), config).expect("the site's files");
        Self { test, app }
    }

    /// How often things may be done from now on, as a multiple of what is usual.
    pub fn limit(&mut self, factor: u32) {
        let settings = service::Settings { limits_factor: factor, ..service::Settings::default() };
        self.test.ctx.settings = Arc::new(settings);
        let config = Arc::new(Config::default());
        self.app = vecu_server::serve::app(self.test.ctx.clone(), config).expect("the site's files");
    }

    /// The same site where somebody vouches for professions, as these settings say.
    pub fn vouched(mut self, pro_sante: vecu_server::config::pro_sante::ProSante) -> Self {
        let config = Config { pro_sante, ..Config::default() };
        self.test.ctx.pro_sante = vecu_server::adapters::provider(&config).expect("a provider");
        self.app = vecu_server::serve::app(self.test.ctx.clone(), Arc::new(config)).expect("the site's files");
        self
    }

    /// Asks as a program does, with a token or none.
    pub async fn program(&self, token: Option<&str>, method: &str, path: &str, json: Option<&str>) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if json.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = json.map_or_else(Body::empty, |json| Body::from(json.to_owned()));
        self.send(request.body(body).expect("a request")).await
    }

    /// The same site, its clock and what it kept, over another database.
    pub fn moved(self, db: Db) -> Self {
        let mut test = self.test;
        test.ctx.store = db;
        test.ctx.live = Arc::default();
        let app = vecu_server::serve::app(test.ctx.clone(), Arc::new(Config::default())).expect("the site's files");
        Self { test, app }
    }

    /// Sends any request; the answer's body is left to be read.
    pub async fn raw(&self, request: Request<Body>) -> http::Response<Body> {
        self.app.clone().oneshot(request).await.expect("the router answers")
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.raw(request).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 << 20).await.expect("a body");
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// Reads an address with a session's cookie, or none.
    pub async fn get(&self, session: Option<&str>, path: &str) -> Answer {
        self.send(request("GET", session, path).body(Body::empty()).expect("a request")).await
    }

    /// What a live stream tells at once.
    pub async fn hear(&self, session: Option<&str>, path: &str) -> String {
        let answer = self.raw(request("GET", session, path).body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let mut body = answer.into_body().into_data_stream();
        let mut heard = String::new();
        // What was missed is there already; a stream has no end to wait for.
        while let Ok(Some(Ok(chunk))) = tokio::time::timeout(std::time::Duration::from_millis(20), body.next()).await {
            heard.push_str(&String::from_utf8_lossy(&chunk));
        }
        heard
    }

    /// Posts a form as a page without JavaScript does.
    pub async fn post(&self, session: Option<&str>, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect::<Vec<_>>()
            .join("&");
        let request = request("POST", session, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Posts a form with files in it, whose parts `--x` parts.
    pub async fn post_form(&self, session: Option<&str>, path: &str, body: &[u8]) -> Answer {
        let request = request("POST", session, path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.to_vec()))
            .expect("a request");
        self.send(request).await
    }

    /// Sends a command as a hydrated page does.
    pub async fn submit(&self, session: Option<&str>, command: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_json::json!({ "command": command, "fields": fields });
        let request = request("POST", session, "/api/forms/submit")
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.send(request).await
    }

    /// A session's cookie for a member; none for a visitor.
    pub async fn session(&self, actor: &Actor) -> Option<String> {
        if actor.me.is_some() { Some(self.test.session(actor).await) } else { None }
    }
}

/// The beginning of a request as a browser of somebody French sends it.
pub fn request(method: &str, session: Option<&str>, path: &str) -> http::request::Builder {
    let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT_LANGUAGE, "fr");
    if let Some(token) = session {
        request = request.header(header::COOKIE, format!("__Host-vecu={token}"));
    }
    request
}

/// Percent-encodes everything but letters and digits.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
