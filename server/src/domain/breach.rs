//! Passwords that were stolen elsewhere (SEC-79): looked for in a file, or asked for by the first five digits of the
//! SHA-1, so that whoever answers does not learn the password. Both are off until they are set.

use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
    path::Path,
};

use aws_lc_rs::digest;

use super::{Deps, Error, Result, outbound, password, secret::Secret};

/// Hexadecimal digits of a SHA-1.
const DIGITS: usize = 40;
/// Bytes read around a place in the file: more than the longest line.
const WINDOW: usize = 256;

/// What the refusal says; pages have words of their own for it.
pub const STOLEN: &str =
    "This password is in a list of passwords that were stolen elsewhere. Choose another one.";

/// Refuses a password that is in the list. A list that cannot be read refuses nothing: nobody is kept from their
/// account by it.
///
/// # Errors
/// `Invalid` on `password`.
pub async fn check(deps: &Deps, password: &Secret) -> Result<()> {
    let config = &deps.config;
    let (file, url) = (&config.breached_passwords_file, &config.breached_passwords_url);
    if file.as_os_str().is_empty() && url.is_empty() {
        return Ok(());
    }
    let hash = sha1(password);
    let found = if file.as_os_str().is_empty() {
        asked(deps, url, &hash).await
    } else {
        let (file, hash) = (file.clone(), hash);
        tokio::task::spawn_blocking(move || listed(&file, &hash))
            .await
            .map_err(Error::internal)?
    };
    match found {
        Ok(true) => Err(Error::invalid("password", STOLEN)),
        Ok(false) => Ok(()),
        Err(error) => {
            tracing::warn!(%error, "the list of stolen passwords could not be asked");
            Ok(())
        }
    }
}

/// Upper case, as the lists have it. SHA-1 is what they are made of; nothing here rests on its strength.
fn sha1(password: &Secret) -> String {
    let text = password::normalise(password);
    let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, text.as_bytes());
    hash.as_ref().iter().map(|byte| format!("{byte:02X}")).collect()
}

/// Asks for every hash that begins like this one.
async fn asked(deps: &Deps, url: &str, hash: &str) -> anyhow::Result<bool> {
    let (prefix, rest) = hash.split_at(5);
    let text = outbound::get_text(deps, &format!("{url}{prefix}")).await?;
    Ok(text.lines().any(|line| {
        let (suffix, count) = line.trim().split_once(':').unwrap_or((line.trim(), "1"));
        // Padding has a count of nought.
        suffix.eq_ignore_ascii_case(rest) && count.trim() != "0"
    }))
}

/// Whether a file of sorted lines, each beginning with a hash, has this one: by halving.
fn listed(path: &Path, hash: &str) -> anyhow::Result<bool> {
    let mut file = File::open(path)?;
    let (mut low, mut high) = (0, file.metadata()?.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let Some((start, line)) = line_at(&mut file, middle)? else {
            high = middle;
            continue;
        };
        if start >= high {
            // No line begins between the middle and the end.
            high = middle;
            continue;
        }
        match line.to_ascii_uppercase().as_str().cmp(hash) {
            std::cmp::Ordering::Equal => return Ok(true),
            std::cmp::Ordering::Less => low = start + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    Ok(false)
}

/// The first line that begins at that place or after it, and where; its hash only.
fn line_at(file: &mut File, place: u64) -> anyhow::Result<Option<(u64, String)>> {
    let from = place.saturating_sub(1);
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = vec![0; WINDOW];
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read(&mut bytes[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    bytes.truncate(filled);
    let skip = if place == 0 {
        0
    } else {
        match bytes.iter().position(|byte| *byte == b'\n') {
            Some(at) => at + 1,
            None => return Ok(None),
        }
    };
    let line = bytes.get(skip..skip + DIGITS);
    let Some(line) = line else { return Ok(None) };
    Ok(Some((
        from + skip as u64,
        String::from_utf8_lossy(line).into_owned(),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_79_a_hash_is_found_wherever_it_is_in_the_file() {
        let mut hashes: Vec<String> = (0..300)
            .map(|n| sha1(&Secret::new(format!("password number {n}"))))
            .collect();
        hashes.sort();
        let directory =
            std::env::temp_dir().join(format!("latchkey-breach-{}", super::super::secret::random_id()));
        std::fs::create_dir(&directory).unwrap();
        for (name, lines) in [
            ("plain", hashes.join("\n")),
            (
                "counted",
                hashes.iter().map(|hash| format!("{hash}:17\r\n")).collect(),
            ),
            ("lower", hashes.join("\n").to_lowercase()),
        ] {
            let path = directory.join(name);
            std::fs::write(&path, lines).unwrap();
            for hash in &hashes {
                assert!(listed(&path, hash).unwrap(), "{name}: {hash}");
            }
            for other in ["0".repeat(40), "F".repeat(40), sha1(&Secret::new("none of them"))] {
                assert!(!listed(&path, &other).unwrap(), "{name}: {other}");
            }
        }
        let empty = directory.join("empty");
        std::fs::write(&empty, "").unwrap();
        assert!(!listed(&empty, &hashes[0]).unwrap());
        std::fs::remove_dir_all(&directory).unwrap();
    }
}
