//! A security key as a program: makes passkeys and signs with them as a test wants, right or wrong (Web Authentication
//! Level 3, sections 6.1, 6.5 and 7).

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use latchkey::domain::secret::{random, sha256};
use serde_json::{Value, json};

/// One passkey, and what it says.
pub(crate) struct Authenticator {
    pair: EcdsaKeyPair,
    id: Vec<u8>,
    user_handle: Vec<u8>,
    /// The page that asks.
    pub(crate) origin: String,
    /// Whose passkey it is.
    pub(crate) rp_id: String,
    /// The signature counter of the next answer.
    pub(crate) counter: u32,
    /// Whether it verifies its user.
    pub(crate) verifies: bool,
    /// Whether it says that it can be copied.
    pub(crate) synced: bool,
}

fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The head of a CBOR item (RFC 8949 section 3).
fn head(major: u8, length: usize) -> Vec<u8> {
    match length {
        0..24 => vec![(major << 5) | u8::try_from(length).unwrap()],
        24..256 => vec![(major << 5) | 24, u8::try_from(length).unwrap()],
        _ => {
            let mut out = vec![(major << 5) | 25];
            out.extend_from_slice(&u16::try_from(length).unwrap().to_be_bytes());
            out
        }
    }
}

fn bytes(value: &[u8]) -> Vec<u8> {
    [head(2, value.len()), value.to_vec()].concat()
}

fn text(value: &str) -> Vec<u8> {
    [head(3, value.len()), value.as_bytes().to_vec()].concat()
}

impl Authenticator {
    /// A new key for the service at that origin.
    pub(crate) fn new(origin: &str) -> Self {
        let url = url::Url::parse(origin).unwrap();
        Self {
            pair: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap(),
            id: random::<32>().to_vec(),
            user_handle: Vec::new(),
            origin: url.origin().ascii_serialization(),
            rp_id: url.domain().unwrap().to_owned(),
            counter: 1,
            verifies: true,
            synced: false,
        }
    }

    /// Says that it belongs to somebody else.
    pub(crate) fn belongs_to(&mut self, user_handle: &[u8]) {
        self.user_handle = user_handle.to_vec();
    }

    fn data(&self, attested: bool) -> Vec<u8> {
        let flag = |set: bool, bit: u8| if set { bit } else { 0 };
        let flags = 1 | flag(self.verifies, 4) | flag(self.synced, 8 | 16) | flag(attested, 64);
        let mut out = sha256(self.rp_id.as_bytes()).0;
        out.push(flags);
        out.extend_from_slice(&self.counter.to_be_bytes());
        out
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind,
            "challenge": options["publicKey"]["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    /// The answer to a registration.
    pub(crate) fn create(&mut self, options: &str) -> Value {
        let options: Value = serde_json::from_str(options).unwrap();
        let handle = options["publicKey"]["user"]["id"].as_str().unwrap();
        self.user_handle = URL_SAFE_NO_PAD.decode(handle).unwrap();
        let point = self.pair.public_key().as_ref();
        let (x, y) = (&point[1..33], &point[33..65]);
        // COSE: kty 2, alg -7, crv 1, x, y (RFC 9053 section 7.1).
        let cose = [
            vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21],
            bytes(x),
            vec![0x22],
            bytes(y),
        ]
        .concat();
        let mut data = self.data(true);
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend_from_slice(&self.id);
        data.extend_from_slice(&cose);
        let attestation = [
            vec![0xa3],
            text("fmt"),
            text("none"),
            text("attStmt"),
            vec![0xa0],
            text("authData"),
            bytes(&data),
        ]
        .concat();
        self.counter += 1;
        json!({
            "id": base64url(&self.id),
            "rawId": base64url(&self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": base64url(&self.client_data("webauthn.create", &options)),
                "attestationObject": base64url(&attestation),
                "transports": ["internal"],
            },
        })
    }

    /// The answer to a sign-in.
    pub(crate) fn get(&mut self, options: &str) -> Value {
        let options: Value = serde_json::from_str(options).unwrap();
        let (data, client) = (self.data(false), self.client_data("webauthn.get", &options));
        let signed = [data.clone(), sha256(&client).0].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        self.counter += 1;
        json!({
            "id": base64url(&self.id),
            "rawId": base64url(&self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": base64url(&client),
                "authenticatorData": base64url(&data),
                "signature": base64url(signature.as_ref()),
                "userHandle": base64url(&self.user_handle),
            },
        })
    }
}
