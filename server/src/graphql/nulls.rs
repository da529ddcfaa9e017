//! What becomes of a field that could not be resolved (GraphQL section 6.4.4): it is null where its type lets it, else
//! what it is a field of is. async-graphql tells the error, but leaves the field out of the answer; this extension puts
//! things as the specification has them. It also makes null of an object of which nothing was asked for in the end
//! (all fields skipped, or of another type): such a selection gets a mark that is taken out of the answer again.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use async_graphql::{
    Name, PathSegment, Pos, Positioned, QueryPathNode, QueryPathSegment, Request, Response, ServerError,
    ServerResult, Value,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextResolve, ResolveInfo},
    parser::types::{DocumentOperations, Field, Selection, SelectionSet},
};
use async_trait::async_trait;

use super::error;

/// Makes the extension.
#[derive(Debug)]
pub struct Nulls;

impl ExtensionFactory for Nulls {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Lost::default())
    }
}

/// The name that no field of ours and of nobody's document has.
const MARK: &str = "__latchkey_mark";

/// That a document has marks.
struct Marked;

/// Marks the selections of which nothing may be left.
///
/// # Errors
/// Whatever makes the document none.
pub fn mark(request: &mut Request) -> Result<(), ServerError> {
    let document = request.parsed_query()?;
    let operations = document
        .operations
        .iter()
        .map(|(_, operation)| &operation.node.selection_set);
    let fragments = document
        .fragments
        .values()
        .map(|fragment| &fragment.node.selection_set);
    if !operations.chain(fragments).any(|set| needs_marks(&set.node)) {
        return Ok(());
    }
    let mut document = document.clone();
    match &mut document.operations {
        DocumentOperations::Single(operation) => {
            mark_below(&mut operation.node.selection_set.node);
        }
        DocumentOperations::Multiple(all) => {
            for operation in all.values_mut() {
                mark_below(&mut operation.node.selection_set.node);
            }
        }
    }
    for fragment in document.fragments.values_mut() {
        mark_below(&mut fragment.node.selection_set.node);
    }
    request.set_parsed_query(document);
    request.data.insert(Marked);
    Ok(())
}

/// Whether nothing may be left of a field's selection: each part has a condition, or is for one type only.
fn may_be_empty(set: &SelectionSet) -> bool {
    !set.items.is_empty()
        && set.items.iter().all(|item| match &item.node {
            Selection::Field(field) => !field.node.directives.is_empty(),
            Selection::InlineFragment(_) | Selection::FragmentSpread(_) => true,
        })
}

fn needs_marks(set: &SelectionSet) -> bool {
    set.items.iter().any(|item| match &item.node {
        Selection::Field(field) => {
            let below = &field.node.selection_set.node;
            may_be_empty(below) || needs_marks(below)
        }
        Selection::InlineFragment(fragment) => needs_marks(&fragment.node.selection_set.node),
        Selection::FragmentSpread(_) => false,
    })
}

fn mark_below(set: &mut SelectionSet) {
    for item in &mut set.items {
        match &mut item.node {
            Selection::Field(field) => {
                let below = &mut field.node.selection_set.node;
                mark_below(below);
                if may_be_empty(below) {
                    let at = Pos::default();
                    let name = |text: &str| Positioned::new(Name::new(text), at);
                    let field = Field {
                        alias: Some(name(MARK)),
                        name: name("__typename"),
                        arguments: Vec::new(),
                        directives: Vec::new(),
                        selection_set: Positioned::new(SelectionSet::default(), at),
                    };
                    below
                        .items
                        .push(Positioned::new(Selection::Field(Positioned::new(field, at)), at));
                }
            }
            Selection::InlineFragment(fragment) => mark_below(&mut fragment.node.selection_set.node),
            Selection::FragmentSpread(_) => {}
        }
    }
}

fn unmark(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.shift_remove(MARK);
            fields.values_mut().for_each(unmark);
        }
        Value::List(items) => items.iter_mut().for_each(unmark),
        _ => {}
    }
}

