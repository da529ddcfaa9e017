//! `schema.graphql` is the contract: it says what the code says, and everything in it is described.

use std::{collections::BTreeMap, path::Path};

use latchkey::{config::Config, graphql};
use serde_json::Value;

fn config() -> Config {
    Config::from_parts(None, &BTreeMap::new()).unwrap()
}

#[test]
fn the_file_is_what_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema.graphql");
    let file = std::fs::read_to_string(path).unwrap();
    assert!(
        file == graphql::sdl(&config()),
        "run: latchkey schema > schema.graphql"
    );
}

#[tokio::test]
async fn everything_is_described() {
    let query = "{ __schema { types { name description
        fields(includeDeprecated: true) { name description args { name description } }
        inputFields { name description } enumValues(includeDeprecated: true) { name description } } } }";
    let response = graphql::schema(&config()).execute(query).await;
    let answer = serde_json::to_value(response).unwrap();
    let types = answer["data"]["__schema"]["types"].as_array().unwrap();
    let mut missing = Vec::new();
    for one in types {
        let name = one["name"].as_str().unwrap();
        if name.starts_with("__") || ["Boolean", "Float", "ID", "Int", "String"].contains(&name) {
            continue;
        }
        let mut look = |path: String, thing: &Value| {
            if thing["description"].as_str().is_none_or(str::is_empty) {
                missing.push(path);
            }
        };
        look(name.to_owned(), one);
        for part in ["fields", "inputFields", "enumValues"] {
            for member in one[part].as_array().into_iter().flatten() {
                let path = format!("{name}.{}", member["name"].as_str().unwrap());
                look(path.clone(), member);
                for argument in member["args"].as_array().into_iter().flatten() {
                    look(
                        format!("{path}({})", argument["name"].as_str().unwrap()),
                        argument,
                    );
                }
            }
        }
    }
    assert!(missing.is_empty(), "without description: {missing:?}");
}
