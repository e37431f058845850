//! Metrics for Prometheus, on an address of their own: nobody but the operator is to read them.

use super::Watch;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use service::Context;
use std::sync::Arc;
use std::time::Duration;

/// Bounds of the durations that are counted, in seconds.
const SECONDS: [f64; 12] = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0];

/// A request, as it is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    method: &'static str,
    route: String,
    status: &'static str,
}

/// A run of a job, as it is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ran {
    job: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Named {
    name: String,
}

/// What was refused, by its kind alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PoolPart {
    pool: &'static str,
    state: &'static str,
}

type Durations = Family<Asked, Histogram, fn() -> Histogram>;

/// What is counted as it happens.
pub struct Metrics {
    requests: Durations,
    jobs: Family<Ran, Counter>,
    alive: Family<Named, Gauge>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            requests: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            jobs: Family::default(),
            alive: Family::default(),
        }
    }
}

impl Metrics {
    /// A request was answered.
    pub fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let status = match status {
            100..200 => "1xx",
            200..300 => "2xx",
            300..400 => "3xx",
            400..500 => "4xx",
            _ => "5xx",
        };
        let asked = Asked { method, route: route.to_owned(), status };
        self.requests.get_or_create(&asked).observe(took.as_secs_f64());
    }

    /// A run of a job has ended.
    pub fn ran(&self, job: &'static str, well: bool) {
        self.jobs.get_or_create(&Ran { job, outcome: if well { "done" } else { "failed" } }).inc();
    }

    /// A job runs, or does not any more.
    pub fn alive(&self, job: &str, alive: bool) {
        self.alive.get_or_create(&Named { name: job.to_owned() }).set(i64::from(alive));
    }

    /// Everything as Prometheus reads it, with what is looked up only when asked.
    async fn text(&self, ctx: &Context) -> Result<String, std::fmt::Error> {
        let mut registry = Registry::with_prefix("vecu");
        registry.register_with_unit(
            "request",
            "Time until an answer begins, by pattern of address",
            Unit::Seconds,
            self.requests.clone(),
        );
        registry.register("job_runs", "Runs of jobs that have ended", self.jobs.clone());
        registry.register("job_alive", "Whether what runs beside the requests runs", self.alive.clone());

        let unshown = ctx.refusals.unshown().into_iter().map(|(kind, count)| (kind.to_owned(), count));
        registry.register("refused", "Passwords, passkeys, codes, proofs and tokens that were wrong", kinds(unshown));
        let limits = ctx.refusals.limits().into_iter();
        registry.register("limited", "What was done too often and refused, by limit", kinds(limits));

        let streams = Gauge::<i64>::default();
        streams.set(i64::try_from(ctx.live.open()).unwrap_or(i64::MAX));
        registry.register("live_streams", "Live streams open in this process", streams);

        let pools = Family::<PoolPart, Gauge>::default();
        for pool in ctx.store.pools() {
            for (state, value) in
                [("idle", pool.idle), ("used", pool.open.saturating_sub(pool.idle)), ("most", pool.most)]
            {
                pools.get_or_create(&PoolPart { pool: pool.name, state }).set(i64::from(value));
            }
        }
        registry.register("pool_connections", "Connections to the database", pools);

        let memory = Gauge::<i64>::default();
        memory.set(resident());
        registry.register_with_unit("resident_memory", "Memory of this process", Unit::Bytes, memory);

        self.waiting(ctx, &mut registry).await;
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }

    /// What waits in the database; that it does not answer is a figure, too.
    async fn waiting(&self, ctx: &Context, registry: &mut Registry) {
        let now = ctx.now();
        let looked = tokio::time::timeout(Duration::from_secs(3), async {
            let mut reader = ctx.store.read().await?;
            let events = store::events::waiting(&mut reader.conn()).await?;
            let mails = store::notices::mails_waiting(&mut reader.conn(), now).await?;
            Ok::<_, store::Error>((events, mails))
        });
        let answers = Gauge::<i64>::default();
        if let Ok(Ok((events, mails))) = looked.await {
            answers.set(1);
            let (many, since) = (Family::<Named, Gauge>::default(), Family::<Named, Gauge>::default());
            for one in events {
                let name = Named { name: one.consumer };
                many.get_or_create(&name).set(one.events);
                let age = one.oldest.map_or(0, |oldest| (now.0 - oldest.0).max(0) / domain::time::SECOND);
                since.get_or_create(&name).set(age);
            }
            registry.register("events_waiting", "Events that a reader has not read yet", many);
            registry.register_with_unit(
                "events_waiting_oldest",
                "Age of the oldest event that a reader has not read yet",
                Unit::Seconds,
                since,
            );
            let waiting = Gauge::<i64>::default();
            waiting.set(mails.waiting);
            registry.register("mails_waiting", "Mails that will go out, now or when their hour comes", waiting);
            let overdue = Gauge::<i64>::default();
            overdue.set(mails.overdue);
            registry.register("mails_overdue", "Mails whose moment has passed", overdue);
        }
        registry.register("database_answers", "Whether the database answers", answers);
    }
}

/// Counters by kind.
fn kinds(counts: impl Iterator<Item = (String, u64)>) -> Family<Kind, Counter> {
    let family = Family::<Kind, Counter>::default();
    for (kind, count) in counts {
        family.get_or_create(&Kind { kind }).inc_by(count);
    }
    family
}

/// Bytes of memory that the process holds; nothing where the system does not say it as Linux does.
fn resident() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<i64>().ok()).unwrap_or_default() * 1_024
}

/// The one door of the metrics' address.
pub fn router(ctx: Context, watch: Arc<Watch>) -> Router {
    Router::new().route("/metrics", get(answer)).with_state((ctx, watch))
}

async fn answer(State((ctx, watch)): State<(Context, Arc<Watch>)>) -> Response {
    match watch.metrics.text(&ctx).await {
        Ok(text) => ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text)
            .into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
