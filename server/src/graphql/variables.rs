//! What variables stand for is settled before anything runs (GraphQL section 6.1.2): one that must be given and is not
//! is a request error, and one that may be left out and is left out makes its argument or input field left out too
//! (section 3.10). async-graphql takes what was left out for null, which in an update means: clear it.

use std::collections::HashSet;

use async_graphql::{
    Name, Positioned, Request, ServerError, Value as ConstValue,
    parser::types::{
        Directive, DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet,
    },
};
use async_graphql_value::Value;

use super::error::malformed;

/// Keeps the operation that is asked for and the fragments that it reaches: the others of a document are not run, cost
/// nothing and have variables of their own.
///
/// # Errors
/// Whatever makes the document none.
pub fn keep_chosen(request: &mut Request) -> Result<(), ServerError> {
    let name = request.operation_name.clone();
    let document = request.parsed_query()?;
    let (DocumentOperations::Multiple(all), Some(chosen)) =
        (&document.operations, chosen(document, name.as_deref()))
    else {
        return Ok(());
    };
    if all.len() == 1 {
        return Ok(());
    }
    let mut reached = HashSet::new();
    reach(document, &chosen.selection_set.node, &mut reached);
    // One that no operation uses is for the validation to refuse.
    let mut used = HashSet::new();
    for operation in all.values() {
        reach(document, &operation.node.selection_set.node, &mut used);
    }
    let mut document = document.clone();
    if let DocumentOperations::Multiple(all) = &mut document.operations {
        all.retain(|other, _| Some(other.as_str()) == name.as_deref());
    }
    document
        .fragments
        .retain(|name, _| reached.contains(name) || !used.contains(name));
    request.set_parsed_query(document);
    Ok(())
}

/// The fragments that a selection reaches; what contains itself was refused before.
fn reach(document: &ExecutableDocument, set: &SelectionSet, reached: &mut HashSet<Name>) {
    for item in &set.items {
        match &item.node {
            Selection::Field(field) => reach(document, &field.node.selection_set.node, reached),
            Selection::InlineFragment(fragment) => {
                reach(document, &fragment.node.selection_set.node, reached);
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                if reached.insert(name.clone())
                    && let Some(fragment) = document.fragments.get(name)
                {
                    reach(document, &fragment.node.selection_set.node, reached);
                }
            }
        }
    }
}

/// Settles the variables of the operation that is asked for.
///
/// # Errors
/// `BAD_USER_INPUT` that names the variable.
pub fn settle(request: &mut Request) -> Result<(), ServerError> {
    let name = request.operation_name.clone();
    let document = request.parsed_query()?;
    let Some(operation) = chosen(document, name.as_deref()) else {
        // Refused later, with why.
        return Ok(());
    };
    let mut defaults = Vec::new();
    let mut unset = HashSet::new();
    let definitions = operation.variable_definitions.clone();
    for definition in definitions {
        let at = definition.pos;
        let definition = definition.node;
        let name = definition.name.node;
        let may_be_null = definition.var_type.node.nullable;
        match (request.variables.get(&name), definition.default_value) {
            (Some(ConstValue::Null), _) if !may_be_null => {
                let why = format!("The variable ${name} cannot be null.");
                return Err(at_place(malformed(why), at));
            }
            (Some(_), _) => {}
            (None, Some(value)) => defaults.push((name, value.node)),
            (None, None) if may_be_null => {
                unset.insert(name);
            }
            (None, None) => {
                let why = format!("The variable ${name} is needed, and was not sent.");
                return Err(at_place(malformed(why), at));
            }
        }
    }
    for (name, value) in defaults {
        request.variables.insert(name, value);
    }
    if !unset.is_empty() {
        let mut document = request.parsed_query()?.clone();
        leave_out(&mut document, &unset);
        request.set_parsed_query(document);
    }
    Ok(())
}

fn at_place(mut error: ServerError, at: async_graphql::Pos) -> ServerError {
    error.locations.push(at);
    error
}

/// The operation that is asked for, if it is clear which.
pub fn chosen<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    let operation = match (&document.operations, name) {
        (DocumentOperations::Single(operation), _) => Some(operation),
        (DocumentOperations::Multiple(all), Some(name)) => all.get(name),
        // One that has a name needs no other word (GraphQL section 6.1).
        (DocumentOperations::Multiple(all), None) if all.len() == 1 => all.values().next(),
        (DocumentOperations::Multiple(_), None) => None,
    };
    operation.map(|operation| &operation.node)
}

/// Takes the variables out of the document, and with them what they were given to.
fn leave_out(document: &mut ExecutableDocument, unset: &HashSet<Name>) {
    let operations: Vec<&mut Positioned<OperationDefinition>> = match &mut document.operations {
        DocumentOperations::Single(operation) => vec![operation],
        DocumentOperations::Multiple(all) => all.values_mut().collect(),
    };
    for operation in operations {
        let operation = &mut operation.node;
        operation
            .variable_definitions
            .retain(|definition| !unset.contains(&definition.node.name.node));
        in_directives(&mut operation.directives, unset);
        in_selection(&mut operation.selection_set.node, unset);
    }
    for fragment in document.fragments.values_mut() {
        in_directives(&mut fragment.node.directives, unset);
        in_selection(&mut fragment.node.selection_set.node, unset);
    }
}

