//! A picture in 16 by 16 tiles: how bright each is and how steep its edges are. All that quality is judged by comes from one
//! pass over the pixels.

use crate::Luma;
use crate::outline::Outline;
use crate::reader::grid::real;

/// So many tiles on a side.
const SIDE: usize = 16;
/// A pixel at least this bright is blown out.
const BLOWN: u8 = 250;
/// A tile has print in it if its contrast is at least this, and this share of the picture's.
const PRINT: u32 = 32;
const PRINT_SHARE: u32 = 3;
/// Print whose steepest edges take less than this share of its contrast from one pixel to the next, in thousandths, is blurred.
const SOFT: u32 = 110;

/// More blown-out tiles are no reflection.
const MANY: usize = 85;

/// How many tiles areas have.
pub fn tiles_in(areas: &Areas) -> f32 {
    areas.iter().map(|[_, _, wide, high]| wide * high).sum::<f32>() * real(SIDE.saturating_mul(SIDE))
}

/// Places in shares of width and height: left, top, width, height.
pub type Areas = Vec<[f32; 4]>;

/// How many pixels there are of each brightness, or edges of each height.
#[derive(Clone)]
pub struct Histogram([u32; 256]);

impl Histogram {
    const EMPTY: Self = Self([0; 256]);

    fn count(&mut self, level: u8) {
        if let Some(bin) = self.0.get_mut(usize::from(level)) {
            *bin = bin.saturating_add(1);
        }
    }

    fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(sum, more)| *sum = sum.saturating_add(*more));
    }

    /// What `percent` per cent lie below.
    pub fn percentile(&self, percent: u64) -> u32 {
        let total: u64 = self.0.iter().map(|n| u64::from(*n)).sum();
        let wanted = total.saturating_mul(percent) / 100;
        let mut seen = 0_u64;
        for (level, count) in (0_u32..).zip(&self.0) {
            seen = seen.saturating_add(u64::from(*count));
            if seen > wanted {
                return level;
            }
        }
        255
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }

    /// From nearly the darkest to nearly the brightest.
    pub fn contrast(&self) -> u32 {
        self.percentile(98).saturating_sub(self.percentile(2))
    }
}

#[derive(Clone)]
struct Tile {
    levels: Histogram,
    /// From each pixel to the one at its right or the one below, whichever is the higher.
    edges: Histogram,
}

/// A picture's tiles, row by row.
pub struct Tiles {
    tiles: Vec<Tile>,
    pub levels: Histogram,
    pub edges: Histogram,
}

impl Tiles {
    /// Looks at every pixel once.
    pub fn of(luma: Luma<'_>) -> Self {
        let mut tiles = vec![Tile { levels: Histogram::EMPTY, edges: Histogram::EMPTY }; SIDE.saturating_mul(SIDE)];
        let (wide, high) = (luma.width().div_ceil(SIDE), luma.height().div_ceil(SIDE));
        let mut rows = luma.pixels().chunks_exact(luma.width()).peekable();
        for row_of_tiles in tiles.chunks_exact_mut(SIDE) {
            for _ in 0..high {
                let Some(row) = rows.next() else { break };
                let below = rows.peek().copied().unwrap_or(row);
                let right = row.get(1..).unwrap_or_default();
                let parts = row.chunks(wide).zip(right.chunks(wide)).zip(below.chunks(wide));
                for (tile, ((part, right), below)) in row_of_tiles.iter_mut().zip(parts) {
                    part.iter().for_each(|pixel| tile.levels.count(*pixel));
                    for ((pixel, right), below) in part.iter().zip(right).zip(below) {
                        tile.edges.count(pixel.abs_diff(*right).max(pixel.abs_diff(*below)));
                    }
                }
            }
        }
        let (mut levels, mut edges) = (Histogram::EMPTY, Histogram::EMPTY);
        for tile in &tiles {
            levels.add(&tile.levels);
            edges.add(&tile.edges);
        }
        Self { tiles, levels, edges }
    }

    /// Glare is a few blown-out tiles in a picture that is otherwise well exposed; white paper is bright all over and is not.
    /// Light beside the document hides nothing.
    pub fn glare(&self, place: Option<&Outline>) -> Areas {
        let is_blown = |tile: &Tile| !tile.levels.is_empty() && tile.levels.percentile(10) >= u32::from(BLOWN);
        let count = self.tiles.iter().filter(|tile| is_blown(tile)).count();
        if self.levels.percentile(50) > 235 || count > MANY { Areas::new() } else { self.areas(place, is_blown) }
    }

    /// Where there is print without sharp edges, and which share that is of all print; of the document, where it is known.
    pub fn blurred(&self, place: Option<&Outline>) -> (Areas, f32) {
        let least = PRINT.max(self.levels.contrast() / PRINT_SHARE);
        let is_print = |tile: &Tile| tile.levels.contrast() >= least;
        let is_soft =
            |tile: &Tile| tile.edges.percentile(99).saturating_mul(1000) < tile.levels.contrast().saturating_mul(SOFT);
        let soft = self.areas(place, |tile| is_print(tile) && is_soft(tile));
        let share = tiles_in(&soft) / tiles_in(&self.areas(place, is_print)).max(1.0);
        (soft, share)
    }

    /// The tiles of a kind whose middle is in the document, those beside each other in a row as one.
    fn areas(&self, place: Option<&Outline>, is: impl Fn(&Tile) -> bool) -> Areas {
        let side = 1.0 / real(SIDE);
        let mut areas = Areas::new();
        for (row, tiles) in self.tiles.chunks_exact(SIDE).enumerate() {
            let top = real(row) * side;
            let mut end = -1.0;
            for (column, tile) in tiles.iter().enumerate() {
                let left = real(column) * side;
                let middle = (left + side / 2.0, top + side / 2.0);
                if !is(tile) || place.is_some_and(|place| !place.contains(middle)) {
                    continue;
                }
                match areas.last_mut().filter(|_| end == left) {
                    Some([_, _, wide, _]) => *wide += side,
                    None => areas.push([left, top, side, side]),
                }
                end = left + side;
            }
        }
        areas
    }
}
