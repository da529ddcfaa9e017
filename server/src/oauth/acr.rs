//! How strongly the person should authenticate: `acr_values` and the `acr` claim asked for by name (OpenID Connect Core
//! sections 3.1.2.1 and 5.5.1.1). A sign-in with two factors is one with a password too, so it meets both classes.

use super::{authorize::AuthorizationRequest, claims::ClaimsRequest};
use crate::{
    config::Config,
    domain::session::{ACR_PASSWORD, ACR_PROVIDER, ACR_SECOND_FACTOR},
};

/// The classes that there are, weakest first. The word of another provider is neither a password nor more than one: it
/// meets nothing but itself.
pub const VALUES: &[&str] = &[ACR_PROVIDER, ACR_PASSWORD, ACR_SECOND_FACTOR];

/// The classes that can be reached here, weakest first.
pub fn reachable(config: &Config) -> &'static [&'static str] {
    if config.providers.is_empty() {
        &VALUES[1..]
    } else {
        VALUES
    }
}

/// What a request asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Classes of ours, best first; any will do. Empty: none was asked for.
    values: Vec<&'static str>,
    /// Whether the answer must be one of them, or an error.
    pub essential: bool,
}

impl Wanted {
    /// Reads a request. What the `claims` parameter says of `acr` counts before `acr_values`.
    pub fn of(request: &AuthorizationRequest) -> Self {
        let claims = ClaimsRequest::stored(request.claims.as_deref());
        let ours = |asked: &str| VALUES.iter().copied().find(|known| *known == asked);
        let by_claim: Vec<_> = claims.acr.iter().filter_map(|asked| ours(asked)).collect();
        let values = if by_claim.is_empty() {
            request.acr_values.iter().filter_map(ours).collect()
        } else {
            by_claim
        };
        Self {
            values,
            essential: claims.acr_is_essential && !claims.acr.is_empty(),
        }
    }

    /// Whether a session of that class will do.
    pub fn met_by(&self, class: &str) -> bool {
        self.values.is_empty() || self.values.iter().any(|wanted| meets(class, wanted))
    }

    /// What to say of a session of that class: what it is; but where that was not asked for, the best of what was that
    /// it meets.
    pub fn stated(&self, class: &str) -> String {
        let met = || self.values.iter().copied().find(|wanted| meets(class, wanted));
        let stated = if self.values.contains(&class) {
            class
        } else {
            met().unwrap_or(class)
        };
        stated.to_owned()
    }
}

fn meets(class: &str, wanted: &str) -> bool {
    class == wanted || (class == ACR_SECOND_FACTOR && wanted == ACR_PASSWORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stronger_class_meets_the_weaker_and_not_the_other_way() {
        let (weak, strong) = (ACR_PASSWORD, ACR_SECOND_FACTOR);
        let other = ACR_PROVIDER;
        for (values, class, met, stated) in [
            (vec![], weak, true, weak),
            (vec![], strong, true, strong),
            (vec![weak], strong, true, weak),
            (vec![weak, strong], strong, true, strong),
            (vec![strong, weak], weak, true, weak),
            (vec![strong], weak, false, weak),
            (vec![weak], other, false, other),
            (vec![strong], other, false, other),
            (vec![other], weak, false, weak),
            (vec![other], strong, false, strong),
            (vec![other], other, true, other),
        ] {
            let wanted = Wanted {
                values: values.clone(),
                essential: false,
            };
            assert_eq!(wanted.met_by(class), met, "{values:?} {class}");
            assert_eq!(wanted.stated(class), stated, "{values:?} {class}");
        }
    }
}