fn in_selection(set: &mut SelectionSet, unset: &HashSet<Name>) {
    for item in &mut set.items {
        match &mut item.node {
            Selection::Field(field) => {
                let field = &mut field.node;
                in_arguments(&mut field.arguments, unset);
                in_directives(&mut field.directives, unset);
                in_selection(&mut field.selection_set.node, unset);
            }
            Selection::InlineFragment(fragment) => {
                in_directives(&mut fragment.node.directives, unset);
                in_selection(&mut fragment.node.selection_set.node, unset);
            }
            Selection::FragmentSpread(spread) => in_directives(&mut spread.node.directives, unset),
        }
    }
}

fn in_directives(directives: &mut [Positioned<Directive>], unset: &HashSet<Name>) {
    for directive in directives {
        in_arguments(&mut directive.node.arguments, unset);
    }
}

fn in_arguments(arguments: &mut Vec<(Positioned<Name>, Positioned<Value>)>, unset: &HashSet<Name>) {
    arguments.retain(|(_, value)| !is_unset(&value.node, unset));
    for (_, value) in arguments {
        in_value(&mut value.node, unset);
    }
}

fn is_unset(value: &Value, unset: &HashSet<Name>) -> bool {
    matches!(value, Value::Variable(name) if unset.contains(name))
}

fn in_value(value: &mut Value, unset: &HashSet<Name>) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !is_unset(value, unset));
            for value in fields.values_mut() {
                in_value(value, unset);
            }
        }
        Value::List(items) => {
            for item in items {
                if is_unset(item, unset) {
                    *item = Value::Null;
                } else {
                    in_value(item, unset);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn settled(query: &str, variables: serde_json::Value) -> Result<Request, String> {
        let mut request = Request::new(query).variables(async_graphql::Variables::from_json(variables));
        settle(&mut request).map_err(|error| error.message)?;
        Ok(request)
    }

    /// The arguments of the first field, written out.
    fn arguments(query: &str, variables: serde_json::Value) -> String {
        let mut request = settled(query, variables).unwrap();
        let document = request.parsed_query().unwrap();
        let operation = chosen(document, None).unwrap();
        let Selection::Field(field) = &operation.selection_set.node.items[0].node else {
            panic!("no field");
        };
        let written = |(name, value): &(Positioned<Name>, Positioned<Value>)| format!("{name}: {value}");
        let arguments: Vec<_> = field.node.arguments.iter().map(written).collect();
        format!(
            "{} {}",
            operation.variable_definitions.len(),
            arguments.join(", ")
        )
    }

    #[test]
    fn what_was_left_out_is_left_out_and_null_is_null() {
        let query = "mutation($a: String, $b: [Int]) { f(x: $a, input: { a: $a, list: [$a, 1], deep: { b: $b, c: 2 } }) }";
        assert_eq!(
            arguments(query, json!({})),
            "0 input: {list: [null, 1], deep: {c: 2}}"
        );
        assert_eq!(
            arguments(query, json!({ "a": null })),
            "1 x: $a, input: {a: $a, list: [$a, 1], deep: {c: 2}}"
        );
        let default = "query($n: Int! = 3) { f(n: $n) }";
        let request = settled(default, json!({})).unwrap();
        assert_eq!(request.variables.get("n"), Some(&ConstValue::from(3)));
    }

    #[test]
    fn other_operations_of_the_document_are_no_part_of_it() {
        let query = "query A($x: Boolean) { a @include(if: $x) { ...F } } query B($x: Boolean!) { b @include(if: $x) { ...G ...H } }
            fragment F on T { f } fragment G on T { g } fragment H on T { ...G } fragment Unused on T { u }";
        let mut request = Request::new(query).operation_name("B");
        keep_chosen(&mut request).unwrap();
        let document = request.parsed_query().unwrap();
        let names: Vec<_> = document
            .operations
            .iter()
            .map(|(name, _)| name.unwrap().as_str())
            .collect();
        assert_eq!(names, ["B"]);
        let mut fragments: Vec<_> = document.fragments.keys().map(Name::as_str).collect();
        fragments.sort_unstable();
        assert_eq!(fragments, ["G", "H", "Unused"]);
    }

    #[test]
    fn what_must_be_given_is_missed_before_anything_runs() {
        let query = "mutation($n: String!) { a b(n: $n) }";
        for variables in [json!({}), json!({ "n": null })] {
            assert!(settled(query, variables).unwrap_err().contains("$n"));
        }
        assert!(settled(query, json!({ "n": "x" })).is_ok());
        // Another operation of the document has its own.
        let two = "query A($n: Int!) { f(n: $n) } query B { f }";
        let mut request = Request::new(two).operation_name("B");
        assert!(settle(&mut request).is_ok());
    }
}
