//! Organizations, found by their slug, and their members.

use std::collections::HashMap;

use entity::{
    id::{OrganizationId, UserId},
    membership, organization,
    values::MemberRole,
};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::json;

use super::{
    Declared, What, Work, declare,
    reading::{Fields, LATER, Place, Problems, Refused, sentence, text, word},
};
use crate::domain::{
    Error, audit::Event, display_name, organization as organizations, second_factor, secret::ordered_id,
    user as users,
};

/// An organization of the file.
pub(super) struct Entry<'a> {
    pub(super) place: Place<'a>,
    slug: String,
    name: Option<String>,
    members: Option<Vec<Member<'a>>>,
    /// Whether it can be put in its place; if not, only what it refers to is looked at.
    sound: bool,
}

struct Member<'a> {
    place: Place<'a>,
    email: String,
    role: MemberRole,
}

const REFUSED: Refused = &[
    (
        "apis",
        "APIs name their owner: write them at the top, with this organization's slug as owner.",
    ),
    (
        "apps",
        "Apps name their owner: write them at the top, with this organization's slug as owner.",
    ),
    ("domains", LATER),
    ("invitations", LATER),
    ("owner", "Owners are members with the role owner."),
];

pub(super) fn read<'a>(place: Place<'a>, problems: &Problems, declared: &mut Declared) -> Option<Entry<'a>> {
    let mut fields = Fields::of(place, problems)?;
    let slug = fields.required("slug", |place| {
        let slug = text(place)?;
        sentence(organizations::check_slug(&slug))?;
        declare(&mut declared.slugs, slug.clone())?;
        Ok(slug)
    });
    let name = fields.take("name", |place| {
        sentence(display_name::check("name", &text(place)?))
    });
    let members = fields
        .elements("members")
        .map(|places| read_members(places, &fields.place, problems));
    Some(Entry {
        place: fields.place.clone(),
        slug: slug.unwrap_or_default(),
        name,
        members,
        sound: fields.finish(REFUSED),
    })
}

fn read_members<'a>(places: Vec<Place<'a>>, whole: &Place<'_>, problems: &Problems) -> Vec<Member<'a>> {
    let count = places.len();
    let mut seen = std::collections::HashSet::new();
    let members: Vec<Member<'a>> = places
        .into_iter()
        .filter_map(|place| {
            let mut fields = Fields::of(place, problems)?;
            let email = fields.required("email", |place| {
                let email = sentence(users::check_email(&text(place)?))?;
                if seen.insert(users::email_key(&email)) {
                    Ok(email)
                } else {
                    Err("This member is in the list twice.".to_owned())
                }
            });
            let role = fields.required("role", word);
            let place = fields.place.clone();
            let sound = fields.finish(&[]);
            Some(Member {
                place,
                email: email?,
                role: role?,
            })
            .filter(|_| sound)
        })
        .collect();
    if members.len() == count && !members.iter().any(|member| member.role == MemberRole::Owner) {
        problems.push(whole.problem_at(
            "members",
            "An organization needs at least one member with the role owner.",
        ));
    }
    members
}

pub(super) async fn put(work: &mut Work<'_>, entry: &Entry<'_>) -> Result<(), Error> {
    if !entry.sound {
        for member in entry.members.iter().flatten() {
            work.person(&member.place, "email", &member.email).await?;
        }
        return Ok(());
    }
    let found = organization::Entity::find()
        .filter(organization::Column::Slug.eq(&entry.slug))
        .one(work.write.db())
        .await?;
    let mut fields = Vec::new();
    let created = found.is_none();
    let row = match found {
        Some(mut row) => {
            if let Some(name) = entry.name.as_ref().filter(|name| **name != row.name) {
                row.name.clone_from(name);
                rename(work, &row).await?;
                fields.push("name");
            }
            row
        }
        None => match create(work, entry).await? {
            Some(row) => row,
            None => return Ok(()),
        },
    };
    if put_members(work, entry, row.id).await? {
        fields.push("members");
    }
    if created {
        work.changed("organization", &entry.slug, What::Created);
    } else {
        work.updated("organization", &entry.slug, fields);
    }
    Ok(())
}

