//! Consent: what the person is asked, what they answer, and what that allows (SEC-69 to SEC-71).
//!
//! A permission that can be limited and is asked for without a resource is a question: all, also later ones, or some.
//! What was answered once is not asked again; a later request is asked about only for what is missing (W26).

use std::{collections::BTreeMap, sync::Arc};

use entity::{grant, resource, user, values::Scopes};

use super::{
    authorize::{self, AuthorizationRequest, Next, Pending, Signed},
    destination::Response,
    details,
    error::{Code, Error, Result},
};
use crate::domain::{
    self, Deps,
    caller::Whereabouts,
    client::{ApiView, ClientView},
    permission::{self, Permission, Reach, resource_of},
    scope::needs_admin,
};

/// What the person is asked to allow.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Everything that is asked for.
    pub scopes: Scopes,
    /// Of it, what was not allowed before.
    pub new: Scopes,
    /// What is allowed already and still stands.
    pub held: Scopes,
    /// Whether everything was allowed before, and only the client's identity is unsure (SEC-70).
    pub only_confirmation: bool,
}

/// What is asked of a person, and what they allowed before.
#[derive(Debug)]
pub struct Standing {
    /// The live grant.
    pub live: Option<Arc<grant::Model>>,
    /// What of it still stands.
    pub held: Scopes,
    /// What is asked for, less what this person could not give: what only administrators have.
    pub asked: Scopes,
}

impl Standing {
    /// Looks it up.
    ///
    /// # Errors
    /// The database's.
    pub async fn of(
        deps: &Deps,
        client: &ClientView,
        request: &AuthorizationRequest,
        user: &user::Model,
    ) -> Result<Self> {
        let live = domain::grant::live(deps, user.id, client.app.id).await?;
        let held = match &live {
            Some(grant) => permission::effective(deps, user, &grant.scopes).await?,
            None => Scopes::default(),
        };
        let admin = user.role == entity::values::Role::Admin;
        let asked = request.asked().filter(|text| admin || !needs_admin(text));
        Ok(Self { live, held, asked })
    }

    /// That something of what is asked for can be this person's to give.
    ///
    /// # Errors
    /// `access_denied`.
    pub fn check_possible(&self, request: &AuthorizationRequest) -> Result<()> {
        if self.asked.is_empty() && !request.asked().is_empty() {
            let why = "This person has nothing of what is asked for to give.";
            return Err(Error::new(Code::AccessDenied, why));
        }
        Ok(())
    }

    /// What is asked for and not allowed yet. An optional scope that was left out once is not missed again (W6); nor
    /// are all resources where some were chosen.
    pub fn missing(&self, client: &ClientView) -> Scopes {
        if self.live.is_none() {
            return self.asked.clone();
        }
        let optional = |text: &str| client.permitted(text).is_some_and(|(_, scope)| scope.optional);
        self.not_held(client).filter(|text| !optional(text))
    }

    fn not_held(&self, client: &ClientView) -> Scopes {
        let one = |text: &str| [text].into_iter().collect::<Scopes>();
        self.asked
            .filter(|text| client.catalogue.intersect(&one(text), &self.held).is_empty())
    }

    /// Whether the person must be asked, and what (SEC-70).
    pub fn question(&self, client: &ClientView, request: &AuthorizationRequest) -> Option<Asked> {
        let anew = request.prompt.contains("consent");
        let new = if anew {
            self.not_held(client)
        } else {
            self.missing(client)
        };
        let identified = client.is_confidential() || request.redirect_uri.starts_with("https://");
        // What was allowed until signing out is not made to last without a word.
        let lasts = self.live.as_ref().is_some_and(|grant| {
            grant.lasting_at.is_some()
                || grant.scopes.contains("offline_access")
                || !request.outlives_session(client)
        });
        let nothing_new = lasts && new.is_empty();
        let asked = |only_confirmation| {
            Some(Asked {
                scopes: self.asked.clone(),
                new: new.clone(),
                held: self.held.clone(),
                only_confirmation,
            })
        };
        if anew {
            return asked(false);
        }
        if client.app.first_party && identified {
            return None;
        }
        match (nothing_new, identified) {
            (true, true) => None,
            (true, false) => asked(true),
            (false, _) => asked(false),
        }
    }

