//! How the service presents itself: set by administrators in the database, over what the settings file says. Every node
//! hears of a change.

use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use entity::id::PictureId;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result, admin,
    audit::{self, Event},
    change::{Change, Write},
    clock::SECOND,
    colour::{Colour, Palette},
    database::one_at_a_time,
    display_name, link,
    patch::Patch,
    picture, setting,
};
use crate::config::Config;

const NAME: &str = "branding";
/// Looked at again after so long, should a change have been missed; milliseconds.
const AGE: i64 = 30 * SECOND;

/// What administrators have set; what is missing comes from the settings file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    service_name: Option<String>,
    accent_color: Option<String>,
    privacy_url: Option<String>,
    terms_url: Option<String>,
    support_url: Option<String>,
    logo: Option<PictureId>,
}

/// That the name in the settings is one that people can be shown, as what administrators set must be.
///
/// # Errors
/// `Invalid` on `service_name`.
pub fn check_settings(config: &Config) -> Result<()> {
    display_name::check("service_name", &config.service_name).map(drop)
}

/// How the service presents itself now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branding {
    /// Its name.
    pub service_name: String,
    /// The accent of its pages, as it was chosen; none: the built-in one.
    pub accent_color: Option<String>,
    /// The accent's shades.
    pub palette: Option<Palette>,
    /// Its privacy policy.
    pub privacy_url: Option<String>,
    /// Its terms of service.
    pub terms_url: Option<String>,
    /// Where people get help.
    pub support_url: Option<String>,
    /// Its logo, in the place of our mark; none: the built-in one.
    pub logo: Option<PictureId>,
}

impl Branding {
    fn new(config: &Config, stored: Stored) -> Self {
        let palette = stored
            .accent_color
            .as_deref()
            .and_then(Colour::parse)
            .and_then(Palette::of);
        Self {
            service_name: stored.service_name.unwrap_or_else(|| config.service_name.clone()),
            accent_color: stored.accent_color,
            palette,
            privacy_url: stored
                .privacy_url
                .or_else(|| (!config.privacy_url.is_empty()).then(|| config.privacy_url.clone())),
            terms_url: stored.terms_url,
            support_url: stored.support_url,
            logo: stored.logo,
        }
    }

    /// The address of its logo, on our origin.
    pub fn logo_path(&self) -> Option<String> {
        self.logo.map(picture::path)
    }

    /// What pages look like beyond the built-in style: the accent in both themes, and the logo in the place of our mark.
    pub fn css(&self) -> String {
        let mut css = self.palette.map(|palette| palette.css()).unwrap_or_default();
        if let Some(path) = self.logo_path() {
            css.push_str(&format!(
                ".mark>*{{display:none}}.mark{{background:url({path}) center/contain no-repeat}}\
                 img.service-mark{{content:url({path});object-fit:contain}}\n"
            ));
        }
        css
    }
}

/// What this node knows of it.
#[derive(Debug)]
pub struct Known {
    value: RwLock<Arc<Branding>>,
    stale: AtomicBool,
    looked_at: AtomicI64,
}

impl Known {
    /// What the settings file says, to be looked at in the database.
    pub fn new(config: &Config) -> Self {
        Self {
            value: RwLock::new(Arc::new(Branding::new(config, Stored::default()))),
            stale: AtomicBool::new(true),
            looked_at: AtomicI64::new(0),
        }
    }

    /// It may have changed.
    pub fn forget(&self) {
        self.stale.store(true, Ordering::SeqCst);
    }

