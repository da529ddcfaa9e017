//! Invitations into organizations: a one-time link for one address. Whoever accepts has the link and the account
//! of that address, or the account alone where its address is proven.

use entity::{
    id::{InvitationId, OrganizationId},
    invitation, membership, organization, user,
    values::MemberRole,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect as _, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Caller, Deps, Error, OnConflict as _, Result,
    audit::{self, Event},
    change::Write,
    clock::DAY,
    mail::{self, Content, Letter},
    membership::managing,
    organization as organizations,
    policy::{self, Action},
    second_factor,
    secret::{Kind, Secret, generate, ordered_id},
    throttle::{self, Subject},
    user as users,
};
use crate::config::Mail;

/// How long an invitation can be accepted, milliseconds.
const PATIENCE: i64 = 7 * DAY;
/// Invitations of an organization that are open at a time.
const MOST: u64 = 100;
/// Members of an organization.
const MOST_MEMBERS: u64 = 1_000;

/// Somebody to invite.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Into this organization.
    pub organization_id: OrganizationId,
    /// Who.
    pub email: String,
    /// As what.
    pub role: MemberRole,
}

/// An invitation and its link's token, to be handed over once.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The invitation.
    pub row: invitation::Model,
    /// The organization.
    pub organization: organization::Model,
    /// The link. What it opens is not sent to any server until the person accepts.
    pub link: Secret,
    /// Whether the person gets it by mail, too.
    pub by_mail: bool,
}

fn open(now: i64) -> Condition {
    unanswered().add(invitation::Column::ExpiresAt.gt(now))
}

fn unanswered() -> Condition {
    Condition::all()
        .add(invitation::Column::AcceptedAt.is_null())
        .add(invitation::Column::DeclinedAt.is_null())
        .add(invitation::Column::RevokedAt.is_null())
}

/// Invites somebody; an invitation of the same address that is open is replaced, and its link works no longer. To
/// invite somebody who manages others, a session must be fresh (SEC-75).
///
/// # Errors
/// `Invalid` or `Conflict` on `email`; `LimitReached`; `StepUpRequired`.
pub async fn invite(deps: &Deps, caller: &Caller, new: NewInvitation) -> Result<Invited> {
    caller.require("organizations:write")?;
    let now = deps.clock.now();
    let by_mail = may_mail(deps, caller, &new).await?;
    let write = Write::begin(deps).await?;
    let db = write.db();
    let (organization, role) =
        organizations::load(db, caller, new.organization_id, Action::ManageMembers).await?;
    policy::check(role, managing(new.role))?;
    if policy::may(new.role, Action::ManageMembers) {
        caller.require_fresh(now, "organizations:write")?;
    }
    let email = users::check_email(&new.email)?;
    let email_key = users::email_key(&email);
    let known = user::Entity::find()
        .filter(user::Column::EmailKey.eq(&email_key))
        .one(db)
        .await?;
    if let Some(known) = &known
        && membership::Entity::find_by_id((organization.id, known.id))
            .one(db)
            .await?
            .is_some()
    {
        return Err(Error::conflict("email", "This person is a member already."));
    }
    invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Expr::value(now))
        .filter(invitation::Column::OrganizationId.eq(organization.id))
        .filter(invitation::Column::EmailKey.eq(&email_key))
        .filter(unanswered())
        .exec(db)
        .await?;
    let waiting = invitation::Entity::find()
        .filter(invitation::Column::OrganizationId.eq(organization.id))
        .filter(open(now))
        .count(db)
        .await?;
    if waiting >= MOST {
        return Err(Error::limit(
            "email",
            format!("{MOST} invitations are open. Take some back, or wait until they are answered."),
        ));
    }
    let token = generate(Kind::Invitation);
    let row = invitation::Model {
        id: InvitationId(ordered_id(now)),
        organization_id: organization.id,
        email,
        email_key,
        role: new.role,
        digest: token.digest(),
        invited_by: caller.user(),
        expires_at: now + PATIENCE,
        accepted_at: None,
        declined_at: None,
        revoked_at: None,
        created_at: now,
    };
    invitation::Entity::insert(invitation::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(db)
        .await
        .on_conflict(|| Error::conflict("email", "This person was invited at the same moment."))?;
    let event = Event::done("member.invited")
        .organization(organization.id)
        .target(row.id)
        .details(json!({ "role": row.role }));
    audit::record(db, now, caller, event).await?;
    if by_mail {
        let posted = Posted {
            id: row.id,
            token: token.expose().to_owned(),
        };
        let language = mail::language(known.as_ref(), &caller.from);
        let to = (known.map(|known| known.id), language);
        mail::write(deps, db, to, Letter::MemberInvitation(posted)).await?;
    }
    write.commit().await?;
    Ok(Invited {
        row,
        organization,
        link: link(deps, token.expose()),
        by_mail,
    })
}

