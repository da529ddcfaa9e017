//! Recovery codes: ten codes for the day when the phone is lost (SEC-87). Shown once, kept as keyed digests, each
//! works once, and new ones make all older ones void.

use entity::{id::UserId, recovery_code, values::Digest};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter,
    sea_query::Expr,
};

use super::{
    Caller, Deps, Error, Result,
    audit::{self, Event},
    change::Write,
    notice::{self, Notice},
    second_factor,
    secret::{Purpose, Secret, random},
};

/// How many there are.
pub const MANY: usize = 10;
/// Characters of one, of 32 possible each: 60 bits.
const LENGTH: usize = 12;
/// Digits and letters without those that are easily taken for others.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn make() -> Secret {
    let mut text = String::with_capacity(LENGTH + 2);
    for (place, byte) in random::<LENGTH>().into_iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    Secret::new(text)
}

/// What people may have written: in capitals, with other separators, with letters that look like digits. None for what
/// cannot be a code.
fn normalise(typed: &str) -> Option<String> {
    let mut code = String::with_capacity(LENGTH);
    for c in typed.chars().filter(|c| !matches!(c, ' ' | '-' | '\t')) {
        let c = match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        };
        if code.len() == LENGTH || !c.is_ascii() || !ALPHABET.contains(&(c as u8)) {
            return None;
        }
        code.push(c);
    }
    (code.len() == LENGTH).then_some(code)
}

fn digest(deps: &Deps, user_id: UserId, code: &str) -> Digest {
    let mac = deps
        .vault
        .mac(Purpose::RecoveryCode, &[user_id.0.as_bytes(), code.as_bytes()]);
    Digest(mac.to_vec())
}

/// How many of the person's codes still work.
///
/// # Errors
/// The database's.
pub async fn left(db: &impl ConnectionTrait, user_id: UserId) -> Result<u64> {
    Ok(recovery_code::Entity::find()
        .filter(recovery_code::Column::UserId.eq(user_id))
        .filter(recovery_code::Column::UsedAt.is_null())
        .count(db)
        .await?)
}

/// Makes new codes for the caller; all older ones are void.
///
/// # Errors
/// `StepUpRequired`, `Denied` where there is no second factor, or the database's.
pub async fn regenerate(deps: &Deps, caller: &Caller) -> Result<Vec<Secret>> {
    let now = deps.clock.now();
    let session = second_factor::fresh_session(caller, now)?;
    let write = Write::begin(deps).await?;
    let user = second_factor::lock(write.db(), session.user_id, now).await?;
    if user.second_factor_at.is_none() {
        return Err(Error::Denied(
            "Recovery codes stand in for a second factor. Set one up first.".into(),
        ));
    }
    delete_all(write.db(), user.id).await?;
    let codes = insert(write.db(), deps, user.id, now).await?;
    let event = Event::done("factor.recovery_codes.regenerated").target(user.id);
    audit::record(write.db(), now, caller, event).await?;
    notice::tell(deps, write.db(), &user, &caller.from, Notice::RecoveryCodesMade).await?;
    write.commit().await?;
    Ok(codes)
}

/// Codes for a person who has none that work; within the transaction that gave them a factor.
///
/// # Errors
/// The database's.
pub(super) async fn make_if_none(
    db: &impl ConnectionTrait,
    deps: &Deps,
    user_id: UserId,
    now: i64,
) -> Result<Option<Vec<Secret>>> {
    if left(db, user_id).await? > 0 {
        return Ok(None);
    }
    delete_all(db, user_id).await?;
    insert(db, deps, user_id, now).await.map(Some)
}

async fn insert(db: &impl ConnectionTrait, deps: &Deps, user_id: UserId, now: i64) -> Result<Vec<Secret>> {
    let codes: Vec<Secret> = (0..MANY).map(|_| make()).collect();
    let rows = codes.iter().map(|code| {
        let text = normalise(code.expose()).unwrap_or_default();
        let row = recovery_code::Model {
            user_id,
            digest: digest(deps, user_id, &text),
            used_at: None,
            created_at: now,
        };
        recovery_code::ActiveModel::from(row).reset_all()
    });
    recovery_code::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(codes)
}

/// Takes all of a person's codes away.
///
/// # Errors
/// The database's.
pub(super) async fn delete_all(db: &impl ConnectionTrait, user_id: UserId) -> Result<()> {
    recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::UserId.eq(user_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether it is one of the person's codes that was not used yet: it is used now, within somebody's transaction, by one
/// conditional statement.
///
/// # Errors
/// The database's.
pub(super) async fn accept(
    db: &impl ConnectionTrait,
    deps: &Deps,
    user_id: UserId,
    typed: &str,
    now: i64,
) -> Result<bool> {
    let Some(code) = normalise(typed) else {
        return Ok(false);
    };
    let taken = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(now))
        .filter(recovery_code::Column::UserId.eq(user_id))
        .filter(recovery_code::Column::Digest.eq(digest(deps, user_id, &code)))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_87_codes_are_random_and_read_as_people_write_them() {
        let code = make();
        let text = code.expose();
        assert_eq!((text.len(), text.matches('-').count()), (14, 2), "{text}");
        assert_ne!(make(), code);
        let plain = text.replace('-', "");
        for written in [
            text.to_owned(),
            text.to_uppercase(),
            text.replace('-', " "),
            plain.clone(),
        ] {
            assert_eq!(normalise(&written).as_deref(), Some(plain.as_str()), "{written}");
        }
        assert_eq!(normalise("OIL0-1111-2222").as_deref(), Some("011011112222"));
        for no in [
            "",
            "0000-0000-000",
            "0000-0000-00000",
            "0000-0000-000u",
            "0000-0000-000ä",
        ] {
            assert_eq!(normalise(no), None, "{no}");
        }
    }
}