async fn create(work: &mut Work<'_>, entry: &Entry<'_>) -> Result<Option<organization::Model>, Error> {
    let (Some(name), Some(_)) = (&entry.name, &entry.members) else {
        let message = "This organization is new: it needs a name, and members with at least one owner.";
        work.problems.push(entry.place.problem(message));
        return Ok(None);
    };
    let row = organization::Model {
        id: OrganizationId(ordered_id(work.now)),
        slug: entry.slug.clone(),
        name: name.clone(),
        second_factor_required: false,
        created_at: work.now,
        updated_at: work.now,
    };
    organization::Entity::insert(organization::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(work.write.db())
        .await?;
    let event = Event::done("organization.created")
        .organization(row.id)
        .target(row.id);
    work.record(event.details(json!({ "slug": row.slug }))).await?;
    Ok(Some(row))
}

async fn rename(work: &Work<'_>, row: &organization::Model) -> Result<(), Error> {
    organization::Entity::update_many()
        .col_expr(organization::Column::Name, Expr::value(row.name.clone()))
        .col_expr(organization::Column::UpdatedAt, Expr::value(work.now))
        .filter(organization::Column::Id.eq(row.id))
        .exec(work.write.db())
        .await?;
    let event = Event::done("organization.updated")
        .organization(row.id)
        .target(row.id);
    work.record(event.details(json!({ "changed": ["name"] }))).await
}

/// Makes the members exactly those of the file. Whether anything changed.
async fn put_members(work: &mut Work<'_>, entry: &Entry<'_>, id: OrganizationId) -> Result<bool, Error> {
    let Some(members) = &entry.members else {
        return Ok(false);
    };
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganizationId.eq(id))
        .all(work.write.db())
        .await?;
    let mut before: HashMap<UserId, MemberRole> =
        rows.into_iter().map(|row| (row.user_id, row.role)).collect();
    let mut changed = false;
    let mut people: Vec<UserId> = before.keys().copied().collect();
    for member in members {
        let Some(person) = work.person(&member.place, "email", &member.email).await? else {
            continue;
        };
        let kind = match before.remove(&person.id) {
            Some(role) if role == member.role => continue,
            Some(_) => {
                membership::Entity::update_many()
                    .col_expr(membership::Column::Role, Expr::value(member.role))
                    .filter(membership::Column::OrganizationId.eq(id))
                    .filter(membership::Column::UserId.eq(person.id))
                    .exec(work.write.db())
                    .await?;
                "membership.role_changed"
            }
            None => {
                let row = membership::Model {
                    organization_id: id,
                    user_id: person.id,
                    role: member.role,
                    created_at: work.now,
                };
                membership::Entity::insert(membership::ActiveModel::from(row).reset_all())
                    .exec_without_returning(work.write.db())
                    .await?;
                "membership.created"
            }
        };
        changed = true;
        people.push(person.id);
        record(work, kind, (id, person.id), Some(member.role)).await?;
    }
    for user_id in before.into_keys() {
        membership::Entity::delete_by_id((id, user_id))
            .exec(work.write.db())
            .await?;
        changed = true;
        record(work, "membership.removed", (id, user_id), None).await?;
    }
    if changed {
        second_factor::demand_anew(&mut work.write, &people).await?;
    }
    Ok(changed)
}

async fn record(
    work: &Work<'_>,
    kind: &'static str,
    (id, user_id): (OrganizationId, UserId),
    role: Option<MemberRole>,
) -> Result<(), Error> {
    let event = Event::done(kind).organization(id).user(user_id).target(user_id);
    work.record(event.details(json!({ "role": role }))).await
}