    /// That the person could give what is asked for: the resources are theirs. Said only where a page would be shown;
    /// silently, whose a resource is stays unsaid.
    ///
    /// # Errors
    /// `invalid_scope` or `invalid_authorization_details` that names the permission.
    pub async fn check_theirs(
        &self,
        deps: &Deps,
        request: &AuthorizationRequest,
        user: &user::Model,
    ) -> Result<()> {
        let theirs = permission::effective(deps, user, &self.asked).await?;
        if let Some(other) = self.asked.iter().find(|text| !theirs.contains(text)) {
            let code = if request.by_details.contains(other) {
                Code::InvalidAuthorizationDetails
            } else {
                Code::InvalidScope
            };
            let why = format!("The permission {other} is for a resource that is not this person's.");
            return Err(Error::new(code, why));
        }
        Ok(())
    }
}

/// One question about resources: of one type of one API, for every scope that could be limited to them.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name in the form; the type where that tells it apart.
    pub name: String,
    /// The API; none where the service defines the scopes.
    pub api: Option<Arc<ApiView>>,
    /// The type of resource.
    pub kind: String,
    /// The scopes.
    pub scopes: Scopes,
}

impl Question {
    /// The questions that permissions leave open, in their order.
    pub fn of(client: &ClientView, asked: &Scopes) -> Vec<Self> {
        let mut questions: Vec<Self> = Vec::new();
        for (permission, scope) in asked.iter().filter_map(|text| client.permitted(text)) {
            let (None, Some(kind)) = (&permission.resource, &scope.about.resource_type) else {
                continue;
            };
            let id = |api: &Option<Arc<ApiView>>| api.as_ref().map(|api| api.id);
            let same = questions
                .iter_mut()
                .find(|question| question.kind == *kind && id(&question.api) == id(&scope.api));
            let more: Scopes = [permission.scope.as_str()].into_iter().collect();
            match same {
                Some(question) => question.scopes = question.scopes.union(&more),
                None => questions.push(Self {
                    name: kind.clone(),
                    api: scope.api.clone(),
                    kind: kind.clone(),
                    scopes: more,
                }),
            }
        }
        let kinds: Vec<String> = questions.iter().map(|question| question.kind.clone()).collect();
        for question in &mut questions {
            if kinds.iter().filter(|kind| **kind == question.kind).count() > 1
                && let Some(api) = &question.api
            {
                question.name = format!("{}-{}", question.kind, api.id);
            }
        }
        questions
    }

    /// What the person chooses from, by name.
    ///
    /// # Errors
    /// The database's.
    pub async fn resources(&self, deps: &Deps, user: &user::Model) -> Result<Vec<resource::Model>> {
        let api = self.api.as_ref().map(|api| api.id);
        Ok(domain::resource::choices(deps, user.id, api, &self.kind).await?)
    }

    /// What is chosen as long as the person changes nothing: what was chosen before, else all.
    pub fn chosen(&self, client: &ClientView, asked: &Asked) -> Reach {
        let mut keys: Vec<String> = Vec::new();
        for scope in self.scopes.iter() {
            match client.catalogue.reach(&asked.held, scope) {
                Reach::All => return Reach::All,
                Reach::Only(more) => keys.extend(more),
            }
        }
        if keys.is_empty() {
            Reach::All
        } else {
            Reach::Only(keys)
        }
    }
}

/// What the person answered on the consent page.
#[derive(Clone, Debug)]
pub enum Decision {
    /// Yes.
    Allow {
        /// Of the optional scopes, the names of those that are left out.
        without: Scopes,
        /// For each question about resources, by its name, what was chosen; without an answer, as the page had it.
        chosen: BTreeMap<String, Reach>,
    },
    /// No.
    Deny,
}

/// What comes of an answer.
#[derive(Debug)]
pub enum Answered {
    /// The answer goes to the client.
    Respond(Response),
    /// The answer came from a session that did not see the page, or too late, or twice: the page is shown again, or
    /// an error.
    NotNow,
    /// For the question of that name nothing was chosen, or something that is not the person's.
    NothingChosen(String),
    /// More resources were chosen than one authorization holds.
    TooMany,
}

