//! Where the characters of a strip are: the likeliest chain of middles, evenly apart but for what a slant or a bent page does.

use super::grid::real;
use super::net::{CLASSES, NONE, STEP, Scores};

/// A chain of characters.
#[derive(Clone, Debug)]
pub struct Path {
    /// The scores at each character's middle.
    pub characters: Vec<[f32; CLASSES]>,
    /// The middles, in pixels of the strip.
    pub middles: Vec<f32>,
    /// The logarithm of the likelihood of the whole strip, so that chains of different lengths can be compared.
    pub likelihood: f32,
}

impl Path {
    /// The mean logarithm of the probability of each character's best reading.
    pub fn confidence(&self) -> f32 {
        self.characters.iter().map(best).sum::<f32>() / real(self.characters.len().max(1))
    }

    /// How well each character reads with its neighbours.
    fn around(&self) -> Vec<f32> {
        const REACH: usize = 3;
        let each: Vec<f32> = self.characters.iter().map(best).collect();
        (0..each.len())
            .map(|at| {
                let to = at.saturating_add(REACH).saturating_add(1).min(each.len());
                let near = each.get(at.saturating_sub(REACH)..to).unwrap_or_default();
                near.iter().sum::<f32>() / real(near.len().max(1))
            })
            .collect()
    }

    /// How well the part that reads worst does.
    pub fn least(&self) -> f32 {
        self.around().into_iter().fold(0.0, f32::min)
    }

    /// Takes over the characters that read better in another cut of the same line.
    pub fn take_clearer(&mut self, other: &Self) {
        let (mine, others) = (self.around(), other.around());
        let pairs = self.characters.iter_mut().zip(&other.characters).zip(mine.iter().zip(&others));
        for ((own, other), (mine, theirs)) in pairs {
            if theirs > mine {
                *own = *other;
            }
        }
    }

    /// Pixels of the strip from one character to the next, on average.
    pub fn pitch(&self) -> f32 {
        match (self.middles.first(), self.middles.last()) {
            (Some(first), Some(last)) => (last - first) / real(self.middles.len().saturating_sub(1).max(1)),
            _ => 0.0,
        }
    }
}

fn best(scores: &[f32; CLASSES]) -> f32 {
    scores.iter().take(NONE).copied().fold(f32::MIN, f32::max)
}

/// Places from one middle to the next: five are a pitch, and one more or less is a distorted one.
const STRIDES: [usize; 3] = [4, 5, 6];

/// The likeliest chain of exactly `count` characters, `None` when the strip is too short for one.
pub fn path(scores: &Scores, count: usize) -> Option<Path> {
    let emissions: Vec<f32> = scores.iter().map(best).collect();
    // The sum of "no character" before each place.
    let mut none = Vec::with_capacity(scores.len().saturating_add(1));
    none.push(0.0_f32);
    for place in scores {
        let before = none.last().copied().unwrap_or_default();
        none.push(before + place.get(NONE).copied().unwrap_or_default().max(-8.0));
    }
    let between = |from: usize, to: usize| -> f32 {
        none.get(to).copied().unwrap_or_default() - none.get(from.min(to)).copied().unwrap_or_default()
    };
    // Around a middle, one place on each side belongs to it.
    let mut total: Vec<f32> =
        emissions.iter().enumerate().map(|(at, emission)| between(0, at.saturating_sub(1)) + emission * 2.0).collect();
    let mut steps: Vec<Vec<u8>> = Vec::new();
    for _ in 1..count {
        let mut next = vec![f32::MIN; total.len()];
        let mut taken = vec![0_u8; total.len()];
        for (at, emission) in emissions.iter().enumerate() {
            for stride in STRIDES {
                let Some(before) = at.checked_sub(stride) else { continue };
                let Some(so_far) = total.get(before).copied().filter(|so_far| *so_far > f32::MIN) else { continue };
                let gap = between(before.saturating_add(2), at.saturating_sub(1));
                let bent = if stride == 5 { 0.0 } else { 0.3 };
                let value = so_far + gap + emission * 2.0 - bent;
                if let (Some(slot), Some(step)) = (next.get_mut(at), taken.get_mut(at))
                    && value > *slot
                {
                    *slot = value;
                    *step = u8::try_from(stride).unwrap_or(0);
                }
            }
        }
        steps.push(taken);
        total = next;
    }
    let ends = total.iter().enumerate().filter(|(_, value)| **value > f32::MIN);
    let ended = ends.map(|(at, value)| (at, value + between(at.saturating_add(2), scores.len())));
    let (mut at, likelihood) = ended.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let mut places = vec![at];
    for taken in steps.iter().rev() {
        at = at.checked_sub(usize::from(taken.get(at).copied()?))?;
        places.push(at);
    }
    places.reverse();
    let characters = places.iter().filter_map(|at| scores.get(*at).copied()).collect();
    let middles = places.iter().map(|at| (real(*at) + 0.5) * real(STEP)).collect();
    Some(Path { characters, middles, likelihood })
}