/// Where something is in the answer.
type Path = Vec<PathSegment>;

/// What one operation lost.
#[derive(Default)]
struct Lost {
    errors: Mutex<Vec<ServerError>>,
    /// Values that could not be made, though their type lets them be no null.
    missing: Mutex<Vec<Path>>,
    /// Whether there is one: most operations lose nothing.
    any: AtomicBool,
    /// Lists, and whether their items may be null. What async-graphql says of an item is wrong where it is a reference.
    lists: Mutex<Vec<(Path, bool)>>,
}

impl Lost {
    fn missing(&self) -> MutexGuard<'_, Vec<Path>> {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lists(&self) -> MutexGuard<'_, Vec<(Path, bool)>> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a value of that type may be null there.
    fn may_be_null(&self, node: &QueryPathNode<'_>, return_type: &str) -> bool {
        match (node.segment, node.parent) {
            (QueryPathSegment::Index(_), Some(list)) => {
                let list = path_of(list);
                let lists = self.lists();
                lists.iter().any(|(path, items_may)| *path == list && *items_may)
            }
            _ => !return_type.ends_with('!'),
        }
    }

    fn lose(&self, mut error: ServerError, path: impl FnOnce() -> Path) {
        if error.path.is_empty() {
            error.path = path();
        }
        let mut errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
        errors.push(error);
    }

    fn miss(&self, path: Path) {
        self.missing().push(path);
        self.any.store(true, Ordering::SeqCst);
    }

    /// Whether a part of what is there is missing; its nothing is dealt with then.
    fn lacks_part(&self, path: &Path) -> bool {
        let mut missing = self.missing();
        let before = missing.len();
        missing.retain(|part| part.len() != path.len() + 1 || !part.starts_with(path));
        missing.len() != before
    }
}

fn path_of(node: &QueryPathNode<'_>) -> Path {
    let mut path = node.parent.map_or_else(Vec::new, path_of);
    path.push(match node.segment {
        QueryPathSegment::Index(index) => PathSegment::Index(index),
        QueryPathSegment::Name(name) => PathSegment::Field(name.to_owned()),
    });
    path
}

#[async_trait]
impl Extension for Lost {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let mut response = next.run(ctx, operation_name).await;
        response
            .errors
            .append(&mut self.errors.lock().unwrap_or_else(PoisonError::into_inner));
        if self.lacks_part(&Vec::new()) {
            response.data = Value::Null;
        } else if response.data == Value::Null && response.errors.is_empty() {
            response.data = Value::Object(async_graphql::indexmap::IndexMap::new());
        }
        if ctx.data_opt::<Marked>().is_some() {
            unmark(&mut response.data);
        }
        // A subscription executes again for its next event.
        self.missing().clear();
        self.lists().clear();
        self.any.store(false, Ordering::SeqCst);
        response
    }

    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let node = info.path_node;
        let return_type = info.return_type;
        if matches!(node.segment, QueryPathSegment::Name(_))
            && let Some(items) = return_type.trim_end_matches('!').strip_prefix('[')
        {
            let items_may = !items.trim_end_matches(']').ends_with('!');
            self.lists().push((path_of(node), items_may));
        }
        let may_be_null = || self.may_be_null(node, return_type);
        let hidden = info.name == "__schema";
        let nothing = || {
            if !may_be_null() {
                self.miss(path_of(node));
            }
            Ok(Some(Value::Null))
        };
        match next.run(ctx, info).await {
            Err(error) => {
                self.lose(error, || path_of(node));
                nothing()
            }
            Ok(_) if self.any.load(Ordering::SeqCst) && self.lacks_part(&path_of(node)) => nothing(),
            Ok(Some(Value::Null) | None) if hidden => {
                self.lose(error::introspection_is_off(), || path_of(node));
                nothing()
            }
            // An object, of which no field was asked for that it has.
            Ok(Some(Value::Null) | None) if !may_be_null() => {
                Ok(Some(Value::Object(async_graphql::indexmap::IndexMap::new())))
            }
            Ok(value) => Ok(value),
        }
    }
}
