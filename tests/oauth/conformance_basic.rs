//! `oidcc-basic-certification-test-plan`: one test for each module, named after it.

/// The modules as tests, with answers by this mode.
macro_rules! plan {
    ($mode:ident: $($body:ident::$name:ident)*) => {$(
        #[tokio::test]
        async fn $name() {
            super::$body::$name(super::plan::Plan::new(super::plan::Mode::$mode).await).await;
        }
    )*};
}
pub(super) use plan;

plan! { Query:
    modules::oidcc_server
    modules::oidcc_response_type_missing
    modules::oidcc_idtoken_signature
    modules::oidcc_idtoken_unsigned
    modules::oidcc_userinfo_get
    modules::oidcc_userinfo_post_header
    modules::oidcc_userinfo_post_body
    modules::oidcc_ensure_request_without_nonce_succeeds_for_code_flow
    modules::oidcc_scope_profile
    modules::oidcc_scope_email
    modules::oidcc_scope_address
    modules::oidcc_scope_phone
    modules::oidcc_scope_all
    modules::oidcc_alternate_happy_flow
    modules::oidcc_display_page
    modules::oidcc_display_popup
    modules_session::oidcc_prompt_login
    modules_session::oidcc_prompt_none_not_logged_in
    modules_session::oidcc_prompt_none_logged_in
    modules_session::oidcc_max_age_1
    modules_session::oidcc_max_age_10000
    modules::oidcc_ensure_request_with_unknown_parameter_succeeds
    modules_session::oidcc_id_token_hint
    modules_session::oidcc_login_hint
    modules::oidcc_ui_locales
    modules::oidcc_claims_locales
    modules::oidcc_ensure_request_with_acr_values_succeeds
    modules_session::oidcc_codereuse
    modules_session::oidcc_codereuse_30seconds
    modules::oidcc_ensure_registered_redirect_uri
    modules::oidcc_ensure_post_request_succeeds
    modules::oidcc_server_client_secret_post
    modules::oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported
    modules::oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported
    modules::oidcc_claims_essential
    modules::oidcc_ensure_request_object_with_redirect_uri
    modules_session::oidcc_refresh_token
    modules::oidcc_ensure_request_with_valid_pkce_succeeds
}