    /// As it was a moment ago.
    pub fn get(&self) -> Arc<Branding> {
        Arc::clone(&self.value.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// How the service presents itself, looked at again where it may have changed. While the database is away, as it was.
pub async fn current(deps: &Deps) -> Arc<Branding> {
    let known = &deps.branding;
    let now = deps.clock.now();
    let old = (now - known.looked_at.load(Ordering::SeqCst)).abs() > AGE;
    if known.stale.swap(false, Ordering::SeqCst) || old {
        known.looked_at.store(now, Ordering::SeqCst);
        match stored(deps).await {
            Ok(stored) => {
                let fresh = Arc::new(Branding::new(&deps.config, stored));
                *known.value.write().unwrap_or_else(PoisonError::into_inner) = fresh;
            }
            Err(error) => {
                tracing::warn!(%error, "the branding could not be read again");
                known.looked_at.store(0, Ordering::SeqCst);
            }
        }
    }
    known.get()
}

async fn stored(deps: &Deps) -> Result<Stored> {
    let text = setting::get(deps.db.read(), NAME).await?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// A change; what is cleared comes from the settings file again.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "as in Branding")]
pub struct BrandingPatch {
    pub service_name: Patch<String>,
    pub accent_color: Patch<String>,
    pub privacy_url: Patch<String>,
    pub terms_url: Patch<String>,
    pub support_url: Patch<String>,
    /// Whether the logo goes, and the built-in one comes back.
    pub remove_logo: bool,
}

/// Changes how the service presents itself.
///
/// # Errors
/// `Invalid` on the field, such as an accent that cannot be read; as for every act of an administrator.
pub async fn update(deps: &Deps, caller: &Caller, patch: BrandingPatch) -> Result<Arc<Branding>> {
    admin::check_act(deps, caller).await?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let before = within(&write).await?;
    let mut after = before.clone();
    patch.service_name.apply(&mut after.service_name);
    patch.accent_color.apply(&mut after.accent_color);
    patch.privacy_url.apply(&mut after.privacy_url);
    patch.terms_url.apply(&mut after.terms_url);
    patch.support_url.apply(&mut after.support_url);
    if let Some(name) = &after.service_name {
        after.service_name = Some(display_name::check("service_name", name)?);
    }
    if let Some(colour) = &after.accent_color {
        let parsed = Colour::parse(colour)
            .ok_or_else(|| Error::invalid("accent_color", "Write the colour as #rrggbb."))?;
        if Palette::of(parsed).is_none() {
            return Err(Error::invalid(
                "accent_color",
                "White text on this colour, or this colour as text on white, cannot be read well: choose a darker one.",
            ));
        }
        after.accent_color = Some(parsed.hex());
    }
    link::check_some("privacy_url", after.privacy_url.as_deref())?;
    link::check_some("terms_url", after.terms_url.as_deref())?;
    link::check_some("support_url", after.support_url.as_deref())?;
    if patch.remove_logo
        && let Some(old) = after.logo.take()
    {
        picture::remove(&write, old).await?;
    }
    save(&mut write, caller, &before, &after, now).await?;
    write.commit().await?;
    Ok(current(deps).await)
}

/// Puts another logo in the place of the one before; of who was an administrator when they asked for the upload, and
/// is one still.
///
/// # Errors
/// `NotFound` for who is none any more, or the database's.
pub(super) async fn set_logo(write: &mut Write<'_>, caller: &Caller, id: PictureId, now: i64) -> Result<()> {
    if !admin::is_administrator(write.db(), caller).await? {
        return Err(Error::not_found());
    }
    let before = within(write).await?;
    if let Some(old) = before.logo {
        picture::remove(write, old).await?;
    }
    let after = Stored {
        logo: Some(id),
        ..before.clone()
    };
    save(write, caller, &before, &after, now).await
}

async fn within(write: &Write<'_>) -> Result<Stored> {
    // Changes of the same moment come one after the other, so that none undoes another.
    one_at_a_time(write.db(), NAME).await?;
    let text = setting::get(write.db(), NAME).await?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

async fn save(
    write: &mut Write<'_>,
    caller: &Caller,
    before: &Stored,
    after: &Stored,
    now: i64,
) -> Result<()> {
    let text = serde_json::to_string(after).map_err(Error::internal)?;
    setting::put(write.db(), NAME, &text, now).await?;
    let changed: Vec<&str> = [
        ("service_name", before.service_name != after.service_name),
        ("accent_color", before.accent_color != after.accent_color),
        ("privacy_url", before.privacy_url != after.privacy_url),
        ("terms_url", before.terms_url != after.terms_url),
        ("support_url", before.support_url != after.support_url),
        ("logo", before.logo != after.logo),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect();
    let event = Event::done("settings.updated").details(json!({ "changed": changed }));
    audit::record(write.db(), now, caller, event).await?;
    write.changed(Change::Settings);
    Ok(())
}
