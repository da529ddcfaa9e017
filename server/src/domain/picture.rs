//! Pictures of people, logos of apps and the service's own (SEC-105): sent once to an address that works once, decoded,
//! made smaller, and encoded anew, so that nothing of the sender's file is served. No drawing with scripts in it (SVG) is taken.

use std::io::Cursor;

use entity::{
    app,
    id::{AppId, PictureId, UserId},
    picture, single_use, user,
    values::Role,
};
use image::{ImageFormat, ImageReader, Limits};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QuerySelect as _, TryInsertResult,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::Semaphore;

use super::{
    Caller, Deps, Error, Result, admin, app as apps,
    audit::{self, Event},
    branding,
    caller::{SessionCaller, Whereabouts, Who},
    change::{Change, Write},
    client_registration::record,
    clock::MINUTE,
    policy::Action,
    secret::{Purpose, Secret, base64url, from_base64url, random_id, sha256},
    session,
};

/// An address for sending works so long, milliseconds.
const LIFETIME: i64 = 10 * MINUTE;
/// Pixels in a row or column of what is sent, at most.
const LARGEST: u32 = 4096;
/// Bytes that decoding may take.
const MEMORY: u64 = 96 * 1024 * 1024;
/// Pixels in a row or column of what is served.
const SIDE: u32 = 512;

/// One picture is decoded at a time: it may take much memory.
static TURN: Semaphore = Semaphore::const_new(1);

/// Whose picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    /// The person who asks.
    User(UserId),
    /// An app's logo.
    App(AppId),
    /// The service's own logo.
    Service,
}

/// What an address for sending says; sealed.
#[derive(Serialize, Deserialize)]
struct Ticket {
    of: Of,
    by: UserId,
    session: entity::id::SessionId,
    until: i64,
    once: uuid::Uuid,
}

/// An address that takes one picture.
#[derive(Debug)]
pub struct Upload {
    /// Where to; a secret.
    pub url: Secret,
    /// Until when.
    pub expires_at: i64,
}

/// An address for the caller's own picture, for the logo of an app of theirs, or for the service's.
///
/// # Errors
/// `MissingScope`; `NotFound` or `Denied` for an app that is not theirs to change; for the service's as for every act of
/// an administrator.
pub async fn request(deps: &Deps, caller: &Caller, of: Of) -> Result<Upload> {
    if of == Of::Service {
        admin::check_act(deps, caller).await?;
    }
    let by = caller.user_id()?;
    match of {
        Of::Service => {}
        Of::User(_) => caller.require("profile:write")?,
        Of::App(id) => {
            caller.require("apps:write")?;
            apps::load(deps.db.read(), caller, id, Action::UpdateApp, "app_id").await?;
        }
    }
    let session = match &caller.who {
        Who::Session(session) => session.session_id,
        _ => entity::id::SessionId(uuid::Uuid::nil()),
    };
    let until = deps.clock.now() + LIFETIME;
    let ticket = Ticket {
        of,
        by,
        session,
        until,
        once: random_id(),
    };
    let plain = serde_json::to_vec(&ticket).map_err(Error::internal)?;
    let token = base64url(&deps.vault.seal(Purpose::Upload, &plain));
    Ok(Upload {
        url: Secret::new(format!("{}/uploads?token={token}", deps.config.issuer())),
        expires_at: until,
    })
}

/// Takes a picture, once for each address. Its address.
///
/// # Errors
/// `NotFound` for an address that does not work, or not any more; `Invalid` for bytes that are no picture.
pub async fn take(deps: &Deps, from: &Whereabouts, token: &str, bytes: Vec<u8>) -> Result<String> {
    let now = deps.clock.now();
    let ticket: Ticket = from_base64url(token)
        .and_then(|sealed| deps.vault.open(Purpose::Upload, &sealed))
        .and_then(|plain| serde_json::from_slice(&plain).ok())
        .filter(|ticket: &Ticket| now < ticket.until)
        .ok_or(Error::not_found())?;
    let once = sha256(format!("upload\n{}", ticket.once).as_bytes());
    // Before the work of decoding (SEC-124); that it is used once, the insert below decides.
    let used = single_use::Entity::find_by_id(once.clone())
        .one(deps.db.read())
        .await?;
    if used.is_some() {
        return Err(Error::not_found());
    }
    if !ticket.session.0.is_nil() {
        session::find(deps, ticket.session)
            .await?
            .filter(|row| row.user_id == ticket.by && session::is_live(deps, row, now))
            .ok_or(Error::not_found())?;
    }
    let png = {
        let _turn = TURN.acquire().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || redraw(&bytes))
            .await
            .map_err(Error::internal)??
    };
    // Who asked may have lost the right meanwhile: it is looked at again.
    let person = user::Entity::find_by_id(ticket.by)
        .filter(user::Column::DisabledAt.is_null())
        .one(deps.db.read())
        .await?
        .ok_or(Error::not_found())?;
    let caller = Caller {
        who: Who::Session(SessionCaller {
            user_id: person.id,
            session_id: ticket.session,
            role: Role::User,
            // Whoever was given the address for the upload had proved all that is needed; it is fresh for nothing.
            authenticated_at: 1,
        }),
        from: from.clone(),
    };
    let mut write = Write::begin(deps).await?;
    let used = single_use::Model {
        digest: once,
        expires_at: ticket.until,
    };
    let first = single_use::Entity::insert(single_use::ActiveModel::from(used))
        .on_conflict_do_nothing()
        .exec_without_returning(write.db())
        .await?;
    if !matches!(first, TryInsertResult::Inserted(1..)) {
        return Err(Error::not_found());
    }
    let row = picture::Model {
        id: PictureId(random_id()),
        user_id: match ticket.of {
            Of::User(id) => Some(id),
            Of::App(_) | Of::Service => None,
        },
        app_id: match ticket.of {
            Of::App(id) => Some(id),
            Of::User(_) | Of::Service => None,
        },
        png,
        created_at: now,
    };
    let address = format!("{}{}", deps.config.issuer(), path(row.id));
    match ticket.of {
        Of::User(_) => set_picture(&mut write, &caller, &person, &address, now).await?,
        Of::App(id) => set_logo(&mut write, &caller, id, &address, now).await?,
        Of::Service => branding::set_logo(&mut write, &caller, row.id, now).await?,
    }
    picture::Entity::insert(picture::ActiveModel::from(row).reset_all())
        .exec_without_returning(write.db())
        .await?;
    write.commit().await?;
    Ok(address)
}