/// Whether the person gets a letter: where there is mail, and nobody had their address written to too often. Whoever may
/// not invite counts for nothing.
async fn may_mail(deps: &Deps, caller: &Caller, new: &NewInvitation) -> Result<bool> {
    if deps.config.mail() == Mail::Off {
        return Ok(false);
    }
    organizations::load(deps.db.read(), caller, new.organization_id, Action::ManageMembers).await?;
    let key = users::email_key(&users::check_email(&new.email)?);
    match throttle::count(deps, Subject::MailTo(&key)).await {
        Ok(()) => Ok(true),
        Err(Error::RateLimited { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// After the number sign: browsers send that part to nobody.
fn link(deps: &Deps, token: &str) -> Secret {
    Secret::new(format!("{}/invitation#{token}", deps.config.issuer()))
}

/// An invitation as it is written down until its letter is sent.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Posted {
    id: InvitationId,
    token: String,
}

/// To whom the letter goes and what it says; none where the invitation is over.
///
/// # Errors
/// The database's.
pub(super) async fn letter(deps: &Deps, posted: &Posted) -> Result<Option<(String, Content)>> {
    let (db, now) = (deps.db.read(), deps.clock.now());
    let row = invitation::Entity::find_by_id(posted.id)
        .filter(open(now))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let organization = organization::Entity::find_by_id(row.organization_id)
        .one(db)
        .await?;
    let Some(organization) = organization else {
        return Ok(None);
    };
    let inviter = match row.invited_by {
        Some(id) => user::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let content = Content::MemberInvitation {
        organization: organization.name,
        // The address and not the name: a name can be anything, and this letter is signed by the service.
        inviter: inviter.map(|inviter| inviter.email),
        url: link(deps, &posted.token).expose().to_owned(),
        email: row.email.clone(),
        valid_for: row.expires_at - now,
    };
    Ok(Some((row.email, content)))
}

/// Which invitation somebody answers.
#[derive(Clone, Debug)]
pub enum Which {
    /// The one with this link's token.
    Token(Secret),
    /// The one with this id, to the proven address of the caller.
    Id(InvitationId),
}

impl Which {
    const fn field(&self) -> &'static str {
        match self {
            Self::Token(_) => "token",
            Self::Id(_) => "invitation_id",
        }
    }
}

/// The open invitation, if it is the caller's: by the link it may be anybody's to look at.
async fn find(
    db: &impl ConnectionTrait,
    which: &Which,
    account: &user::Model,
    now: i64,
) -> Result<invitation::Model> {
    let query = invitation::Entity::find().filter(open(now));
    let query = match which {
        Which::Token(token) => query.filter(invitation::Column::Digest.eq(token.digest())),
        Which::Id(id) => query.filter(invitation::Column::Id.eq(*id)),
    };
    let gone = || Error::no_such(which.field());
    let row = query.one(db).await?.ok_or_else(gone)?;
    if matches!(which, Which::Id(_))
        && (account.email_verified_at.is_none() || account.email_key != row.email_key)
    {
        return Err(gone());
    }
    Ok(row)
}

/// The caller's account: a person in a browser, or an app that may change organizations.
async fn account(db: &impl ConnectionTrait, caller: &Caller) -> Result<user::Model> {
    let id = caller.user_id()?;
    user::Entity::find_by_id(id)
        .one(db)
        .await?
        .filter(|row| row.disabled_at.is_none())
        .ok_or(Error::Unauthenticated)
}

fn check_address(row: &invitation::Model, account: &user::Model, which: &Which) -> Result<()> {
    if row.email_key == account.email_key {
        return Ok(());
    }
    Err(Error::invalid(
        which.field(),
        "This invitation is for another address. Sign in with the account of the address that was invited.",
    ))
}

/// What an invitation is about, for the person who holds its link: whether it is for the account they use comes with it.
///
/// # Errors
/// `MissingScope`, or the database's.
pub async fn look(
    deps: &Deps,
    caller: &Caller,
    token: &Secret,
) -> Result<Option<(invitation::Model, organization::Model, bool)>> {
    caller.require("organizations:read")?;
    let db = deps.db.read();
    let account = account(db, caller).await?;
    let which = Which::Token(token.clone());
    let row = match find(db, &which, &account, deps.clock.now()).await {
        Ok(row) => row,
        Err(Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let organization = organization::Entity::find_by_id(row.organization_id)
        .one(db)
        .await?;
    let theirs = row.email_key == account.email_key;
    Ok(organization.map(|organization| (row, organization, theirs)))
}

/// The open invitations to the caller's address, if it is proven.
///
/// # Errors
/// The database's.
pub async fn of_caller(
    deps: &Deps,
    caller: &Caller,
) -> Result<Vec<(invitation::Model, organization::Model)>> {
    let db = deps.db.read();
    let account = account(db, caller).await?;
    if account.email_verified_at.is_none() {
        return Ok(Vec::new());
    }
    let rows = invitation::Entity::find()
        .filter(invitation::Column::EmailKey.eq(&account.email_key))
        .filter(open(deps.clock.now()))
        .order_by_desc(invitation::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let ids: Vec<OrganizationId> = rows.iter().map(|row| row.organization_id).collect();
    let organizations = organizations::by_ids(deps, &ids).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let organization = organizations
                .iter()
                .find(|one| one.id == row.organization_id)?
                .clone();
            Some((row, organization))
        })
        .collect())
}

/// The caller becomes a member.
///
/// # Errors
/// `NotFound` for an invitation that is over or not the caller's; `Invalid` where it is for another address;
/// `Conflict` for a member.
pub async fn accept(deps: &Deps, caller: &Caller, which: Which) -> Result<organization::Model> {
    caller.require("organizations:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let db = write.db();
    let account = account(db, caller).await?;
    let row = find(db, &which, &account, now).await?;
    check_address(&row, &account, &which)?;
    answer(db, &which, &row, invitation::Column::AcceptedAt, now).await?;
    let members = membership::Entity::find()
        .filter(membership::Column::OrganizationId.eq(row.organization_id))
        .count(db)
        .await?;
    if members >= MOST_MEMBERS {
        return Err(Error::limit(
            which.field(),
            format!("An organization has {MOST_MEMBERS} members at most."),
        ));
    }
    organizations::check_room(db, account.id, which.field()).await?;
    organizations::hold(db, row.organization_id, now).await?;
    let member = membership::Model {
        organization_id: row.organization_id,
        user_id: account.id,
        role: row.role,
        created_at: now,
    };
    membership::Entity::insert(membership::ActiveModel::from(member).reset_all())
        .exec_without_returning(db)
        .await
        .on_conflict(|| Error::conflict(which.field(), "You are a member already."))?;
    let event = Event::done("member.joined")
        .organization(row.organization_id)
        .user(account.id)
        .target(row.id)
        .details(json!({ "role": row.role }));
    audit::record(db, now, caller, event).await?;
    let organization = organization::Entity::find_by_id(row.organization_id)
        .one(db)
        .await?
        .ok_or(Error::no_such(which.field()))?;
    second_factor::demand_anew(&mut write, &[account.id]).await?;
    write.commit().await?;
    Ok(organization)
}

/// The caller says no.
///
/// # Errors
/// As [`accept`].
pub async fn decline(deps: &Deps, caller: &Caller, which: Which) -> Result<organization::Model> {
    caller.require("organizations:write")?;
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    let db = write.db();
    let account = account(db, caller).await?;
    let row = find(db, &which, &account, now).await?;
    check_address(&row, &account, &which)?;
    answer(db, &which, &row, invitation::Column::DeclinedAt, now).await?;
    let event = Event::done("member.declined")
        .organization(row.organization_id)
        .target(row.id);
    audit::record(db, now, caller, event).await?;
    let organization = organization::Entity::find_by_id(row.organization_id)
        .one(db)
        .await?
        .ok_or(Error::no_such(which.field()))?;
    write.commit().await?;
    Ok(organization)
}

/// Answers an invitation once: one conditional statement says who was first.
async fn answer(
    db: &impl ConnectionTrait,
    which: &Which,
    row: &invitation::Model,
    column: invitation::Column,
    now: i64,
) -> Result<()> {
    let answered = invitation::Entity::update_many()
        .col_expr(column, Expr::value(now))
        .filter(invitation::Column::Id.eq(row.id))
        .filter(open(now))
        .exec(db)
        .await?;
    if answered.rows_affected == 1 {
        return Ok(());
    }
    Err(Error::no_such(which.field()))
}

/// Takes an invitation back: its link works no longer. Doing it twice is the same as once.
///
/// # Errors
/// `NotFound` on `invitation_id`; `Denied`.
pub async fn revoke(
    deps: &Deps,
    caller: &Caller,
    id: InvitationId,
) -> Result<(invitation::Model, organization::Model)> {
    caller.require("organizations:write")?;
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    let db = write.db();
    let mut row = invitation::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::no_such("invitation_id"))?;
    let (organization, role) = organizations::load(db, caller, row.organization_id, Action::ManageMembers)
        .await
        .map_err(|error| match error {
            Error::NotFound { .. } => Error::no_such("invitation_id"),
            other => other,
        })?;
    policy::check(role, managing(row.role))?;
    let revoked = invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Expr::value(now))
        .filter(invitation::Column::Id.eq(id))
        .filter(unanswered())
        .exec(db)
        .await?;
    if revoked.rows_affected == 1 {
        row.revoked_at = Some(now);
        let event = Event::done("member.invitation_revoked")
            .organization(organization.id)
            .target(id);
        audit::record(db, now, caller, event).await?;
        write.commit().await?;
    }
    Ok((row, organization))
}

/// The open invitations of an organization, latest first, for those who manage members.
///
/// # Errors
/// The database's.
pub async fn of_organization(deps: &Deps, id: OrganizationId) -> Result<Vec<invitation::Model>> {
    Ok(invitation::Entity::find()
        .filter(invitation::Column::OrganizationId.eq(id))
        .filter(open(deps.clock.now()))
        .order_by_desc(invitation::Column::Id)
        .limit(MOST)
        .all(deps.db.read())
        .await?)
}
