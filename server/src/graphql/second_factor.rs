//! How a person signs in: the second factors, and the codes for when they are lost.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use entity::user;

use super::{
    Ask as _,
    error::{OrRefuse as _, UserError, answer, payloads},
    page,
    passkey::Passkey,
    scalars::{DateTime, moment},
};
use crate::domain::{
    Error, Result, passkey as passkeys, qr, recovery_code, second_factor, secret::Secret, totp, user as users,
};

/// How you sign in.
#[derive(Clone, Debug)]
pub struct Security(pub user::Model);

/// How you sign in.
#[Object]
impl Security {
    /// When the password was last set; null where there is none.
    async fn password_changed_at(&self) -> Option<DateTime> {
        moment(self.0.password_changed_at)
    }

    /// Whether the password opens the API routes of dialects that know it, see `setPasswordForApi`; null where the
    /// service has no such routes.
    async fn password_for_api(&self, ctx: &Context<'_>) -> Option<bool> {
        ctx.deps()
            .config
            .greenfield
            .then_some(self.0.allow_password_for_api)
    }

    /// Since when signing in takes a second factor; null where the password is enough.
    async fn second_factor_since(&self) -> Option<DateTime> {
        moment(self.0.second_factor_at)
    }

    /// Whether the service asks you for a second factor.
    async fn second_factor_required(&self, ctx: &Context<'_>) -> bool {
        second_factor::demanded(&ctx.deps().config, &self.0)
    }

    /// The authenticator app; null where none is set up.
    async fn totp(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Totp>> {
        let row = totp::find(ctx.deps().db.read(), self.0.id).await.or_refuse()?;
        Ok(row.map(|row| Totp {
            created_at: row.created_at.into(),
            last_used_at: moment(row.last_used_at),
        }))
    }

    /// Whether there can be passkeys here: they need a host name.
    async fn passkeys_available(&self, ctx: &Context<'_>) -> bool {
        passkeys::available(ctx.deps())
    }

    /// The passkeys, oldest first.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn passkeys(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Passkey>> {
        let rows = passkeys::list(ctx.deps().db.read(), self.0.id)
            .await
            .or_refuse()?;
        ctx.spend(rows.len())?;
        Ok(rows.into_iter().map(Passkey).collect())
    }

    /// How many recovery codes still work.
    async fn recovery_codes_left(&self, ctx: &Context<'_>) -> async_graphql::Result<u64> {
        recovery_code::left(ctx.deps().db.read(), self.0.id)
            .await
            .or_refuse()
    }
}

/// The caller's account, for what only they see of it.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN` without the scope `profile:read`.
pub(super) async fn of_caller(ctx: &Context<'_>) -> async_graphql::Result<Security> {
    ctx.caller().require("profile:read").or_refuse()?;
    current(ctx).await.or_refuse()
}

/// As it is now.
pub(super) async fn current(ctx: &Context<'_>) -> Result<Security> {
    let id = ctx.caller().user_id()?;
    let row = users::find(ctx.deps(), id).await?.ok_or(Error::Unauthenticated)?;
    Ok(Security((*row).clone()))
}

/// An authenticator app that is set up.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct Totp {
    /// When it was set up.
    created_at: DateTime,
    /// When a code of it was last accepted.
    last_used_at: Option<DateTime>,
}

/// A picture for cameras: draw the path in black on a white square.
#[derive(Clone, Debug, SimpleObject)]
pub struct QrCode {
    /// Width and height of the picture; its `viewBox` is `0 0 size size`.
    size: i32,
    /// The dark modules, as the `d` attribute of an SVG path.
    path: String,
}

/// An authenticator app that is being set up. Its key is shown now and never again.
#[derive(Clone, Debug, SimpleObject)]
pub struct TotpEnrolment {
    /// The key in base32, for typing in.
    secret: String,
    /// The same as an `otpauth:` address.
    uri: String,
    /// The same as a picture.
    qr_code: Option<QrCode>,
    /// What `confirmTotp` takes; good for 15 minutes, in this session.
    token: String,
}

