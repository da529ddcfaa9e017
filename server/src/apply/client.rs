//! Clients of apps, found by their `client_id`, with their redirect URLs and secrets.

use std::path::Path;

use entity::{
    app, client, client_secret,
    id::ClientSecretId,
    redirect_url,
    values::{AuthMethod, Platform, RedirectKind, Scopes, SigningAlgorithm, SpaceDelimited},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use serde_json::{Value as Json, json};

use super::{
    Declared, What, Work, declare,
    outside::Source,
    reading::{Fields, LATER, Place, Problems, Refused, Wrong, flag, integer, one_word, text, word},
};
use crate::domain::{
    Error,
    app::Credential,
    audit::Event,
    client_registration::{self, record, record_created, unsafe_settings},
    client_secret as client_secrets,
    client_settings::ClientSettings,
    patch::Patch,
    preset::Preset,
    redirect_url as redirect_urls,
    secret::{Secret, ordered_id},
};

/// A secret that a file brings has at least so many characters, as it may be less random than ours.
const SHORTEST_SECRET: usize = 32;
const LONGEST_SECRET: usize = 1024;

/// A client of the file.
pub(super) struct Entry<'a> {
    pub(super) place: Place<'a>,
    preset: Option<Preset>,
    client_id: String,
    platform: Option<Platform>,
    token_endpoint_auth_method: Option<AuthMethod>,
    pin_auth_method: Option<bool>,
    grant_types: Option<SpaceDelimited>,
    response_types: Option<SpaceDelimited>,
    response_modes: Option<SpaceDelimited>,
    redirect_uris: Option<Vec<String>>,
    post_logout_redirect_uris: Option<Vec<String>>,
    default_scopes: Option<Scopes>,
    require_pkce: Option<bool>,
    rotate_refresh_tokens: Option<bool>,
    code_in_fragment: Option<bool>,
    id_token_signed_response_alg: Option<SigningAlgorithm>,
    userinfo_signed_response_alg: Patch<SigningAlgorithm>,
    jwks: Patch<Json>,
    jwks_uri: Patch<String>,
    default_max_age: Patch<i32>,
    secrets: Vec<(Place<'a>, Source)>,
}

const REFUSED: Refused = &[
    ("authorization_encrypted_response_alg", LATER),
    ("authorization_encrypted_response_enc", LATER),
    ("authorization_signed_response_alg", LATER),
    ("backchannel_logout_session_required", LATER),
    ("backchannel_logout_uri", LATER),
    ("client_name", "The name is the app's."),
    (
        "client_secret",
        "Write client_secrets, a list: several can be valid while one is exchanged for another.",
    ),
    (
        "client_uri",
        "The home page is the app's: write it there as homepage.",
    ),
    ("contacts", LATER),
    ("default_acr_values", LATER),
    ("dpop_bound_access_tokens", LATER),
    ("frontchannel_logout_session_required", LATER),
    ("frontchannel_logout_uri", LATER),
    ("id_token_encrypted_response_alg", LATER),
    ("id_token_encrypted_response_enc", LATER),
    ("initiate_login_uri", LATER),
    ("logo_uri", "The logo is the app's."),
    ("policy_uri", "The privacy policy is the app's."),
    ("profile", LATER),
    ("request_object_encryption_alg", LATER),
    ("request_object_encryption_enc", LATER),
    ("request_object_signing_alg", LATER),
    ("request_uris", LATER),
    ("require_pushed_authorization_requests", LATER),
    ("require_signed_request_object", LATER),
    (
        "scope",
        "Scopes are enabled for the app: write them there as scopes.",
    ),
    ("scopes", "Scopes are enabled for the app: write them there."),
    ("sector_identifier_uri", LATER),
    ("software_id", LATER),
    ("software_statement", LATER),
    ("software_version", LATER),
    ("subject_type", LATER),
    ("tls_client_auth_san_dns", LATER),
    ("tls_client_auth_san_email", LATER),
    ("tls_client_auth_san_ip", LATER),
    ("tls_client_auth_san_uri", LATER),
    ("tls_client_auth_subject_dn", LATER),
    ("tls_client_certificate_bound_access_tokens", LATER),
    ("token_endpoint_auth_signing_alg", LATER),
    ("tos_uri", "The terms of service are the app's."),
    ("userinfo_encrypted_response_alg", LATER),
    ("userinfo_encrypted_response_enc", LATER),
];

/// `preset`: what the client's app is made like.
pub(super) fn read<'a>(
    place: Place<'a>,
    problems: &Problems,
    declared: &mut Declared,
    preset: Option<Preset>,
) -> Option<Entry<'a>> {
    let mut fields = Fields::of(place, problems)?;
    let client_id = fields.required("client_id", |place| {
        let client_id = text(place)?;
        client_registration::check_client_id(&client_id)?;
        declare(&mut declared.client_ids, client_id.clone())?;
        Ok(client_id)
    });
    let entry = Entry {
        preset,
        client_id: client_id.clone().unwrap_or_default(),
        platform: fields.take("platform", word),
        token_endpoint_auth_method: fields.take("token_endpoint_auth_method", word),
        pin_auth_method: fields.take("pin_auth_method", flag),
        grant_types: words(&mut fields, "grant_types"),
        response_types: words(&mut fields, "response_types"),
        response_modes: words(&mut fields, "response_modes"),
        redirect_uris: fields.set("redirect_uris", url),
        post_logout_redirect_uris: fields.set("post_logout_redirect_uris", url),
        default_scopes: words(&mut fields, "default_scopes"),
        require_pkce: fields.take("require_pkce", flag),
        rotate_refresh_tokens: fields.take("rotate_refresh_tokens", flag),
        code_in_fragment: fields.take("code_in_fragment", flag),
        id_token_signed_response_alg: fields.take("id_token_signed_response_alg", word),
        userinfo_signed_response_alg: fields.patch("userinfo_signed_response_alg", word),
        jwks: fields.patch("jwks", |place| Ok(place.json())),
        jwks_uri: fields.patch("jwks_uri", text),
        default_max_age: fields.patch("default_max_age", integer),
        secrets: secrets(&mut fields),
        place: fields.place.clone(),
    };
    client_id?;
    if !fields.finish(REFUSED) {
        return None;
    }
    // What is known without the database; the rest when the client is put in its place.
    if let Some(settings) = entry.settings(None)
        && let Err(error) = entry.check(&settings)
        && let Ok(problem) = entry.place.refused(error)
    {
        problems.push(problem);
        return None;
    }
    Some(entry)
}

