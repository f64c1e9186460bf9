//! Reading the machine-readable zone out of a picture.
//!
//! Dark shapes of one size side by side are lines ([`lines`]); a line is cut out straight ([`strip`]), a small network
//! names what stands at each place ([`net`]), the likeliest chain of 30, 36 or 44 characters is found ([`path`]), and lines
//! at the right distance make a zone ([`decode`]). A line counts as one of a zone only when the network reads it well, so
//! that other print gives nothing.

pub(crate) mod components;
mod decode;
pub mod grid;
pub mod lines;
pub mod net;
pub(crate) mod order;
mod path;
pub mod strip;

use crate::Luma;
use crate::mrz::Mrz;
use components::{dark, shapes};
use grid::{Grid, cells, real};
use lines::{Line, lines};
use net::Net;
use order::sorted;
use path::Path;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use strip::Strip;

/// A zone as it was read, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What it says.
    pub zone: Mrz,
    /// The probability of each character, line by line, 0 to 1.
    pub confidence: Vec<Vec<f32>>,
    /// Whether one character was put in the place of a likelier one, so that the check digits hold.
    pub mended: bool,
    /// Each line's ends, left and right in reading order: the middle of its height, in shares of width and height.
    pub places: Vec<[(f32, f32); 2]>,
    /// From one character to the next, in pixels of the picture that was read.
    pub pitch: f32,
}

impl Reading {
    /// Whether every check digit holds and no character is doubtful: what may be said to have been read. Where one was
    /// mended, the others must be clear.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let least = if self.mended { CLEAR } else { DOUBTFUL };
        self.zone.holds() && self.confidence.iter().flatten().all(|probability| *probability >= least)
    }
}

/// A character is clear from this probability on.
pub(crate) const CLEAR: f32 = 0.6;
/// A character below this probability is doubtful.
const DOUBTFUL: f32 = 0.3;
/// The mean probability of a zone's characters is at least this.
const ZONE_READS: f32 = 0.8;
/// A line is one of a zone when its characters' mean logarithm of probability is at least this.
const LINE_READS: f32 = -0.45;
/// A part of a line reads well when the mean logarithm of probability around each character is at least this.
const PART_READS: f32 = -0.08;
/// How a line is cut out again, as long as it does not read well: so many characters' distances lower, and so much larger.
const VARIANTS: [&[(f32, f32)]; 3] = [&[(0.0, 1.0)], &[(-0.1, 1.0), (0.1, 1.0)], &[(0.0, 1.12), (0.0, 0.9)]];
/// The longer side of the picture in which lines are looked for.
const LOOK: usize = 1200;
/// At most this many lines are tried in each direction.
const TRIES: usize = 10;
/// A line that climbs more than this, one in twelve, may have been broken up.
const STEEP: f32 = 0.08;
/// So many strips are looked at before it is given up: what keeps the time within bounds.
const STRIPS: usize = 60;
/// A line of a zone is at least this long, in heights of its letters.
const LENGTH: f32 = 13.0;

/// Reads the zone of a picture whose longer side is best about 1,600 pixels. `None` when there is none that can be read.
#[must_use]
pub fn read(luma: Luma<'_>) -> Option<Reading> {
    let upright = Grid::of(luma);
    let mut best: Option<Reading> = None;
    for is_aside in [false, true] {
        let grid = if is_aside { upright.turned() } else { upright.clone() };
        let (width, height) = (real(grid.width()), real(grid.height()));
        let picture = Picture::of(grid);
        let (mut reading, steep) = picture.read();
        if !reading.as_ref().is_some_and(Reading::is_whole)
            && let Some(along) = steep
        {
            // Lines that climb steeply break up: they are looked for once more in a picture set straight.
            let straight = Picture::of(picture.levels.first()?.rotated(along));
            let straight = straight.read().0.map(|reading| reading.rotated_back(along, width, height));
            reading = better(reading, straight);
        }
        let reading = if is_aside { reading.map(Reading::turned_back) } else { reading };
        if reading.as_ref().is_some_and(Reading::is_whole) {
            return reading;
        }
        best = better(best, reading);
    }
    best
}

