//! What the load needs: people, an API, clients (by `latchkey apply`), then signed-in browsers and live tokens (by
//! the pages' forms and the token endpoint).

use std::net::SocketAddr;

use anyhow::{Context as _, Result};

use crate::{
    browser::Browser,
    scenario::{Algorithm, Flow, Worker},
    wire::Connection,
};

/// Where clients are sent back to.
pub(crate) const CALLBACK: &str = "https://client.example/callback";
/// What people are asked for.
pub(crate) const SCOPE: &str = "openid profile email parcels:read";
/// What the client asks for itself.
pub(crate) const CLIENT_SCOPE: &str = "parcels:sync";
/// The client that introspects.
pub(crate) const API_CLIENT: &str = "bench-api";
/// Every client's secret.
pub(crate) const SECRET: &str = "a-secret-of-the-benchmark-0123456789abcdef";

const PASSWORD: &str = "seven brass lanterns 1862";
const PEOPLE: usize = 16;

/// The file for `latchkey apply`.
pub(crate) fn document() -> String {
    let people: String = (0..PEOPLE)
        .map(|number| {
            format!(
                "  - {{ email: \"{}\", password: \"{PASSWORD}\", email_verified: true, \
                 profile: {{ name: \"Person {number}\", given_name: Person, family_name: \"{number}\", locale: en }} }}\n",
                email(number)
            )
        })
        .collect();
    let clients: String = Algorithm::ALL
        .iter()
        .map(|algorithm| {
            format!(
                "      - client_id: {}
        platform: web
        token_endpoint_auth_method: client_secret_basic
        client_secrets: [\"{SECRET}\"]
        redirect_uris: [\"{CALLBACK}\"]
        require_pkce: true
        grant_types: [authorization_code, refresh_token, client_credentials]
        id_token_signed_response_alg: {}\n",
                algorithm.client(),
                algorithm.name()
            )
        })
        .collect();
    format!(
        "users:
{people}
apis:
  - identifier: https://parcels.example
    name: Parcels
    owner: {owner}
    introspection_clients: [{API_CLIENT}]
    scopes:
      - {{ name: \"parcels:read\", title: \"See your parcels\" }}
      - {{ name: \"parcels:sync\", title: \"Update the list of parcels\", grantable_to: app }}

apps:
  - key: bench
    name: Benchmark
    owner: {owner}
    verified: true
    homepage: https://client.example
    scopes: [openid, profile, email, \"parcels:read\", \"parcels:sync\"]
    clients:
{clients}
  - key: bench-api
    name: Parcels, the API
    owner: {owner}
    clients:
      - {{ client_id: {API_CLIENT}, platform: service, token_endpoint_auth_method: client_secret_basic,
          client_secrets: [\"{SECRET}\"], grant_types: [] }}
",
        owner = email(0)
    )
}

fn email(number: usize) -> String {
    format!("person{number}@bench.example")
}

/// Signs people in, lets them say yes, and gets every worker its tokens.
pub(crate) async fn workers(address: SocketAddr, many: usize) -> Result<Vec<Worker>> {
    let mut cookies = Vec::new();
    for person in 0..PEOPLE.min(many) {
        let mut browser = Browser::new(address).await?;
        browser.sign_in(&email(person), PASSWORD).await?;
        let flow = Flow::new(person, 0);
        let location = browser.authorize(&flow.path(Algorithm::Es256)).await?;
        flow.code(&location).context("saying yes")?;
        cookies.push(browser.cookie()?);
    }
    let mut connection = Connection::open(address).await?;
    let mut workers = Vec::new();
    for number in 0..many {
        let mut worker = Worker {
            number,
            cookie: cookies[number % cookies.len()].clone(),
            ..Worker::nobody()
        };
        worker.equip(&mut connection).await?;
        workers.push(worker);
    }
    Ok(workers)
}