/// The clients that a preset makes besides those that the file lists, called by the app's key.
pub(super) fn of_preset<'a>(
    place: &Place<'a>,
    preset: Preset,
    key: &str,
    listed: &[Entry<'a>],
) -> Vec<Entry<'a>> {
    let is_listed = |platform: Platform| listed.iter().any(|entry| entry.platform == Some(platform));
    preset
        .clients()
        .iter()
        .filter(|(platform, _)| !is_listed(*platform))
        .map(|(platform, name)| Entry {
            place: place.clone(),
            preset: Some(preset),
            client_id: format!("{key}-{name}"),
            platform: Some(*platform),
            token_endpoint_auth_method: None,
            pin_auth_method: None,
            grant_types: None,
            response_types: None,
            response_modes: None,
            redirect_uris: None,
            post_logout_redirect_uris: None,
            default_scopes: None,
            require_pkce: None,
            rotate_refresh_tokens: None,
            code_in_fragment: None,
            id_token_signed_response_alg: None,
            userinfo_signed_response_alg: Patch::Keep,
            jwks: Patch::Keep,
            jwks_uri: Patch::Keep,
            default_max_age: Patch::Keep,
            secrets: Vec::new(),
        })
        .collect()
}

fn words(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<SpaceDelimited> {
    let words = fields.set(key, one_word)?;
    Some(words.into_iter().collect())
}

fn url(place: &Place<'_>) -> Result<String, Wrong> {
    let url = text(place)?;
    redirect_urls::check(&url)?;
    Ok(url)
}

fn secrets<'a>(fields: &mut Fields<'a, '_>) -> Vec<(Place<'a>, Source)> {
    let here = fields.list("client_secrets", |place| {
        let secret = check_secret(Secret::new(text(place)?))?;
        Ok((place.clone(), Source::Here(secret)))
    });
    let files = fields.list("client_secret_files", |place| {
        Ok((place.clone(), Source::file(text(place)?)))
    });
    let variables = fields.list("client_secret_envs", |place| {
        Ok((place.clone(), Source::Environment(text(place)?)))
    });
    [here, files, variables].into_iter().flatten().flatten().collect()
}