/// That an authenticator app is to be set up.
#[derive(Debug, InputObject)]
pub struct EnableTotpInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `enableTotp`.
#[derive(Debug, Default, SimpleObject)]
pub struct EnableTotpPayload {
    /// What the app needs.
    enrolment: Option<TotpEnrolment>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The first code of the app.
#[derive(Debug, InputObject)]
pub struct ConfirmTotpInput {
    /// The enrolment's.
    token: String,
    /// The six digits that the app shows.
    code: String,
}

/// The answer of `confirmTotp`.
#[derive(Debug, Default, SimpleObject)]
pub struct ConfirmTotpPayload {
    /// How you sign in from now on.
    security: Option<Security>,
    /// New recovery codes, shown this once; null where those that you have still work.
    recovery_codes: Option<Vec<String>>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// That the authenticator app is to be removed.
#[derive(Debug, InputObject)]
pub struct DisableTotpInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `disableTotp`.
#[derive(Debug, Default, SimpleObject)]
pub struct DisableTotpPayload {
    /// How you sign in from now on.
    security: Option<Security>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// That the recovery codes are to be replaced.
#[derive(Debug, InputObject)]
pub struct RegenerateRecoveryCodesInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `regenerateRecoveryCodes`.
#[derive(Debug, Default, SimpleObject)]
pub struct RegenerateRecoveryCodesPayload {
    /// The new codes, shown this once; all older ones are void.
    recovery_codes: Option<Vec<String>>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(EnableTotpPayload ConfirmTotpPayload DisableTotpPayload RegenerateRecoveryCodesPayload);

/// The codes as texts, for the answer that shows them once.
pub(super) fn shown(codes: Vec<Secret>) -> Vec<String> {
    codes.iter().map(|code| code.expose().to_owned()).collect()
}

fn confirmed(confirm: bool) -> Result<()> {
    if confirm {
        Ok(())
    } else {
        Err(Error::invalid("confirm", "Say true to do this."))
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct SecondFactorMutation;

#[Object]
impl SecondFactorMutation {
    /// Begins to set up an authenticator app; `confirmTotp` finishes it. Only in a browser session that is fresh.
    async fn enable_totp(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That it is meant.")] input: EnableTotpInput,
    ) -> async_graphql::Result<Option<EnableTotpPayload>> {
        let work = async || -> Result<TotpEnrolment> {
            let deps = ctx.deps();
            let session = second_factor::fresh_session(ctx.caller(), deps.clock.now())?;
            confirmed(input.confirm)?;
            let user = current(ctx).await?.0;
            if totp::find(deps.db.read(), user.id).await?.is_some() {
                return Err(Error::conflict("", "An authenticator app is set up already."));
            }
            let enrolment = totp::start(deps, &user, session.session_id.0);
            Ok(TotpEnrolment {
                qr_code: qr::draw(enrolment.uri.expose()).map(|picture| QrCode {
                    size: picture.size,
                    path: picture.path,
                }),
                secret: enrolment.secret.expose().to_owned(),
                uri: enrolment.uri.expose().to_owned(),
                token: enrolment.token.expose().to_owned(),
            })
        };
        answer(work().await, |enrolment| EnableTotpPayload {
            enrolment: Some(enrolment),
            user_errors: Vec::new(),
        })
    }

    /// Turns the authenticator app on, given a code of it. With the first second factor your other sessions end. Only in
    /// a browser session that is fresh.
    async fn confirm_totp(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The proof.")] input: ConfirmTotpInput,
    ) -> async_graphql::Result<Option<ConfirmTotpPayload>> {
        let work = async || -> Result<(Security, Option<Vec<Secret>>)> {
            let codes = totp::confirm(ctx.deps(), ctx.caller(), &input.token, &input.code).await?;
            Ok((current(ctx).await?, codes))
        };
        answer(work().await, |(security, codes)| ConfirmTotpPayload {
            security: Some(security),
            recovery_codes: codes.map(shown),
            user_errors: Vec::new(),
        })
    }

    /// Removes the authenticator app. Only in a browser session that is fresh.
    async fn disable_totp(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That it is meant.")] input: DisableTotpInput,
    ) -> async_graphql::Result<Option<DisableTotpPayload>> {
        let work = async || -> Result<Security> {
            second_factor::fresh_session(ctx.caller(), ctx.deps().clock.now())?;
            confirmed(input.confirm)?;
            totp::disable(ctx.deps(), ctx.caller()).await?;
            current(ctx).await
        };
        answer(work().await, |security| DisableTotpPayload {
            security: Some(security),
            user_errors: Vec::new(),
        })
    }

    /// Makes new recovery codes. Only in a browser session that is fresh.
    async fn regenerate_recovery_codes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That it is meant.")] input: RegenerateRecoveryCodesInput,
    ) -> async_graphql::Result<Option<RegenerateRecoveryCodesPayload>> {
        let work = async || -> Result<Vec<Secret>> {
            second_factor::fresh_session(ctx.caller(), ctx.deps().clock.now())?;
            confirmed(input.confirm)?;
            recovery_code::regenerate(ctx.deps(), ctx.caller()).await
        };
        answer(work().await, |codes| RegenerateRecoveryCodesPayload {
            recovery_codes: Some(shown(codes)),
            user_errors: Vec::new(),
        })
    }
}