async fn set_picture(
    write: &mut Write<'_>,
    caller: &Caller,
    person: &user::Model,
    address: &str,
    now: i64,
) -> Result<()> {
    picture::Entity::delete_many()
        .filter(picture::Column::UserId.eq(person.id))
        .exec(write.db())
        .await?;
    let row = user::Entity::find_by_id(person.id)
        .one(write.db())
        .await?
        .ok_or(Error::not_found())?;
    let mut profile = row.profile;
    profile.picture = Some(address.to_owned());
    user::Entity::update_many()
        .col_expr(user::Column::Profile, Expr::value(profile))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(person.id))
        .exec(write.db())
        .await?;
    write.changed(Change::User(person.id));
    let event = Event::done("user.profile_changed").target(person.id);
    audit::record(write.db(), now, caller, event).await
}

async fn set_logo(write: &mut Write<'_>, caller: &Caller, id: AppId, address: &str, now: i64) -> Result<()> {
    let before: app::Model = apps::load(write.db(), caller, id, Action::UpdateApp, "app_id").await?;
    picture::Entity::delete_many()
        .filter(picture::Column::AppId.eq(id))
        .exec(write.db())
        .await?;
    let mut after = before.clone();
    after.logo_uri = Some(address.to_owned());
    apps::save(write, None, &before, &mut after, now)
        .await
        .map_err(|error| error.renamed("expected_version", "app_id"))?;
    let event = Event::done("app.updated")
        .target(id)
        .details(json!({ "changed": ["logo_uri"] }));
    record(write, caller, &after, event, now).await
}

/// The picture of that id.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, id: PictureId) -> Result<Option<Vec<u8>>> {
    let row: Option<Vec<u8>> = picture::Entity::find_by_id(id)
        .select_only()
        .column(picture::Column::Png)
        .into_tuple()
        .one(deps.db.read())
        .await?;
    Ok(row)
}

/// Takes a picture away.
///
/// # Errors
/// The database's.
pub(super) async fn remove(write: &Write<'_>, id: PictureId) -> Result<()> {
    picture::Entity::delete_by_id(id).exec(write.db()).await?;
    Ok(())
}

/// Where a picture is, on our origin.
pub fn path(id: PictureId) -> String {
    format!("/pictures/{id}")
}

/// The path, on our origin, of an address that has the form of a picture's.
pub fn local_path(address: &str) -> Option<String> {
    let (_, id) = address.rsplit_once("/pictures/")?;
    id.parse().ok().map(path)
}

/// Decodes within bounds, makes it smaller, and encodes it anew: only colours come through.
fn redraw(bytes: &[u8]) -> Result<Vec<u8>> {
    let refuse = |message: &'static str| Error::invalid("picture", message);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(Error::internal)?;
    let taken = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
    if !reader.format().is_some_and(|format| taken.contains(&format)) {
        return Err(refuse("Send a PNG, JPEG or WebP picture."));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST);
    limits.max_image_height = Some(LARGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let decoded = reader.decode().map_err(|_| {
        refuse("This picture cannot be read, or has more than 4096 pixels in a row or column.")
    })?;
    let small = if decoded.width() > SIDE || decoded.height() > SIDE {
        decoded.thumbnail(SIDE, SIDE)
    } else {
        decoded
    };
    let mut png = Cursor::new(Vec::new());
    image::DynamicImage::ImageRgba8(small.to_rgba8())
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|error| Error::internal(anyhow::anyhow!("{error}")))?;
    Ok(png.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let shade = |place: u32| u8::try_from(place % 256).unwrap();
        let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([shade(x), shade(y), 7]));
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn sec_105_a_picture_is_drawn_anew_and_nothing_else_is_taken() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let mut sent = encoded(900, 300, format);
            sent.extend_from_slice(b"<script>alert(1)</script>");
            let png = redraw(&sent).unwrap();
            assert_eq!(image::guess_format(&png).unwrap(), ImageFormat::Png);
            let again = image::load_from_memory(&png).unwrap();
            assert_eq!((again.width(), again.height()), (512, 171));
            assert!(!png.windows(8).any(|part| part == b"<script>"));
        }
        let huge = encoded(4097, 1, ImageFormat::Png);
        for wrong in [
            &b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"[..],
            b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
            b"\x89PNG\r\n\x1a\n",
            b"",
            &huge,
        ] {
            assert!(redraw(wrong).is_err());
        }
    }
}