fn check_secret(secret: Secret) -> Result<Secret, Wrong> {
    let text = secret.expose();
    if text.chars().count() < SHORTEST_SECRET {
        return Err(format!(
            "A secret needs at least {SHORTEST_SECRET} characters, best random ones."
        ));
    }
    if text.len() > LONGEST_SECRET || text.chars().any(char::is_control) {
        return Err(format!(
            "A secret has at most {LONGEST_SECRET} bytes and no control characters."
        ));
    }
    Ok(secret)
}

impl Entry<'_> {
    /// Reads the secrets that are elsewhere; files are found from `base`.
    pub(super) fn read_secrets(&mut self, base: &Path, problems: &Problems) {
        for (place, source) in &mut self.secrets {
            if let Source::File(path) = source {
                *path = base.join(&*path);
            }
            match source.read().and_then(check_secret) {
                Ok(secret) => *source = Source::Here(secret),
                Err(wrong) => problems.push(place.problem(wrong)),
            }
        }
    }

    /// Takes its `client_id`, which must be nobody else's in the file.
    pub(super) fn declare(&self, declared: &mut Declared) -> Result<(), Wrong> {
        declare(&mut declared.client_ids, self.client_id.clone())
    }

    /// Default scopes are among those that the app may ask for, where the file lists them.
    pub(super) fn check_default_scopes(&self, enabled: Option<&[String]>, problems: &Problems) {
        let (Some(enabled), Some(scopes)) = (enabled, &self.default_scopes) else {
            return;
        };
        for (index, scope) in scopes.iter().enumerate() {
            if !enabled.iter().any(|enabled| enabled == scope) {
                let field = format!("default_scopes.{index}");
                problems.push(
                    self.place
                        .problem_at(&field, "This scope is not among those of the app."),
                );
            }
        }
    }

    /// What the file says over what there is; none for a new client whose platform is not said.
    fn settings(&self, before: Option<&client::Model>) -> Option<ClientSettings> {
        let mut settings = if let Some(row) = before {
            ClientSettings::of(row)
        } else {
            let mut settings = ClientSettings::defaults_for(self.platform?);
            if let Some(preset) = self.preset {
                preset.adjust(&mut settings);
            }
            settings
        };
        settings.platform = self.platform.unwrap_or(settings.platform);
        if let Some(method) = self.token_endpoint_auth_method {
            settings.authenticate_by(method);
        }
        if before.is_none() {
            let without = self
                .preset
                .is_some_and(|preset| preset.is_without_pkce(settings.platform));
            settings.require_pkce = settings.token_endpoint_auth_method == AuthMethod::None && !without;
        }
        set(&mut settings.pin_auth_method, self.pin_auth_method.as_ref());
        set(&mut settings.require_pkce, self.require_pkce.as_ref());
        set(
            &mut settings.rotate_refresh_tokens,
            self.rotate_refresh_tokens.as_ref(),
        );
        set(&mut settings.code_in_fragment, self.code_in_fragment.as_ref());
        if let Some(grant_types) = &self.grant_types {
            follow(&mut settings, grant_types);
        }
        set(&mut settings.response_types, self.response_types.as_ref());
        set(&mut settings.response_modes, self.response_modes.as_ref());
        set(&mut settings.redirect_uris, self.redirect_uris.as_ref());
        set(
            &mut settings.post_logout_redirect_uris,
            self.post_logout_redirect_uris.as_ref(),
        );
        set(&mut settings.default_scopes, self.default_scopes.as_ref());
        set(
            &mut settings.id_token_signed_response_alg,
            self.id_token_signed_response_alg.as_ref(),
        );
        self.userinfo_signed_response_alg
            .clone()
            .apply(&mut settings.userinfo_signed_response_alg);
        self.jwks.clone().apply(&mut settings.jwks);
        self.jwks_uri.clone().apply(&mut settings.jwks_uri);
        self.default_max_age.clone().apply(&mut settings.default_max_age);
        Some(settings)
    }

    fn check(&self, settings: &ClientSettings) -> Result<(), Error> {
        settings.validate()?;
        if !self.secrets.is_empty() && !settings.has_secrets() {
            let message = "A client that authenticates in this way has no secrets. Take them out, or use \
                           client_secret_basic or client_secret_post.";
            return Err(Error::invalid("token_endpoint_auth_method", message));
        }
        // By hand the keys come after the client; a file has them beside it, and it could not authenticate without.
        if settings.token_endpoint_auth_method == AuthMethod::PrivateKeyJwt
            && settings.jwks.is_none()
            && settings.jwks_uri.is_none()
        {
            let message = "private_key_jwt needs the client's public keys: write them as jwks, or where they are as \
                           jwks_uri.";
            return Err(Error::invalid("token_endpoint_auth_method", message));
        }
        Ok(())
    }
}

