//! A phone with an authenticator app on it.

use serde_json::json;
use totp_rs::{Builder, Totp};

use super::{Browser, TestApp, browser::Page};

/// One seed in an authenticator app.
pub(crate) struct Phone(Totp);

impl Phone {
    /// Reads the seed as it is shown for typing in.
    pub(crate) fn from_base32(text: &str) -> Self {
        const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let (mut bits, mut count, mut seed) = (0_u32, 0, Vec::new());
        for letter in text.chars().filter(|c| *c != ' ') {
            bits = (bits << 5) | u32::try_from(ALPHABET.find(letter).unwrap()).unwrap();
            count += 5;
            if count >= 8 {
                count -= 8;
                seed.push(u8::try_from((bits >> count) & 0xff).unwrap());
            }
        }
        assert_eq!(seed.len(), 20, "{text}");
        Self(Builder::new().with_secret(seed).build().unwrap())
    }

    /// What it shows so many seconds from the service's time.
    pub(crate) fn shows(&self, app: &TestApp, seconds_later: i64) -> String {
        let time = app.now() / 1000 + seconds_later;
        self.0.generate(u64::try_from(time).unwrap()).to_string()
    }
}

impl Browser {
    /// Sets up an authenticator app for who is signed in here; the recovery codes come with it. What the app shows at
    /// this moment has been used then.
    pub(crate) async fn enable_totp(&self, app: &TestApp) -> (Phone, Vec<String>) {
        let started = self
            .graphql(
                "mutation { enableTotp(input: { confirm: true }) { enrolment { secret token } userErrors { code } } }",
                json!({}),
            )
            .await;
        let enrolment = &started["data"]["enableTotp"]["enrolment"];
        let phone = Phone::from_base32(
            enrolment["secret"]
                .as_str()
                .unwrap_or_else(|| panic!("{started}")),
        );
        let confirmed = self
            .graphql(
                "mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) {
                    recoveryCodes security { secondFactorSince } userErrors { code field } } }",
                json!({ "input": { "token": enrolment["token"], "code": phone.shows(app, 0) } }),
            )
            .await;
        let payload = &confirmed["data"]["confirmTotp"];
        assert!(
            payload["security"]["secondFactorSince"].is_string(),
            "{confirmed}"
        );
        let codes = payload["recoveryCodes"].as_array().unwrap();
        let codes = codes.iter().map(|code| code.as_str().unwrap().to_owned());
        (phone, codes.collect())
    }

    /// Types a code at the second step.
    pub(crate) async fn second_step(&self, page: &Page, code: &str) -> Page {
        self.submit(&page.form("/second-factor"), &[("code", code)]).await
    }
}