impl Reading {
    /// Places in a picture that was turned clockwise, as they are in the picture itself.
    fn turned_back(mut self) -> Self {
        for (x, y) in self.places.iter_mut().flatten() {
            (*x, *y) = (*y, 1.0 - *x);
        }
        self
    }

    /// Places in a picture that was set straight along a direction, as they are in the picture itself.
    fn rotated_back(mut self, along: (f32, f32), width: f32, height: f32) -> Self {
        let (cos, sin) = along;
        let (wide, high) = grid::rotated_size(width, height, along);
        for (x, y) in self.places.iter_mut().flatten() {
            let (across, down) = ((*x - 0.5) * wide, (*y - 0.5) * high);
            *x = (across * cos - down * sin) / width + 0.5;
            *y = (across * sin + down * cos) / height + 0.5;
        }
        self
    }
}

/// A line that the network read.
struct Found {
    line: Line,
    pitch: f32,
    path: Path,
    /// Whether it stands on its head.
    turned: bool,
}

struct Picture {
    /// The picture, and halves of it.
    levels: Vec<Grid>,
    /// How many strips may still be looked at.
    left: Cell<usize>,
}

impl Picture {
    fn of(grid: Grid) -> Self {
        let mut levels = vec![grid];
        while let Some(half) = levels.last().filter(|level| level.width().max(level.height()) > 500).map(Grid::halved) {
            levels.push(half);
        }
        Self { levels, left: Cell::new(STRIPS) }
    }

    /// The zone, and which way the longest line runs where that is too steep for what finds lines.
    fn read(&self) -> (Option<Reading>, Option<(f32, f32)>) {
        let Some(whole) = self.levels.first() else { return (None, None) };
        let small = whole.resized(LOOK);
        let scale = real(whole.width()) / real(small.width().max(1));
        let mut best: Option<Reading> = None;
        let mut steep: Option<(f32, f32)> = None;
        for (radius, share) in [(14, 0.5), (24, 0.9), (9, 0.25)] {
            let mut candidates = lines(&shapes(&dark(&small, radius, share), small.width()), 8);
            candidates.retain(|line| line.length() > LENGTH * line.height);
            let candidates: Vec<Line> = candidates.iter().map(|line| line.scaled(scale)).collect();
            let reading = self.zone_of(&candidates);
            if reading.as_ref().is_some_and(Reading::is_whole) {
                return (reading, None);
            }
            let longest = candidates.first().map(Line::along);
            steep = steep.or(longest.filter(|(dx, dy)| dy.abs() > STEEP * dx.abs()));
            best = better(best, reading);
        }
        (best, steep)
    }

    /// The first zone that one of the lines leads to.
    fn zone_of(&self, candidates: &[Line]) -> Option<Reading> {
        let mut best: Option<Reading> = None;
        for line in candidates.iter().take(TRIES) {
            let Some(found) = self.recognise(line) else { continue };
            let Some(reading) = self.complete(found, candidates) else { continue };
            if reading.is_whole() {
                return Some(reading);
            }
            best = better(best, Some(reading));
        }
        best
    }

    /// The strip of a line, from the picture in which its characters are not much larger than in the strip.
    fn strip(&self, line: &Line, pitch: f32) -> Option<Strip> {
        self.left.set(self.left.get().checked_sub(1)?);
        let mut level = 0_usize;
        let mut factor = 1.0;
        while pitch / factor > 30.0 && level.saturating_add(1) < self.levels.len() {
            level = level.saturating_add(1);
            factor *= 2.0;
        }
        let grid = self.levels.get(level)?;
        Some(Strip::cut(grid, &line.scaled(1.0 / factor), pitch / factor))
    }

