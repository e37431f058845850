//! A provider in memory: honest, or hostile in one way at a time.

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use rsa::pkcs1v15::SigningKey;
use rsa::signature::{SignatureEncoding as _, Signer as _};
use rsa::traits::PublicKeyParts as _;
use rsa::{RsaPrivateKey, rand_core::OsRng};
use serde_json::{Value, json};
use service::Clock as _;
use service::pro_sante::{NotReached, Outside, Provider, Request, Response, Setup};
use service::testing::{TestClock, TestContext};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

pub const ISSUER: &str = "https://psc.example/realms/esante";
const CLIENT: &str = "vecu";
const SECRET: &str = "carabistouille";

/// The provider's key, and one that is not.
static KEYS: LazyLock<[RsaPrivateKey; 2]> = LazyLock::new(|| {
    let draw = || RsaPrivateKey::new(&mut OsRng, 2_048).expect("a key");
    [draw(), draw()]
});

/// How it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// Not at all.
    None,
    /// Signed by another key.
    Forged,
    /// Not signed (`alg: none`).
    Unsigned,
    /// Signed with the client's secret (HS256).
    Shared,
    /// Signed with the public key taken for a secret.
    Confused,
    Nonce,
    NoNonce,
    Audience,
    TwoAudiences,
    Issuer,
    Expired,
    IssuedLongAgo,
    IssuedTomorrow,
    Acr,
    AtHash,
    NoIdToken,
    /// Userinfo of somebody else.
    Subject,
    /// Userinfo signed, by another key.
    ForgedUserinfo,
    /// Userinfo signed for another client.
    UserinfoAudience,
    /// A discovery document of another issuer.
    Discovery,
    /// A discovery document that leads to an address in clear.
    Clear,
    /// It says no to the code.
    Refuses,
    /// It answers nonsense.
    Nonsense,
    NoIdentity,
    NoSubjectRefPro,
    NoPractice,
    OtherProfession,
    Down,
}

/// What it knows.
pub struct Fake {
    clock: Arc<TestClock>,
    pub lie: Mutex<Lie>,
    /// Userinfo as a signed JWT rather than JSON.
    pub signs_userinfo: Mutex<bool>,
    /// `SubjectNameID` of who is at the keyboard.
    pub name_id: Mutex<String>,
    /// Their practices.
    pub codes: Mutex<Vec<Value>>,
    /// Nonce and PKCE challenge by code.
    codes_given: Mutex<HashMap<String, (String, String)>>,
    /// What it was asked.
    pub asked: Mutex<Vec<String>>,
}

/// Puts it behind a context.
pub fn behind(test: &mut TestContext) -> Arc<Fake> {
    let fake = Arc::new(Fake {
        clock: test.clock.clone(),
        lie: Mutex::new(Lie::None),
        signs_userinfo: Mutex::new(false),
        name_id: Mutex::new("899700218896".into()),
        codes: Mutex::new(vec![json!("21")]),
        codes_given: Mutex::default(),
        asked: Mutex::default(),
    });
    let setup = Setup {
        issuer: ISSUER.into(),
        authorization_url: "https://wallet.psc.example/auth".into(),
        token_url: String::new(),
        userinfo_url: String::new(),
        jwks_url: String::new(),
        client_id: CLIENT.into(),
        client_secret: SECRET.into(),
        scopes: vec!["openid".into(), "scope_all".into()],
        acr_values: vec!["eidas1".into()],
    };
    test.ctx.pro_sante = Some(Arc::new(Provider::new(setup, fake.clone())));
    fake
}

/// What stands behind `?` of an address.
pub fn query(address: &str) -> HashMap<String, String> {
    let url = openidconnect::url::Url::parse(address).expect("an address");
    url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn jwk(key: &RsaPrivateKey) -> Value {
    let part = |number: &rsa::BigUint| URL_SAFE_NO_PAD.encode(number.to_bytes_be());
    json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "one", "n": part(key.n()), "e": part(key.e()) })
}

