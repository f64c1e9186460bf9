//! A picture in 16 by 16 tiles: how bright each is and how steep its edges are. All that quality is judged by comes from one
//! pass over the pixels.

use crate::Luma;
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
const MANY: f32 = 85.0;

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
    pub fn glare(&self) -> Areas {
        let blown = self.areas(|tile| tile.levels.percentile(10) >= u32::from(BLOWN));
        if self.levels.percentile(50) > 235 || tiles_in(&blown) > MANY { Areas::new() } else { blown }
    }

    /// Where there is print without sharp edges, and which share that is of all print.
    pub fn blurred(&self) -> (Areas, f32) {
        let least = PRINT.max(self.levels.contrast() / PRINT_SHARE);
        let is_print = |tile: &Tile| tile.levels.contrast() >= least;
        let is_soft =
            |tile: &Tile| tile.edges.percentile(99).saturating_mul(1000) < tile.levels.contrast().saturating_mul(SOFT);
        let print = self.tiles.iter().filter(|tile| is_print(tile));
        let (mut all, mut soft) = (0_usize, 0_usize);
        for tile in print {
            all = all.saturating_add(1);
            soft = soft.saturating_add(usize::from(is_soft(tile)));
        }
        (self.areas(|tile| is_print(tile) && is_soft(tile)), real(soft) / real(all.max(1)))
    }

    /// The tiles of a kind, those beside each other in a row as one.
    fn areas(&self, is: impl Fn(&Tile) -> bool) -> Areas {
        let side = 1.0 / real(SIDE);
        let mut areas = Areas::new();
        for (row, tiles) in self.tiles.chunks_exact(SIDE).enumerate() {
            let of_kind: Vec<bool> = tiles.iter().map(&is).collect();
            let mut column = 0_usize;
            for run in of_kind.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    areas.push([real(column) * side, real(row) * side, real(run.len()) * side, side]);
                }
                column = column.saturating_add(run.len());
            }
        }
        areas
    }
}
