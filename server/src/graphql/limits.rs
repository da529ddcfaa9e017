//! What a document may ask for at most, looked at before any resolver runs (SEC-93, SEC-94). Depth and cost are the
//! library's to count; this is the rest. Pure functions on the text and the parsed document. Only [`ROWS`] is counted
//! while resolvers run.

use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
};

use async_graphql::{
    Name, Request, ServerError, Value,
    parser::types::{DocumentOperations, ExecutableDocument, OperationType, Selection, SelectionSet},
};

use super::error::{limit, malformed};

/// Directives on one field.
pub const DIRECTIVES_PER_FIELD: usize = 5;
/// Nesting of selections, as parsed.
pub const NESTING: usize = 32;
/// Rows in an answer, all its lists together.
pub const ROWS: usize = 20_000;
const TOKENS: usize = 8_000;
const BRACKETS: usize = 48;
const OPERATIONS: usize = 10;
const ROOT_FIELDS: usize = 25;
const ALIASES: usize = 100;
const FIELDS: usize = 2_000;
const FRAGMENTS: usize = 50;
const DIRECTIVES: usize = 50;
const VARIABLES: usize = 100;
const VARIABLE_NESTING: usize = 12;
const VARIABLE_VALUES: usize = 5_000;

/// Mutations that answer whether a credential is right: one for each document, so that a throttle that counts
/// requests counts tries.
const CREDENTIAL_TESTS: [&str; 3] = ["changePassword", "confirmTotp", "revokeToken"];

/// Refuses a request that asks for too much, and leaves the parsed document in it.
///
/// # Errors
/// `LIMIT_EXCEEDED`, or `BAD_USER_INPUT` for a document that is none.
pub fn check(request: &mut Request) -> Result<(), ServerError> {
    check_text(&request.query)?;
    check_variables(request)?;
    let document = request.parsed_query().map_err(|error| no_document(&error))?;
    check_document(document)
}

/// Where the document is wrong, but not in the parser's words: they quote the line, which may hold a password
/// (SEC-117).
fn no_document(error: &ServerError) -> ServerError {
    ServerError {
        locations: error.locations.clone(),
        ..malformed("The document is not valid GraphQL.")
    }
}

/// Counts tokens and nesting in the text, so that the parser gets nothing that it could choke on (SEC-124).
fn check_text(text: &str) -> Result<(), ServerError> {
    let bytes = text.as_bytes();
    let (mut at, mut tokens, mut depth) = (0, 0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'#' => {
                at = bytes[at..]
                    .iter()
                    .position(|b| matches!(b, b'\n' | b'\r'))
                    .map_or(bytes.len(), |end| at + end)
            }
            b'"' => {
                at = end_of_string(bytes, at);
                tokens += 1;
            }
            b'{' | b'[' | b'(' => {
                depth += 1;
                tokens += 1;
                at += 1;
            }
            b'}' | b']' | b')' => {
                depth = depth.saturating_sub(1);
                tokens += 1;
                at += 1;
            }
            b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                at += bytes[at..]
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_')
                    .count();
                tokens += 1;
            }
            b' ' | b'\t' | b'\n' | b'\r' | b',' => at += 1,
            _ => {
                tokens += 1;
                at += 1;
            }
        }
        if tokens > TOKENS {
            return Err(limit(format!("A document has {TOKENS} tokens at most.")));
        }
        if depth > BRACKETS {
            return Err(limit(format!("A document nests {BRACKETS} deep at most.")));
        }
    }
    Ok(())
}

fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let block = bytes[start..].starts_with(b"\"\"\"");
    let mut at = start + if block { 3 } else { 1 };
    while at < bytes.len() {
        if block && bytes[at..].starts_with(b"\\\"\"\"") {
            at += 4;
        } else if block && bytes[at..].starts_with(b"\"\"\"") {
            return at + 3;
        } else if !block && bytes[at] == b'\\' {
            at += 2;
        } else if !block && matches!(bytes[at], b'"' | b'\n' | b'\r') {
            return at + 1;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

fn check_variables(request: &Request) -> Result<(), ServerError> {
    if request.variables.len() > VARIABLES {
        return Err(limit(format!("A request has {VARIABLES} variables at most.")));
    }
    let mut values = 0_usize;
    let mut level: Vec<&Value> = request.variables.values().collect();
    let mut depth = 0;
    while !level.is_empty() {
        depth += 1;
        if level.iter().any(|value| has_nul(value)) {
            return Err(nul());
        }
        values += level.len();
        if depth > VARIABLE_NESTING || values > VARIABLE_VALUES {
            return Err(limit("The variables are too large or nested too deeply."));
        }
        level = level
            .into_iter()
            .flat_map(|value| match value {
                Value::List(items) => items.iter().collect::<Vec<_>>(),
                Value::Object(members) => members.values().collect(),
                _ => Vec::new(),
            })
            .collect();
    }
    Ok(())
}

/// Whether the value itself has the character NUL: no text of ours has it, and not every database can store it.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Object(members) => members.keys().any(|name| name.contains('\0')),
        _ => false,
    }
}