    /// Whether a line of shapes is a line of a zone: tried at the distances that its length and height allow.
    fn recognise(&self, line: &Line) -> Option<Found> {
        let unlikely = |pitch: &f32| (line.height / pitch / 1.02).ln().abs();
        let tries = sorted(&[44, 36, 30].map(|count| line.length() / (real(count) - 0.3)), unlikely);
        tries.into_iter().filter(|pitch| unlikely(pitch) < 0.55).find_map(|pitch| self.look(line, pitch, None))
    }

    /// Reads along a line. `known`: how many characters, and whether it stands on its head, from a line beside it.
    fn look(&self, line: &Line, pitch: f32, known: Option<(usize, bool)>) -> Option<Found> {
        let line = line.moved(0.0, pitch * 2.2, pitch * 2.2);
        let strip = self.strip(&line, pitch)?;
        let mut best: Option<(Path, bool)> = None;
        for turned in [false, true] {
            if known.is_some_and(|(_, known)| known != turned) {
                continue;
            }
            let scores = if turned { Net::own().scores(&strip.turned()) } else { Net::own().scores(&strip) };
            let counts = known.map_or(vec![44, 36, 30], |(count, _)| vec![count]);
            let paths = counts.into_iter().filter_map(|count| path::path(&scores, count));
            let Some(path) = paths.max_by(|a, b| a.likelihood.total_cmp(&b.likelihood)) else { continue };
            if best.as_ref().is_none_or(|(best, _)| path.likelihood > best.likelihood) {
                best = Some((path, turned));
            }
            // The other way up need not be tried.
            if best.as_ref().is_some_and(|(best, _)| best.confidence() > LINE_READS / 2.0) {
                break;
            }
        }
        let (path, turned) = best.filter(|(path, _)| path.confidence() > LINE_READS * 2.5)?;
        self.again(&line, pitch, &path, turned)
    }

    /// Cuts the line out once more, now that its ends and its distance are known; where a part reads badly, also a little
    /// higher and lower, larger and smaller, for a page that bends or leans away. Each part is taken from where it is clear.
    fn again(&self, line: &Line, pitch: f32, path: &Path, turned: bool) -> Option<Found> {
        let per_pixel = pitch / Strip::PITCH;
        let exact = path.pitch() * per_pixel;
        let (first, last) = (path.middles.first()? * per_pixel, path.middles.last()? * per_pixel);
        let (before, after) = if turned { (line.length() - last, first) } else { (first, line.length() - last) };
        let margin = exact * 2.0;
        let line = line.moved(0.0, margin - before, margin - after);
        let count = path.middles.len();
        let mut best = is_near(exact / pitch).then(|| path.clone());
        for variants in VARIANTS {
            if best.as_ref().is_some_and(|best| best.least() > PART_READS) {
                break;
            }
            for (down, stretch) in variants {
                let strip = self.strip(&line.moved(down * exact, 0.0, 0.0), exact * stretch)?;
                let scores = Net::own().scores(&if turned { strip.turned() } else { strip });
                let Some(other) = path::path(&scores, count) else { continue };
                match &mut best {
                    Some(best) => best.take_clearer(&other),
                    None => best = Some(other),
                }
            }
        }
        let path = best.filter(|path| path.confidence() > LINE_READS)?;
        Some(Found { line, pitch: exact, path, turned })
    }

    /// The other lines of the zone that a line belongs to, and what they say together.
    fn complete(&self, found: Found, candidates: &[Line]) -> Option<Reading> {
        let mut directions = [1.0, -1.0];
        // Where shapes stand in a line is looked first: most often that is all.
        if found.distances(1.0, candidates).is_empty() && !found.distances(-1.0, candidates).is_empty() {
            directions.reverse();
        }
        let mut stack = vec![found];
        let mut best: Option<Reading> = None;
        for direction in directions {
            while stack.len() < 5 {
                let edge = if direction > 0.0 { stack.last() } else { stack.first() }?;
                let Some(next) = self.beside(edge, direction, candidates) else { break };
                let at = if direction > 0.0 { stack.len() } else { 0 };
                stack.insert(at, next);
                best = better(best, self.zone(&stack));
                if best.as_ref().is_some_and(Reading::is_whole) {
                    return best;
                }
            }
        }
        best
    }

