//! An authenticator and its browser in software: P-256 keys, what it is to sign as the server hands it out.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::passkeys::Asked;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// One device with its passkeys. A clone signs like the original.
#[derive(Clone)]
pub struct Authenticator {
    /// The site that the browser shows.
    pub origin: String,
    /// Whether it asks for the finger.
    pub verifies: bool,
    /// Whether it says whose the passkey is.
    pub names: bool,
    seed: u8,
    keys: Vec<(SigningKey, Vec<u8>, u32)>,
}

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

impl Authenticator {
    /// A device; each seed has other keys.
    pub fn new(seed: u8) -> Self {
        Self { origin: "http://localhost:3000".into(), verifies: true, names: true, seed, keys: vec![] }
    }

    fn flags(&self) -> u8 {
        PRESENT | if self.verifies { VERIFIED } else { 0 }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    /// Makes a passkey: what `navigator.credentials.create` answers.
    pub fn create(&mut self, asked: &Asked) -> String {
        let options: Value = serde_json::from_str(&asked.options).unwrap();
        let options = &options["publicKey"];
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        let mut secret = [self.seed; 32];
        secret[31] = u8::try_from(self.keys.len()).unwrap() + 1;
        let key = SigningKey::from_bytes(&secret.into()).unwrap();
        let id = Sha256::digest(secret).to_vec();
        let handle = URL_SAFE_NO_PAD.decode(options["user"]["id"].as_str().unwrap()).unwrap();
        let point = key.verifying_key().to_encoded_point(false);
        let mut data = Sha256::digest(options["rp"]["id"].as_str().unwrap()).to_vec();
        data.push(self.flags() | ATTESTED);
        data.extend(1u32.to_be_bytes());
        data.extend([0; 16]);
        data.extend(u16::try_from(id.len()).unwrap().to_be_bytes());
        data.extend(&id);
        // A COSE key (RFC 9053, 7.1): EC2, ES256, P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 0x20]);
        data.extend(point.y().unwrap());
        // { fmt: "none", attStmt: {}, authData: … }
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(&data);
        self.keys.push((key, handle, 1));
        let client = self.client_data("webauthn.create", options);
        json!({
            "id": URL_SAFE_NO_PAD.encode(&id), "rawId": URL_SAFE_NO_PAD.encode(&id), "type": "public-key",
            "response": {
                "attestationObject": URL_SAFE_NO_PAD.encode(attestation),
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
            },
            "clientExtensionResults": {},
        })
        .to_string()
    }

    /// Signs with its passkey of this number: what `navigator.credentials.get` answers.
    pub fn get(&mut self, asked: &Asked, number: usize) -> String {
        let options: Value = serde_json::from_str(&asked.options).unwrap();
        let options = &options["publicKey"];
        assert_eq!(options["userVerification"], "required");
        let mut data = Sha256::digest(options["rpId"].as_str().unwrap()).to_vec();
        data.push(self.flags());
        let client = self.client_data("webauthn.get", options);
        let (key, handle, counter) = &mut self.keys[number];
        *counter += 1;
        data.extend(counter.to_be_bytes());
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = key.sign(&signed);
        let secret: [u8; 32] = key.to_bytes().into();
        let id = URL_SAFE_NO_PAD.encode(Sha256::digest(secret));
        json!({
            "id": id, "rawId": id, "type": "public-key",
            "response": {
                "authenticatorData": URL_SAFE_NO_PAD.encode(data),
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
                "signature": URL_SAFE_NO_PAD.encode(signature.to_der()),
                "userHandle": self.names.then(|| URL_SAFE_NO_PAD.encode(handle)),
            },
            "clientExtensionResults": {},
        })
        .to_string()
    }

    /// What a passkey knows its member by.
    pub fn handle(&self, number: usize) -> &[u8] {
        &self.keys[number].1
    }
}