/// Carries out what the person answered.
///
/// # Errors
/// The database's.
pub async fn answer(
    deps: &Deps,
    from: Whereabouts,
    pending: &Pending,
    signed: &Signed,
    decision: Decision,
) -> Result<Answered> {
    if pending.row.session_id != Some(signed.session.id) {
        return Ok(Answered::NotNow);
    }
    // Freshness and prompts are looked at again: nothing is skipped by answering an old page (SEC-73).
    let next = authorize::decide(
        deps,
        &pending.destination,
        &pending.request,
        Some(signed),
        Some(&pending.row),
    )
    .await?;
    let asked = match next {
        Next::Consent(asked) => Some(asked),
        Next::Respond(_) => None,
        _ => return Ok(Answered::NotNow),
    };
    let client = pending.destination.client();
    let Decision::Allow { without, chosen } = decision else {
        return Ok(if authorize::complete(deps, pending.row.id).await? {
            Answered::Respond(pending.destination.denied())
        } else {
            Answered::NotNow
        });
    };
    // Only the full page has boxes to untick and resources to choose.
    let full = asked.as_ref().filter(|asked| !asked.only_confirmation);
    let standing = Standing::of(deps, client, &pending.request, &signed.user).await?;
    let (mut allowed, mut instead) = (standing.asked.clone(), Scopes::default());
    if let Some(asked) = full {
        let left_out = |text: &str| {
            client
                .permitted(text)
                .is_some_and(|(permission, scope)| scope.optional && without.contains(&permission.scope))
        };
        allowed = allowed.filter(|text| !left_out(text));
        for question in Question::of(client, &allowed) {
            let reach = match chosen.get(&question.name) {
                Some(reach) => reach.clone(),
                None => question.chosen(client, asked),
            };
            let Some(limited) = limit(deps, &question, signed, &allowed, &reach).await? else {
                return Ok(Answered::NothingChosen(question.name));
            };
            allowed = limited;
            instead = instead.union(&question.scopes);
        }
        if !details::fits(&allowed) {
            return Ok(Answered::TooMany);
        }
    }
    // Without the full page nothing new may be allowed.
    let unasked = full.is_none() && !standing.missing(client).is_empty();
    if unasked || !authorize::complete(deps, pending.row.id).await? {
        return Ok(Answered::NotNow);
    }
    let (grant_id, authorized) = match standing.live {
        Some(ref grant) if full.is_none() => (grant.id, client.catalogue.intersect(&allowed, &standing.held)),
        _ => {
            let caller = authorize::caller(deps, signed, from);
            let grant_id = domain::grant::choose(deps, &caller, client.app.id, (&allowed, &instead)).await?;
            (grant_id, allowed)
        }
    };
    let response = authorize::respond(
        deps,
        &pending.destination,
        &pending.request,
        signed,
        (grant_id, &authorized),
    );
    Ok(Answered::Respond(response.await?))
}

/// The permissions with those of a question limited to what was chosen; none where that is nothing, or not theirs.
async fn limit(
    deps: &Deps,
    question: &Question,
    signed: &Signed,
    allowed: &Scopes,
    reach: &Reach,
) -> Result<Option<Scopes>> {
    let Reach::Only(keys) = reach else {
        return Ok(Some(allowed.clone()));
    };
    let theirs = question.resources(deps, &signed.user).await?;
    let known = |key: &String| theirs.iter().any(|row| row.key == *key);
    if keys.is_empty() || !keys.iter().all(known) {
        return Ok(None);
    }
    let each = allowed.iter().flat_map(|text| {
        if question.scopes.contains(text) {
            keys.iter()
                .map(|key| Permission::on(text, key.as_str()).to_string())
                .collect()
        } else {
            vec![text.to_owned()]
        }
    });
    Ok(Some(each.collect()))
}

/// The names of the resources that these permissions are limited to, for the page.
///
/// # Errors
/// The database's.
pub async fn named(
    deps: &Deps,
    client: &ClientView,
    user: &user::Model,
    permissions: &Scopes,
) -> Result<Vec<(Permission, String)>> {
    let known = client.catalogue.known(permissions);
    let rows = permission::resources(deps, Some(user.id), &known).await?;
    Ok(known
        .into_iter()
        .filter_map(|permission| {
            let name = resource_of(&client.catalogue, &rows, &permission)?.name.clone();
            Some((permission, name))
        })
        .collect())
}
