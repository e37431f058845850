//! What a push service is sent: signed by the instance, and closed to everybody but the device.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::notices::PushAddress;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use service::push::{Push, Pusher as _, Rung};
use std::sync::{Arc, Mutex};
use vecu_server::adapters::{SystemClock, WebPush};
use vecu_server::config::Config;

type Taken = Arc<Mutex<Vec<(String, HeaderMap, Bytes)>>>;

async fn take(State(taken): State<Taken>, Path(device): Path<String>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let status = match device.as_str() {
        "gone" => StatusCode::GONE,
        "busy" => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::CREATED,
    };
    taken.lock().unwrap().push((device, headers, body));
    status
}

fn part(text: &str) -> serde_json::Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

#[tokio::test]
async fn a_ring_is_signed_and_opens_for_its_device_alone() {
    let taken = Taken::default();
    let service = Router::new().route("/{device}", post(take)).with_state(taken.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, service).await });

    let mail_from = "Vécu <bonjour@vecu.example>".to_owned();
    let config = Config { push_services: vec![origin.clone()], mail_from, ..Config::default() };
    let pusher = WebPush::new(&[7; 32], &config, Arc::new(SystemClock)).unwrap();
    let device = p256::SecretKey::from_slice(&[9; 32]).unwrap();
    let auth = [3u8; 16];
    let to = |name: &str| PushAddress {
        endpoint: format!("{origin}/{name}"),
        p256dh: URL_SAFE_NO_PAD.encode(device.public_key().to_sec1_bytes()),
        auth: URL_SAFE_NO_PAD.encode(auth),
    };
    let push = |name: &str| Push { to: to(name), text: "{\"body\":\"Quelqu’un\"}".into(), topic: "abc".into() };
    assert_eq!(pusher.ring(push("phone")).await, Rung::Taken);
    assert_eq!(pusher.ring(push("gone")).await, Rung::Gone);
    assert_eq!(pusher.ring(push("busy")).await, Rung::Later);
    let elsewhere = PushAddress { endpoint: "http://127.0.0.1:1/x".into(), ..to("x") };
    assert_eq!(pusher.ring(Push { to: elsewhere, ..push("x") }).await, Rung::Gone, "never called");
    let keyless = PushAddress { p256dh: "AAAA".into(), ..to("x") };
    assert_eq!(pusher.ring(Push { to: keyless, ..push("x") }).await, Rung::Gone);

    let taken = taken.lock().unwrap();
    assert_eq!(taken.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["phone", "gone", "busy"]);
    let (_, headers, body) = &taken[0];
    assert_eq!(headers["content-encoding"], "aes128gcm");
    assert_eq!(headers["topic"], "abc");
    assert!(!body.windows(4).any(|window| window == b"body"), "nothing of it is readable on the way");
    let auth = web_push_native::Auth::clone_from_slice(&auth);
    let opened = web_push_native::decrypt(body.to_vec(), &device, &auth).unwrap();
    assert_eq!(String::from_utf8(opened).unwrap(), "{\"body\":\"Quelqu’un\"}");
    let other = p256::SecretKey::from_slice(&[8; 32]).unwrap();
    assert!(web_push_native::decrypt(body.to_vec(), &other, &auth).is_err());

    // RFC 8292: who sends, to whom, until when, verified with the key that browsers were given.
    let authorization = headers["authorization"].to_str().unwrap().strip_prefix("vapid t=").unwrap();
    let (token, key) = authorization.split_once(", k=").unwrap();
    assert_eq!(key, pusher.public_key());
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (head, claims) = signed.split_once('.').unwrap();
    assert_eq!(part(head)["alg"], "ES256");
    assert_eq!(part(claims)["aud"], origin);
    assert_eq!(part(claims)["sub"], "mailto:bonjour@vecu.example");
    let key = VerifyingKey::from_sec1_bytes(&URL_SAFE_NO_PAD.decode(key).unwrap()).unwrap();
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    key.verify(signed.as_bytes(), &signature).unwrap();
}