fn signed(claims: &Value, key: &RsaPrivateKey) -> String {
    let text = format!("{}.{}", encoded(&json!({ "alg": "RS256", "kid": "one" })), encoded(claims));
    let signature = SigningKey::<Sha256>::new(key.clone()).sign(text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

fn hashed_with(claims: &Value, secret: &[u8]) -> String {
    let text = format!("{}.{}", encoded(&json!({ "alg": "HS256" })), encoded(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("any key");
    mac.update(text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

impl Fake {
    pub fn lies(&self, lie: Lie) {
        *self.lie.lock().unwrap() = lie;
    }

    fn lie(&self) -> Lie {
        *self.lie.lock().unwrap()
    }

    /// Somebody signs in over there: the code that they bring back.
    pub fn authorizes(&self, address: &str) -> String {
        let asked = query(address);
        assert_eq!((asked["response_type"].as_str(), asked["client_id"].as_str()), ("code", CLIENT));
        assert_eq!(asked["code_challenge_method"], "S256");
        let code = format!("code-{}", self.codes_given.lock().unwrap().len());
        let pair = (asked["nonce"].clone(), asked["code_challenge"].clone());
        self.codes_given.lock().unwrap().insert(code.clone(), pair);
        code
    }

    fn tokens(&self, body: &[u8]) -> Result<Value, Value> {
        let refusal = || json!({ "error": "invalid_grant" });
        let form = query(&format!("https://x/?{}", String::from_utf8_lossy(body)));
        if self.lie() == Lie::Refuses {
            return Err(refusal());
        }
        // A code is good for once, and for whoever has the verifier.
        let (nonce, challenge) = self.codes_given.lock().unwrap().remove(&form["code"]).ok_or_else(refusal)?;
        if URL_SAFE_NO_PAD.encode(Sha256::digest(form["code_verifier"].as_bytes())) != challenge {
            return Err(refusal());
        }
        assert_eq!(form["redirect_uri"], "http://localhost:3000/pro-sante/callback");
        let (lie, now, token) = (self.lie(), self.clock.now().seconds(), "an-access-token");
        let of = if lie == Lie::AtHash { "another" } else { token };
        let mut claims = json!({
            "iss": ISSUER, "sub": "f:1:somebody", "aud": CLIENT, "nonce": nonce, "acr": "eidas1",
            "iat": now, "exp": now + 300, "at_hash": URL_SAFE_NO_PAD.encode(&Sha256::digest(of)[..16]),
        });
        match lie {
            Lie::Nonce => claims["nonce"] = json!("another"),
            Lie::NoNonce => claims["nonce"] = Value::Null,
            Lie::Audience => claims["aud"] = json!("another"),
            Lie::TwoAudiences => claims["aud"] = json!([CLIENT, "another"]),
            Lie::Issuer => claims["iss"] = json!("https://evil.example"),
            Lie::Expired => claims["exp"] = json!(now - 1),
            Lie::IssuedLongAgo => claims["iat"] = json!(now - 3_600),
            Lie::IssuedTomorrow => claims["iat"] = json!(now + 86_400),
            Lie::Acr => claims["acr"] = json!("eidas0"),
            _ => {}
        }
        let id_token = match lie {
            Lie::NoIdToken => Value::Null,
            Lie::Forged => json!(signed(&claims, &KEYS[1])),
            Lie::Unsigned => json!(format!("{}.{}.", encoded(&json!({ "alg": "none" })), encoded(&claims))),
            Lie::Shared => json!(hashed_with(&claims, SECRET.as_bytes())),
            Lie::Confused => json!(hashed_with(&claims, KEYS[0].n().to_bytes_be().as_slice())),
            _ => json!(signed(&claims, &KEYS[0])),
        };
        let mut answer = json!({ "access_token": token, "token_type": "Bearer", "expires_in": 300 });
        if !id_token.is_null() {
            answer["id_token"] = id_token;
        }
        Ok(answer)
    }

    fn userinfo(&self) -> (&'static str, String) {
        let practices: Vec<Value> = self
            .codes
            .lock()
            .unwrap()
            .iter()
            .map(|code| json!({ "codeProfession": code, "codeSavoirFaire": "", "activities": [{ "raisonSocialeSite": "Chez Nadège" }] }))
            .collect();
        let mut info = json!({
            "sub": "f:1:somebody", "iss": ISSUER, "aud": CLIENT, "given_name": "NADÈGE", "family_name": "ESSAI",
            "SubjectNameID": *self.name_id.lock().unwrap(), "SubjectRole": ["21"], "Palier_Authentification": "APPPRIP3",
            "SubjectRefPro": { "codeCivilite": "MME", "exercices": practices },
        });
        match self.lie() {
            Lie::Subject => info["sub"] = json!("f:1:somebody-else"),
            Lie::UserinfoAudience => info["aud"] = json!("another"),
            Lie::NoIdentity => info["SubjectNameID"] = Value::Null,
            Lie::NoSubjectRefPro => info["SubjectRefPro"] = Value::Null,
            Lie::NoPractice => info["SubjectRefPro"] = json!({ "exercices": [] }),
            Lie::OtherProfession => info["SubjectRefPro"]["exercices"][0]["codeProfession"] = json!("95"),
            _ => {}
        }
        let forged = matches!(self.lie(), Lie::ForgedUserinfo);
        if forged || self.lie() == Lie::UserinfoAudience || *self.signs_userinfo.lock().unwrap() {
            return ("application/jwt", signed(&info, &KEYS[usize::from(forged)]));
        }
        ("application/json", info.to_string())
    }
}

#[async_trait]
impl Outside for Fake {
    async fn send(&self, request: Request) -> Result<Response, NotReached> {
        let address = request.uri().to_string();
        self.asked.lock().unwrap().push(address.clone());
        assert!(address.starts_with("https://psc.example/"), "asked at {address}");
        let lie = self.lie();
        if lie == Lie::Down {
            return Err(NotReached("no answer"));
        }
        let path = request.uri().path().trim_start_matches("/realms/esante");
        let json = |value: Value| ("application/json", value.to_string());
        let mut status = 200;
        let (kind, text) = match path {
            _ if lie == Lie::Nonsense => ("text/html", "<h1>Bonjour</h1>".to_owned()),
            "/.well-known/openid-configuration" => json(json!({
                "issuer": if lie == Lie::Discovery { "https://evil.example" } else { ISSUER },
                "authorization_endpoint": "https://evil.example/auth",
                "token_endpoint": if lie == Lie::Clear { "http://psc.example/token" } else { "https://psc.example/realms/esante/token" },
                "userinfo_endpoint": "https://psc.example/realms/esante/userinfo",
                "jwks_uri": "https://psc.example/realms/esante/jwks",
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            })),
            "/jwks" => json(json!({ "keys": [jwk(&KEYS[0])] })),
            "/token" => {
                let basic = base64::engine::general_purpose::STANDARD.encode(format!("{CLIENT}:{SECRET}"));
                assert_eq!(request.headers()["authorization"], format!("Basic {basic}"));
                let answer = self.tokens(request.body());
                status = if answer.is_ok() { 200 } else { 400 };
                json(answer.unwrap_or_else(|refusal| refusal))
            }
            "/userinfo" => {
                assert_eq!(request.headers()["authorization"], "Bearer an-access-token");
                self.userinfo()
            }
            other => panic!("asked for {other}"),
        };
        let response = openidconnect::http::Response::builder().status(status).header("content-type", kind);
        Ok(response.body(text.into_bytes()).expect("an answer"))
    }
}