fn nul() -> ServerError {
    malformed("Text cannot have the character NUL.")
}

/// As [`has_nul`], for what is written in the document, at every depth: the parser bounds how deep it is.
fn check_literal(value: &Value) -> Result<(), ServerError> {
    match value {
        value if has_nul(value) => Err(nul()),
        Value::List(items) => items.iter().try_for_each(check_literal),
        Value::Object(members) => members.values().try_for_each(check_literal),
        _ => Ok(()),
    }
}

/// What a selection comes to when its fragments are written out.
#[derive(Clone, Copy, Default)]
struct Size {
    /// Fields at this level.
    top: usize,
    /// Fields at all levels.
    fields: usize,
    aliases: usize,
    directives: usize,
    /// Credential tests at this level.
    tests: usize,
}

impl Size {
    fn plus(self, other: Self) -> Self {
        Self {
            top: self.top.saturating_add(other.top),
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
            directives: self.directives.saturating_add(other.directives),
            tests: self.tests.saturating_add(other.tests),
        }
    }
}

/// Sizes of the fragments that were seen; each is computed once, so that expansion costs nothing here.
struct Fragments<'a> {
    document: &'a ExecutableDocument,
    known: HashMap<&'a str, Size>,
    open: HashSet<&'a str>,
}

fn check_document(document: &ExecutableDocument) -> Result<(), ServerError> {
    if document.fragments.len() > FRAGMENTS {
        return Err(limit(format!("A document has {FRAGMENTS} fragments at most.")));
    }
    if let DocumentOperations::Multiple(operations) = &document.operations
        && operations.len() > OPERATIONS
    {
        return Err(limit(format!("A document has {OPERATIONS} operations at most.")));
    }
    let mut fragments = Fragments {
        document,
        known: HashMap::new(),
        open: HashSet::new(),
    };
    let mut tests = 0_usize;
    for (_, operation) in document.operations.iter() {
        let operation = &operation.node;
        for variable in &operation.variable_definitions {
            if let Some(value) = &variable.node.default_value {
                check_literal(&value.node)?;
            }
        }
        let mut size = fragments.size(&operation.selection_set.node)?;
        size.directives = size.directives.saturating_add(operation.directives.len());
        if operation.ty == OperationType::Mutation {
            tests = tests.saturating_add(size.tests);
        }
        check_size(size)?;
    }
    // Fragments that no operation uses are refused later, but must not hide a cycle.
    for name in document.fragments.keys() {
        fragments.fragment(name)?;
    }
    if tests > 1 {
        return Err(limit(
            "A document tests one credential at most: one changePassword or revokeToken.",
        ));
    }
    Ok(())
}

fn check_size(size: Size) -> Result<(), ServerError> {
    let bounds = [
        (size.top, ROOT_FIELDS, "fields at its root"),
        (size.aliases, ALIASES, "aliases"),
        (size.fields, FIELDS, "fields with its fragments written out"),
        (size.directives, DIRECTIVES, "directives"),
    ];
    match bounds.iter().find(|(is, most, _)| is > most) {
        Some((_, most, what)) => Err(limit(format!("An operation has {most} {what} at most."))),
        None => Ok(()),
    }
}

impl<'a> Fragments<'a> {
    fn size(&mut self, set: &'a SelectionSet) -> Result<Size, ServerError> {
        let mut sum = Size::default();
        for item in &set.items {
            let item = &item.node;
            let mut size = match item {
                Selection::Field(field) => {
                    let field = &field.node;
                    for (_, value) in &field.arguments {
                        // What variables stand for was looked at with them.
                        let written = value
                            .node
                            .clone()
                            .into_const_with(|_| Ok::<_, Infallible>(Value::Null));
                        written.map_or(Ok(()), |value| check_literal(&value))?;
                    }
                    let below = self.size(&field.selection_set.node)?;
                    Size {
                        top: 1,
                        fields: below.fields.saturating_add(1),
                        aliases: below.aliases.saturating_add(usize::from(field.alias.is_some())),
                        directives: below.directives,
                        tests: usize::from(CREDENTIAL_TESTS.contains(&field.name.node.as_str())),
                    }
                }
                Selection::InlineFragment(fragment) => self.size(&fragment.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node)?,
            };
            size.directives = size.directives.saturating_add(item.directives().len());
            sum = sum.plus(size);
        }
        Ok(sum)
    }

