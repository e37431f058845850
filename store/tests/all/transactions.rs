//! A request may be cut off anywhere: a browser goes away, a node is stopped. Nothing of it may stay behind on
//! the connections that the next ones use.

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, PgConnection};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::str::FromStr as _;
use std::task::Poll;
use std::time::Duration;
use store::{Conn, Db, both_engines};

/// Polls a future so often, with time for an answer between, and drops it wherever it is.
async fn cut_off<T>(future: impl Future<Output = T>, polls: usize) {
    let mut future = pin!(future);
    for _ in 0..polls {
        if poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx).is_ready())).await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// A connection of its own to the same PostgreSQL, from which one sees what the others do.
async fn observer(db: &Db) -> Option<PgConnection> {
    let mut reader = db.read().await.expect("a reader");
    let Conn::Postgres(conn) = reader.conn() else { return None };
    let (name,): (String,) = sqlx::query_as("SELECT current_database()").fetch_one(conn).await.expect("a name");
    let url = std::env::var("VECU_TEST_POSTGRES").expect("PostgreSQL for tests");
    Some(PgConnectOptions::from_str(&url).expect("an address").database(&name).connect().await.expect("connected"))
}

/// Connections that sit in a transaction.
const OPEN: &str =
    "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";

both_engines!(what_is_cut_off_while_it_begins_leaves_no_transaction_behind, |db: Db| async move {
    let mut observer = observer(&db).await;
    for round in 0..40 {
        let polls = round % 5 + 1;
        if round % 2 == 0 {
            cut_off(db.begin(), polls).await;
        } else {
            cut_off(db.snapshot(), polls).await;
        }
        let Some(observer) = &mut observer else { continue };
        // What is undone beside is undone soon.
        let mut open = (1i64,);
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            open = sqlx::query_as(OPEN).fetch_one(&mut *observer).await.expect("a count");
            if open == (0,) {
                break;
            }
        }
        assert_eq!(open, (0,), "cut off after {polls} polls: a transaction is open that nobody will end");
    }
    let tx = tokio::time::timeout(Duration::from_secs(5), db.begin()).await.expect("nobody holds the lock");
    tx.expect("begun").commit().await.expect("committed");
});
