//! Glyphs become lines: what stands on one baseline, from left to right.

use crate::content::Glyph;

/// Farther apart than this share of their height, two letters are of two words.
const WORD: f64 = 0.17;
/// Farther apart than this, two words are of two columns.
const COLUMN: f64 = 1.8;
/// Baselines nearer than this share of the letters' height are one.
const BASELINE: f64 = 0.35;

/// A glyph in the direction it is written in: how far along, how far down, and where it ends.
struct Placed {
    along: f64,
    end: f64,
    down: f64,
    size: f64,
    text: String,
}

/// How far along and how far down a place is.
type Turn = fn(f64, f64) -> (f64, f64);

/// The four directions in which pages are written or turned: to the right, up, to the left, down.
const TURNS: [Turn; 4] = [|x, y| (x, -y), |x, y| (y, x), |x, y| (-x, y), |x, y| (-y, -x)];

/// The text of glyphs, a line each.
pub fn of(glyphs: Vec<Glyph>) -> String {
    let mut directions: [Vec<Placed>; 4] = Default::default();
    for glyph in glyphs {
        let (dx, dy) = (glyph.to.0 - glyph.from.0, glyph.to.1 - glyph.from.1);
        let which = usize::from(dx.abs() < dy.abs()).saturating_add(if dx + dy < 0.0 { 2 } else { 0 });
        let Some((direction, turn)) = directions.get_mut(which).zip(TURNS.get(which)) else { continue };
        let ((along, down), (end, _)) = (turn(glyph.from.0, glyph.from.1), turn(glyph.to.0, glyph.to.1));
        if along.is_finite() && end.is_finite() && down.is_finite() && glyph.size.is_finite() {
            direction.push(Placed { along, end, down, size: glyph.size.max(1.0), text: glyph.text });
        }
    }
    directions.into_iter().map(lines).collect()
}

fn lines(mut placed: Vec<Placed>) -> String {
    placed.sort_by(|a, b| a.down.total_cmp(&b.down));
    let mut text = String::new();
    for line in placed.chunk_by_mut(|a, b| b.down - a.down < BASELINE * a.size.min(b.size)) {
        line.sort_by(|a, b| a.along.total_cmp(&b.along));
        write(&mut text, line);
        text.push('\n');
    }
    text
}

fn write(text: &mut String, line: &[Placed]) {
    let mut before: Option<&Placed> = None;
    for glyph in line {
        if let Some(before) = before {
            let gap = (glyph.along - before.end) / before.size.max(glyph.size);
            // Bold letters are sometimes written twice, a hair apart.
            if glyph.text == before.text && (glyph.along - before.along).abs() < 0.1 * glyph.size {
                continue;
            }
            let spaced = text.ends_with(char::is_whitespace) || glyph.text.starts_with(char::is_whitespace);
            if gap > COLUMN {
                text.push('\t');
            } else if gap > WORD && !spaced {
                text.push(' ');
            }
        }
        text.extend(glyph.text.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }));
        before = Some(glyph);
    }
}