    fn fragment(&mut self, name: &'a Name) -> Result<Size, ServerError> {
        let name = name.as_str();
        if let Some(size) = self.known.get(name) {
            return Ok(*size);
        }
        // An unknown fragment is the validation's to refuse.
        let Some(fragment) = self.document.fragments.get(name) else {
            return Ok(Size::default());
        };
        if !self.open.insert(name) {
            return Err(malformed("A fragment contains itself."));
        }
        let size = self.size(&fragment.node.selection_set.node)?;
        self.open.remove(name);
        self.known.insert(name, size);
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(query: &str) -> Option<String> {
        check(&mut Request::new(query)).err().map(|error| error.message)
    }

    fn bomb(levels: usize) -> String {
        use std::fmt::Write as _;
        let mut text = "{ ...f0 }".to_owned();
        for level in 0..levels {
            let _ = write!(
                text,
                " fragment f{level} on Query {{ ...f{} ...f{} }}",
                level + 1,
                level + 1
            );
        }
        let _ = write!(text, " fragment f{levels} on Query {{ a }}");
        text
    }

    #[test]
    fn sec_93_ordinary_documents_pass() {
        for query in [
            "{ viewer { user { id } } }",
            "query Q($a: Int = 3) { a(x: [{ y: $a }]) @include(if: true) { ...f } } fragment f on A { b c }",
            "mutation { changePassword(input: { currentPassword: \"a\\\"}{\", newPassword: \"\"\"b\"\"\" }) { user { id } } }",
            "# comment { { {\n{ a }",
        ] {
            assert_eq!(refused(query), None, "{query}");
        }
    }

    #[test]
    fn sec_93_documents_that_ask_for_too_much_are_refused() {
        let aliases: String = (0..101).map(|n| format!("a{n}: id ")).collect();
        let roots: String = (0..26).map(|n| format!("f{n} ")).collect();
        let directives = "@include(if: true) ".repeat(51);
        let fragments: String = (0..51)
            .map(|n| format!("fragment f{n} on Query {{ a }} "))
            .collect();
        let operations: String = (0..11).map(|n| format!("query q{n} {{ a }} ")).collect();
        for query in [
            format!("{{ a {{ {aliases} }} }}"),
            format!("{{ {roots} }}"),
            format!("{{ a {directives} }}"),
            format!("{{ a }} {fragments}"),
            operations,
            bomb(20),
            "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }".to_owned(),
            "{ x } fragment a on Query { ...a }".to_owned(),
            format!("{{ a(x: {}{}) }}", "[".repeat(100_000), "]".repeat(100_000)),
            "{a".repeat(50_000),
            format!("{{ {} }}", "a ".repeat(8_001)),
            "{ a { b ".to_owned(),
            "\"".to_owned(),
            "query".to_owned(),
        ] {
            assert!(refused(&query).is_some(), "{}", &query[..query.len().min(80)]);
        }
    }

    #[test]
    fn sec_93_variables_are_bounded() {
        let mut deep = serde_json::json!(1);
        for _ in 0..20 {
            deep = serde_json::json!([deep]);
        }
        for variables in [
            serde_json::json!({ "a": deep }),
            serde_json::json!({ "a": vec![1; 6_000] }),
            (0..101)
                .map(|n| (format!("v{n}"), serde_json::json!(n)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        ] {
            let mut request = Request::new("{ a }").variables(async_graphql::Variables::from_json(variables));
            assert!(check(&mut request).is_err());
        }
    }

    #[test]
    fn sec_94_one_credential_test_for_each_document() {
        let one = "a: changePassword(input: { currentPassword: \"x\", newPassword: \"y\" }) { user { id } }";
        let two = one.replacen('a', "b", 1);
        assert_eq!(refused(&format!("mutation {{ {one} }}")), None);
        assert!(refused(&format!("mutation {{ {one} {two} }}")).is_some());
        assert!(refused(&format!("mutation a {{ {one} }} mutation b {{ {two} }}")).is_some());
        assert!(
            refused(&format!(
                "mutation {{ ...f {two} }} fragment f on Mutation {{ {one} }}"
            ))
            .is_some()
        );
        assert!(
            refused(&format!(
                "mutation {{ ...f ...f }} fragment f on Mutation {{ {one} }}"
            ))
            .is_some()
        );
    }
}
