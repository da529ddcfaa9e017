//! A bound on what strangers can make the service write: authorization requests that wait for a person, for each
//! network and minute (SEC-124). In memory, for each node; generous, as it is there for floods only.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Instant,
};

use crate::domain::usage::network;

/// For each network and minute.
const MOST: u32 = 1200;
/// Networks remembered; when there are more, all of them begin anew.
const NETWORKS: usize = 20_000;

/// Counts of the running minute.
#[derive(Debug)]
pub(crate) struct Flood {
    start: Instant,
    counts: Mutex<HashMap<String, (u64, u32)>>,
}

impl Default for Flood {
    fn default() -> Self {
        Self {
            start: Instant::now(),
            counts: Mutex::default(),
        }
    }
}

impl Flood {
    /// Whether one more may be stored for this address; else the seconds to wait.
    pub(crate) fn enter(&self, address: Option<&str>) -> Result<(), u64> {
        let seconds = self.start.elapsed().as_secs();
        let minute = seconds / 60;
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() > NETWORKS {
            counts.clear();
        }
        let entry = counts
            .entry(address.map(network).unwrap_or_default())
            .or_insert((minute, 0));
        if entry.0 != minute {
            *entry = (minute, 0);
        }
        if entry.1 >= MOST {
            return Err(60 - seconds % 60);
        }
        entry.1 += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_124_one_network_cannot_store_without_end_and_others_still_can() {
        let flood = Flood::default();
        let tries = (0..=MOST)
            .filter(|_| flood.enter(Some("192.0.2.7")).is_ok())
            .count();
        assert_eq!(tries, MOST as usize);
        assert!(flood.enter(Some("192.0.2.8")).is_err(), "the same /24");
        assert!(flood.enter(Some("198.51.100.7")).is_ok());
    }
}
