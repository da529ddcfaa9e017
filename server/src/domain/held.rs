//! What a credential with permissions may do now, and what of it was used.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use entity::values::SpaceDelimited;

use super::permission::{Catalogue, Permission, Reach};

/// The permissions of an API key (or of a password sent with a request), as far as its owner has them now.
#[derive(Debug)]
pub struct Held {
    catalogue: Arc<Catalogue>,
    permissions: SpaceDelimited,
    used: Mutex<BTreeSet<String>>,
}

impl Held {
    /// Of these permissions.
    pub fn new(catalogue: Arc<Catalogue>, permissions: SpaceDelimited) -> Self {
        Self {
            catalogue,
            permissions,
            used: Mutex::default(),
        }
    }

    /// Every permission, in the order of the key.
    pub const fn permissions(&self) -> &SpaceDelimited {
        &self.permissions
    }

    /// What they contain.
    pub const fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// Whether the scope is held for everything.
    pub fn may(&self, scope: &str) -> bool {
        self.satisfies(&Permission::of(scope))
    }

    /// Whether the permission, or one that contains it, is held; then that one counts as used.
    pub fn satisfies(&self, needed: &Permission) -> bool {
        let held = self.permissions.iter().find(|text| {
            self.catalogue
                .parse(text)
                .is_ok_and(|held| self.catalogue.satisfies(&held, needed))
        });
        let Some(held) = held else { return false };
        self.remember(held);
        true
    }

    /// To which resources of its type the scope reaches.
    pub fn reach(&self, scope: &str) -> Reach {
        self.catalogue.reach(&self.permissions, scope)
    }

    /// What reaches to the scope, for whatever resource, counts as used.
    pub fn note(&self, scope: &str) {
        let held = self.permissions.iter().find(|text| {
            self.catalogue
                .parse(text)
                .is_ok_and(|held| self.catalogue.includes(&held.scope, scope))
        });
        if let Some(held) = held {
            self.remember(held);
        }
    }

    fn remember(&self, held: &str) {
        self.used
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(held.to_owned());
    }

    /// What was used since this was asked last.
    pub fn take_used(&self) -> Vec<String> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *used).into_iter().collect()
    }
}
