//! Secrets that the file does not hold itself, but names: in other files, or in the environment.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

use super::{
    File,
    reading::{Problems, Wrong},
};
use crate::{config, domain::secret::Secret};

/// The largest file with one secret, in bytes.
const LARGEST: u64 = 64 * 1024;

/// Where a secret is.
#[derive(Clone)]
pub(super) enum Source {
    /// In the file itself.
    Here(Secret),
    /// In another file, without the line break at its end.
    File(PathBuf),
    /// In a variable of the environment.
    Environment(String),
}

impl Source {
    pub(super) fn file(path: String) -> Self {
        Self::File(path.into())
    }

    /// The secret. What is wrong names the file or the variable, never its content.
    pub(super) fn read(&self) -> Result<Secret, Wrong> {
        match self {
            Self::Here(secret) => Ok(secret.clone()),
            Self::File(path) => read_file(path),
            Self::Environment(name) => match config::variable(name) {
                Some(value) if !value.is_empty() => Ok(Secret::new(value)),
                Some(_) => Err("This variable of the environment is empty.".to_owned()),
                None => Err("There is no such variable in the environment.".to_owned()),
            },
        }
    }
}

fn read_file(path: &Path) -> Result<Secret, Wrong> {
    let cannot = |error: std::io::Error| format!("This file cannot be read: {}.", error.kind());
    let file = std::fs::File::open(path).map_err(cannot)?;
    let mut text = zeroize::Zeroizing::new(String::new());
    let size = file.take(LARGEST + 1).read_to_string(&mut text).map_err(cannot)?;
    if size as u64 > LARGEST {
        return Err("This file is too large for a secret.".to_owned());
    }
    let secret = text.strip_suffix('\n').unwrap_or(&text);
    let secret = secret.strip_suffix('\r').unwrap_or(secret);
    if secret.is_empty() {
        return Err("This file is empty.".to_owned());
    }
    Ok(Secret::new(secret))
}

/// Finds the named files from where the file itself is, and reads the clients' secrets. Users' passwords are read
/// only for those who have no account yet.
pub(super) fn resolve(file: &mut File<'_>, base: &Path, problems: &Problems) {
    for user in &mut file.users {
        if let Some((_, Source::File(path))) = &mut user.password {
            *path = base.join(&*path);
        }
    }
    for client in file.apps.iter_mut().flat_map(|app| &mut app.clients) {
        client.read_secrets(base, problems);
    }
}
