//! Counting people without remembering who they were: a `HyperLogLog` sketch (Flajolet and others, 2007) of 1,024
//! registers. It is right within some 3 %, exact in practice for the first few dozen, and sketches of several
//! nodes or days can be joined without counting anybody twice.

use entity::id::UserId;

/// Bits that choose a register.
const BITS: u32 = 10;
/// Registers of a sketch.
const REGISTERS: usize = 1 << BITS;
/// Bits of an id that are looked at: its last seven bytes, which are random in every version of UUID.
const LOOKED_AT: u32 = 56;

/// One sketch.
#[derive(Clone, PartialEq, Eq)]
pub struct Sketch(Box<[u8; REGISTERS]>);

impl std::fmt::Debug for Sketch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sketch(about {})", self.estimate())
    }
}

impl Default for Sketch {
    fn default() -> Self {
        Self(Box::new([0; REGISTERS]))
    }
}

impl Sketch {
    /// From how it is stored; an empty one for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        <[u8; REGISTERS]>::try_from(bytes)
            .map_or_else(|_| Self::default(), |registers| Self(Box::new(registers)))
    }

    /// As it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }

    /// This person was seen. Ids are random, so they are their own hash.
    pub fn add(&mut self, id: UserId) {
        let bits = id.0.as_u128() & ((1 << LOOKED_AT) - 1);
        let register = usize::try_from(bits >> (LOOKED_AT - BITS)).unwrap_or(0);
        let rest = bits & ((1 << (LOOKED_AT - BITS)) - 1);
        let unused = u128::BITS - (LOOKED_AT - BITS);
        let rank = (rest.leading_zeros() - unused + 1).min(u32::from(u8::MAX));
        let rank = u8::try_from(rank).unwrap_or(u8::MAX);
        if let Some(known) = self.0.get_mut(register) {
            *known = (*known).max(rank);
        }
    }

    /// Everybody whom the other one saw was seen here, too.
    pub fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0.iter()) {
            *mine = (*mine).max(*theirs);
        }
    }

    /// About how many people were seen.
    pub fn estimate(&self) -> i64 {
        #[expect(clippy::cast_precision_loss, reason = "a thousand is exact")]
        let m = REGISTERS as f64;
        let sum: f64 = self.0.iter().map(|rank| 0.5_f64.powi(i32::from(*rank))).sum();
        let raw = 0.7213 / (1.0 + 1.079 / m) * m * m / sum;
        let empty: f64 = self.0.iter().map(|rank| f64::from(u8::from(*rank == 0))).sum();
        let estimate = if raw <= 2.5 * m && empty > 0.0 {
            m * (m / empty).ln()
        } else {
            raw
        };
        #[expect(clippy::cast_possible_truncation, reason = "saturates")]
        let rounded = estimate.round() as i64;
        rounded
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::secret::sha256;

    /// The nth of a series of ids that look random and are the same at every run.
    fn id(n: u32) -> UserId {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&sha256(&n.to_be_bytes()).0[..16]);
        UserId(uuid::Builder::from_random_bytes(bytes).into_uuid())
    }

    #[test]
    fn people_are_counted_once_and_about_right() {
        for people in [0, 1, 3, 10, 50, 1_000, 20_000] {
            let mut sketch = Sketch::default();
            for _ in 0..2 {
                (0..people).for_each(|n| sketch.add(id(n)));
            }
            let (about, exact) = (sketch.estimate(), i64::from(people));
            let off = (about - exact).abs();
            assert!(
                off * 100 <= exact * 10 && (people > 20 || off == 0),
                "{about} for {exact}"
            );
            assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), sketch);
        }
        let (mut one, mut other) = (Sketch::default(), Sketch::default());
        (0..40).for_each(|n| one.add(id(n)));
        (20..60).for_each(|n| other.add(id(n)));
        one.join(&other);
        assert!((57..=63).contains(&one.estimate()), "{one:?}");
    }
}