    /// What lines that stand one under another say together.
    fn zone(&self, stack: &[Found]) -> Option<Reading> {
        let first = stack.first()?;
        let wanted = if first.path.middles.len() == 30 { 3 } else { 2 };
        let mut lines: Vec<&Found> = stack.iter().collect();
        if first.turned {
            lines.reverse();
        }
        let whole = self.levels.first()?;
        let (width, height) = (real(whole.width()), real(whole.height()));
        let share = |(x, y): (f32, f32)| (x / width, y / height);
        let readings = lines.windows(wanted).filter_map(|zone| {
            let scores: Vec<decode::Line> = zone.iter().map(|found| found.path.characters.clone()).collect();
            let decoded = decode::decode(&scores)?;
            // Other print in the same face is no zone.
            let holding = decoded.zone.checks().iter().filter(|check| check.holds).count();
            if decoded.seen < ZONE_READS || holding < 2 {
                return None;
            }
            let ends = |found: &&Found| {
                let (from, to) = (share(found.line.from), share(found.line.to));
                if found.turned { [to, from] } else { [from, to] }
            };
            Some(Reading {
                zone: decoded.zone,
                confidence: decoded.confidence,
                mended: decoded.mended,
                places: zone.iter().map(ends).collect(),
                pitch: zone.first().map_or(0.0, |found| found.pitch),
            })
        });
        readings.fold(None, |best, reading| better(best, Some(reading)))
    }

    /// The line of a zone above or below another, if there is one that reads well.
    fn beside(&self, found: &Found, direction: f32, candidates: &[Line]) -> Option<Found> {
        let base = found.base();
        let mut distances = found.distances(direction, candidates);
        distances.extend([2.5, 2.2, 2.8, 1.9]);
        let mut tried: Vec<f32> = Vec::new();
        for distance in distances {
            if tried.iter().any(|tried| (tried - distance).abs() < 0.12) || tried.len() >= 5 {
                continue;
            }
            tried.push(distance);
            let line = base.moved(distance * direction * found.pitch, 0.0, 0.0);
            let known = Some((found.path.middles.len(), found.turned));
            if let Some(other) = self.look(&line, found.pitch, known) {
                return Some(other);
            }
        }
        None
    }
}

impl Found {
    /// From its first character's edge to its last one's.
    fn base(&self) -> Line {
        self.line.moved(0.0, -self.pitch * 1.6, -self.pitch * 1.6)
    }

    /// How far below (`direction` 1) or above (-1) there are lines of shapes that may belong to the same zone, in characters.
    fn distances(&self, direction: f32, candidates: &[Line]) -> Vec<f32> {
        let (base, pitch) = (self.base(), self.pitch);
        let (dx, dy) = base.along();
        let below = |(x, y): (f32, f32)| (y - base.from.1) * dx - (x - base.from.0) * dy;
        let seen = candidates.iter().filter_map(|line| {
            let mean = (below(line.from) + below(line.to)) / 2.0 * direction;
            (mean > pitch * 1.4 && mean < pitch * 3.4 && line.length() > base.length() * 0.3).then_some(mean / pitch)
        });
        seen.collect()
    }
}

/// Whether a line that was cut out for characters a little nearer or farther apart need not be cut out again.
fn is_near(ratio: f32) -> bool {
    (0.96..1.04).contains(&ratio)
}

/// The one whose check digits hold, or else the likelier one.
fn better(a: Option<Reading>, b: Option<Reading>) -> Option<Reading> {
    let rank = |reading: &Reading| (reading.zone.holds(), cells(certainty(&reading.confidence) * 1000.0));
    a.into_iter().chain(b).max_by_key(rank)
}

/// The mean probability of all characters.
fn certainty(confidence: &[Vec<f32>]) -> f32 {
    let count = confidence.iter().map(Vec::len).sum::<usize>();
    confidence.iter().flatten().sum::<f32>() / real(count.max(1))
}
