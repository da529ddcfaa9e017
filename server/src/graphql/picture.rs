//! Sending pictures: a mutation gives an address that takes the bytes, once.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{
    Ask as _,
    error::{UserError, answer, payloads},
    node,
    scalars::{DateTime, Link},
    shows_administration,
};
use crate::domain::{
    Error, Result,
    picture::{self, Of},
};

/// That a picture is to be sent.
#[derive(Debug, InputObject)]
pub struct UploadProfilePictureInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `uploadProfilePicture`.
#[derive(Debug, Default, SimpleObject)]
pub struct UploadProfilePicturePayload {
    /// Send the bytes of a PNG, JPEG or WebP picture here, with `PUT`, once; 2 MiB at most.
    upload_url: Option<Link>,
    /// When the address stops working.
    expires_at: Option<DateTime>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Which app's logo is to be sent.
#[derive(Debug, InputObject)]
pub struct UploadAppLogoInput {
    /// The app.
    app_id: ID,
}

/// The answer of `uploadAppLogo`.
#[derive(Debug, Default, SimpleObject)]
pub struct UploadAppLogoPayload {
    /// Send the bytes of a PNG, JPEG or WebP picture here, with `PUT`, once; 2 MiB at most.
    upload_url: Option<Link>,
    /// When the address stops working.
    expires_at: Option<DateTime>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// That the service's logo is to be sent.
#[derive(Debug, InputObject)]
pub struct AdminUploadServiceLogoInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `adminUploadServiceLogo`.
#[derive(Debug, Default, SimpleObject)]
#[graphql(visible = "shows_administration")]
pub struct AdminUploadServiceLogoPayload {
    /// Send the bytes of a PNG, JPEG or WebP picture here, with `PUT`, once; 2 MiB at most.
    upload_url: Option<Link>,
    /// When the address stops working.
    expires_at: Option<DateTime>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(UploadProfilePicturePayload UploadAppLogoPayload AdminUploadServiceLogoPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct PictureMutation;

#[Object]
impl PictureMutation {
    /// Gives an address for your picture, which takes the place of the one before. Scope `profile:write`.
    async fn upload_profile_picture(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That one is to be sent.")] input: UploadProfilePictureInput,
    ) -> async_graphql::Result<Option<UploadProfilePicturePayload>> {
        let work = async || -> Result<_> {
            if !input.confirm {
                return Err(Error::invalid("confirm", "Say true to send a picture."));
            }
            let id = ctx.caller().user_id()?;
            picture::request(ctx.deps(), ctx.caller(), Of::User(id)).await
        };
        answer(work().await, |upload| UploadProfilePicturePayload {
            upload_url: Some(Link(upload.url.expose().to_owned())),
            expires_at: Some(upload.expires_at.into()),
            user_errors: Vec::new(),
        })
    }

    /// Gives an address for an app's logo, which people see when they are asked for consent. Scope `apps:write`.
    async fn upload_app_logo(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which app.")] input: UploadAppLogoInput,
    ) -> async_graphql::Result<Option<UploadAppLogoPayload>> {
        let work = async || -> Result<_> {
            let id = node::parse(&input.app_id);
            picture::request(ctx.deps(), ctx.caller(), Of::App(id)).await
        };
        answer(work().await, |upload| UploadAppLogoPayload {
            upload_url: Some(Link(upload.url.expose().to_owned())),
            expires_at: Some(upload.expires_at.into()),
            user_errors: Vec::new(),
        })
    }

    /// Gives an address for the service's own logo, which its pages show in the place of the built-in one. Scope
    /// `admin:write`; a session must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_upload_service_logo(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That one is to be sent.")] input: AdminUploadServiceLogoInput,
    ) -> async_graphql::Result<Option<AdminUploadServiceLogoPayload>> {
        let work = async || -> Result<_> {
            if !input.confirm {
                return Err(Error::invalid("confirm", "Say true to send a picture."));
            }
            picture::request(ctx.deps(), ctx.caller(), Of::Service).await
        };
        answer(work().await, |upload| AdminUploadServiceLogoPayload {
            upload_url: Some(Link(upload.url.expose().to_owned())),
            expires_at: Some(upload.expires_at.into()),
            user_errors: Vec::new(),
        })
    }
}