fn set<T: Clone>(value: &mut T, new: Option<&T>) {
    if let Some(new) = new {
        value.clone_from(new);
    }
}

/// Sets the grant types, and the response types and modes that go with them (RFC 7591 section 2.1).
fn follow(settings: &mut ClientSettings, grant_types: &SpaceDelimited) {
    let code = grant_types.contains("authorization_code");
    let implicit = grant_types.contains("implicit");
    let form_post = code && settings.platform == Platform::Web;
    let fragment = implicit || (code && settings.code_in_fragment);
    let chosen = |list: &[(&'static str, bool)]| {
        list.iter()
            .filter(|(_, wanted)| *wanted)
            .map(|(word, _)| *word)
            .collect()
    };
    settings.grant_types = grant_types.clone();
    settings.response_types = chosen(&[("code", code), ("token", implicit)]);
    settings.response_modes = chosen(&[("query", code), ("form_post", form_post), ("fragment", fragment)]);
}

pub(super) async fn put(work: &mut Work<'_>, app: &app::Model, entry: &Entry<'_>) -> Result<(), Error> {
    let before = client::Entity::find()
        .filter(client::Column::ClientId.eq(&entry.client_id))
        .one(work.write.db())
        .await?;
    if let Some(row) = before.as_ref().filter(|row| row.app_id != app.id) {
        return Err(belongs_elsewhere(work, row).await?);
    }
    let Some(mut settings) = entry.settings(before.as_ref()) else {
        return Err(Error::invalid(
            "platform",
            "This client is new: it needs a platform.",
        ));
    };
    let urls = match &before {
        Some(row) => urls(work, row).await?,
        None => Vec::new(),
    };
    for (kind, list, given) in [
        (
            RedirectKind::Login,
            &mut settings.redirect_uris,
            &entry.redirect_uris,
        ),
        (
            RedirectKind::PostLogout,
            &mut settings.post_logout_redirect_uris,
            &entry.post_logout_redirect_uris,
        ),
    ] {
        if given.is_none() {
            *list = urls
                .iter()
                .filter(|row| row.kind == kind)
                .map(|row| row.url.clone())
                .collect();
        }
    }
    entry.check(&settings)?;
    if entry.default_scopes.is_some() {
        client_registration::check_default_scopes(work.write.db(), app.id, &settings.default_scopes).await?;
    }
    let Some(before) = before else {
        return create(work, app, entry, &settings).await;
    };
    let mut after = before.clone();
    settings.store(&mut after);
    let mut fields = client_registration::changed(&before, &after);
    if !fields.is_empty() {
        after.updated_at = work.now;
        client_registration::save(&work.write, &before, &mut after).await?;
        let event = Event::done("client.updated").target(after.id).details(json!({
            "client_id": after.client_id,
            "changed": fields,
            "warnings": unsafe_settings(&work.write, &after.client_id, &settings),
        }));
        record(&work.write, &work.caller, app, event, work.now).await?;
    }
    fields.extend(put_urls(work, app, &after, (&urls, &settings)).await?);
    fields.extend(
        put_secrets(work, app, &after, entry)
            .await?
            .then_some("client_secrets"),
    );
    work.updated("client", &entry.client_id, fields);
    Ok(())
}

async fn belongs_elsewhere(work: &Work<'_>, row: &client::Model) -> Result<Error, Error> {
    let owner = app::Entity::find_by_id(row.app_id).one(work.write.db()).await?;
    let whose = owner.map_or_else(String::new, |app| {
        format!(
            " {}",
            app.key.unwrap_or_else(|| format!("{} ({})", app.name, app.id))
        )
    });
    let message =
        format!("This client belongs to another app{whose}; clients do not move. Choose another client_id.");
    Ok(Error::conflict("client_id", message))
}

async fn urls(work: &Work<'_>, row: &client::Model) -> Result<Vec<redirect_url::Model>, Error> {
    Ok(redirect_url::Entity::find()
        .filter(redirect_url::Column::ClientId.eq(row.id))
        .order_by_asc(redirect_url::Column::Id)
        .all(work.write.db())
        .await?)
}

async fn create(
    work: &mut Work<'_>,
    app: &app::Model,
    entry: &Entry<'_>,
    settings: &ClientSettings,
) -> Result<(), Error> {
    let count = client::Entity::find()
        .filter(client::Column::AppId.eq(app.id))
        .count(work.write.db())
        .await?;
    if count >= client_registration::MOST as u64 {
        let message = format!("An app has {} clients at most.", client_registration::MOST);
        return Err(Error::limit("client_id", message));
    }
    let key = (client_registration::new_key(work.now), entry.client_id.clone());
    let row = client_registration::new_row(app, key, settings, work.now);
    client::Entity::insert(client::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(work.write.db())
        .await?;
    let made = Credential {
        client: row,
        secret: None,
    };
    record_created(&work.write, &work.caller, app, &made, work.now).await?;
    put_urls(work, app, &made.client, (&[], settings)).await?;
    put_secrets(work, app, &made.client, entry).await?;
    work.changed("client", &entry.client_id, What::Created);
    Ok(())
}

/// Makes the URLs exactly those of the settings. Which lists changed.
async fn put_urls(
    work: &Work<'_>,
    app: &app::Model,
    client: &client::Model,
    (before, settings): (&[redirect_url::Model], &ClientSettings),
) -> Result<Vec<&'static str>, Error> {
    let mut changed = Vec::new();
    for (name, kind, wanted) in [
        ("redirect_uris", RedirectKind::Login, &settings.redirect_uris),
        (
            "post_logout_redirect_uris",
            RedirectKind::PostLogout,
            &settings.post_logout_redirect_uris,
        ),
    ] {
        let there = || before.iter().filter(move |row| row.kind == kind);
        let removed: Vec<&redirect_url::Model> = there().filter(|row| !wanted.contains(&row.url)).collect();
        let added: Vec<String> = wanted
            .iter()
            .filter(|url| !there().any(|row| row.url == **url))
            .cloned()
            .collect();
        if removed.is_empty() && added.is_empty() {
            continue;
        }
        for row in &removed {
            redirect_url::Entity::delete_by_id(row.id)
                .exec(work.write.db())
                .await?;
        }
        redirect_urls::insert_all(work.write.db(), client.id, (kind, &added), work.now).await?;
        let removed = removed.into_iter().map(|row| row.url.clone()).collect();
        for (what, urls) in [("redirect_url.removed", removed), ("redirect_url.added", added)] {
            for url in urls {
                let details = json!({ "client_id": client.client_id, "kind": kind, "url": url });
                let event = Event::done(what).target(client.id).details(details);
                record(&work.write, &work.caller, app, event, work.now).await?;
            }
        }
        changed.push(name);
    }
    Ok(changed)
}

/// Adds the secrets that are not there. One that was revoked stays so. Whether anything changed.
async fn put_secrets(
    work: &Work<'_>,
    app: &app::Model,
    client: &client::Model,
    entry: &Entry<'_>,
) -> Result<bool, Error> {
    let mut known: Vec<_> = client_secret::Entity::find()
        .filter(client_secret::Column::ClientId.eq(client.id))
        .all(work.write.db())
        .await?
        .into_iter()
        .map(|row| row.digest)
        .collect();
    let mut changed = false;
    for (_, source) in &entry.secrets {
        // One that could not be read is told already.
        let Source::Here(secret) = source else { continue };
        let digest = secret.digest();
        if known.contains(&digest) {
            continue;
        }
        let live = client_secret::Entity::find().filter(client_secrets::live(client.id, work.now));
        if live.count(work.write.db()).await? >= client_secrets::MOST {
            let message = format!(
                "A client has {} working secrets at most. Revoke one first.",
                client_secrets::MOST
            );
            return Err(Error::limit("client_secrets", message));
        }
        let row = client_secret::Model {
            id: ClientSecretId(ordered_id(work.now)),
            client_id: client.id,
            digest: digest.clone(),
            label: "From the file".to_owned(),
            last_four: secret.last_four(),
            expires_at: None,
            revoked_at: None,
            last_used_at: None,
            use_count: 0,
            created_at: work.now,
        };
        client_secret::Entity::insert(client_secret::ActiveModel::from(row.clone()).reset_all())
            .exec_without_returning(work.write.db())
            .await?;
        let details = json!({ "client_id": client.client_id, "last_four": row.last_four });
        let event = Event::done("client_secret.created")
            .target(row.id)
            .details(details);
        record(&work.write, &work.caller, app, event, work.now).await?;
        known.push(digest);
        changed = true;
    }
    Ok(changed)
}
