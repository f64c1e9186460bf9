//! From scores to characters: what may stand where, how names end, and one character mended where check digits ask for it.

use super::CLEAR;
use super::grid::real;
use super::net::{CLASSES, NONE, character};
use crate::mrz::{Format, Mrz};

/// A line's characters, each with its scores.
pub type Line = Vec<[f32; CLASSES]>;

/// A zone as it was read.
#[derive(Clone, Debug)]
pub struct Decoded {
    pub zone: Mrz,
    /// The probability of each character, line by line.
    pub confidence: Vec<Vec<f32>>,
    /// Whether a character was put in the place of a likelier one, so that the check digits hold.
    pub mended: bool,
    /// The mean probability of its characters by the network alone, before anything about zones was weighed in.
    pub seen: f32,
    likelihood: f32,
}

/// The likeliest zone of these lines, `None` when their number or length fits none.
pub fn decode(lines: &[Line]) -> Option<Decoded> {
    let formats = Format::with_length(lines.first()?.len());
    let fitting = formats.iter().filter(|format| format.lines() == lines.len());
    let mut best: Option<Decoded> = None;
    for format in fitting {
        let decoded = as_format(*format, lines);
        // Check digits that hold are worth more than a slightly likelier text.
        let rank = |one: &Decoded| one.likelihood + if one.zone.holds() { 8.0 } else { 0.0 };
        if let Some(decoded) = decoded
            && best.as_ref().is_none_or(|best| rank(&decoded) > rank(best))
        {
            best = Some(decoded);
        }
    }
    best
}

fn as_format(format: Format, lines: &[Line]) -> Option<Decoded> {
    let raw = lines;
    let before: f32 = lines.iter().flatten().map(|scores| best(scores).1).sum();
    let lines = weighed(format, lines);
    let mut texts: Vec<String> = Vec::new();
    let mut likelihood = 0.0;
    for (row, line) in lines.iter().enumerate() {
        let picks: Vec<(char, f32)> = line.iter().map(best).collect();
        let mut text: Vec<char> = picks.iter().map(|pick| pick.0).collect();
        likelihood += picks.iter().map(|pick| pick.1).sum::<f32>();
        if let Some((from, to)) = name_field(format, row)
            && let (Some(scores), Some(slot)) = (line.get(from..to), text.get_mut(from..to))
        {
            slot.copy_from_slice(&name(scores));
        }
        texts.push(text.into_iter().collect());
    }
    let zone = Mrz::of_lines(texts).ok().filter(|zone| zone.format == format)?;
    let lines = normal(lines);
    let confidence = confidence(&zone, &lines);
    let seen = mean(&self::confidence(&zone, raw));
    Some(mend(Decoded { zone, confidence, mended: false, seen, likelihood: likelihood - before }, &lines))
}

/// How much less likely the letter O is where a digit may stand as well: in OCR-B it hardly differs from zero, and issuers
/// avoid it in numbers. And how much less likely Q is than O in names.
const RARE: f32 = 3.0;
/// How much a code that stands twice says about its other place.
const AGREES: f32 = 0.7;
/// As good as impossible.
const NEVER: f32 = -40.0;

/// The scores with what may stand where and what is rare.
fn weighed(format: Format, lines: &[Line]) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.to_vec();
    for (row, line) in lines.iter_mut().enumerate() {
        for (at, scores) in line.iter_mut().enumerate() {
            let may = |c| may_stand(format, row, at, c);
            for (class, score) in scores.iter_mut().enumerate() {
                let c = character(class);
                if class == NONE || !may(c) {
                    *score = NEVER;
                } else if (c == 'O' && may('0')) || (c == 'Q' && may('O') && !may('0')) {
                    *score -= RARE;
                }
            }
        }
    }
    // Who issued a document and the holder's nationality are mostly the same.
    let nationality = match format {
        Format::FrenchId => return lines,
        Format::Td1 => 15,
        _ => 10,
    };
    for n in 0..3_usize {
        let place = |row: usize, at: usize| lines.get(row).and_then(|line| line.get(at.saturating_add(n))).copied();
        let (Some(issuer), Some(holder)) = (place(0, 2), place(1, nationality)) else { continue };
        let both = |own: &[f32; CLASSES], other: &[f32; CLASSES]| {
            std::array::from_fn(|class| {
                let at = |scores: &[f32; CLASSES]| scores.get(class).copied().unwrap_or(NEVER);
                at(own) + AGREES * at(other).max(-8.0)
            })
        };
        for (row, at, scores) in [(0, 2, both(&issuer, &holder)), (1, nationality, both(&holder, &issuer))] {
            if let Some(slot) = lines.get_mut(row).and_then(|line| line.get_mut(at.saturating_add(n))) {
                *slot = scores;
            }
        }
    }
    lines
}

/// Scores as logarithms of probabilities that add up to one.
fn normal(mut lines: Vec<Line>) -> Vec<Line> {
    for scores in lines.iter_mut().flatten() {
        let most = best(scores).1;
        let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
        scores.iter_mut().for_each(|score| *score -= most + sum.ln());
    }
    lines
}

fn confidence(zone: &Mrz, lines: &[Line]) -> Vec<Vec<f32>> {
    let line =
        |(text, scores): (&String, &Line)| text.chars().zip(scores).map(|(c, scores)| score(scores, c).exp()).collect();
    zone.lines.iter().zip(lines).map(line).collect()
}

fn mean(confidence: &[Vec<f32>]) -> f32 {
    let count = confidence.iter().map(Vec::len).sum::<usize>();
    confidence.iter().flatten().sum::<f32>() / real(count.max(1))
}

fn score(scores: &[f32; CLASSES], c: char) -> f32 {
    let mut of_c = scores.iter().take(NONE).enumerate().filter(|(class, _)| character(*class) == c);
    of_c.next().map_or(NEVER, |(_, score)| *score)
}

fn best(scores: &[f32; CLASSES]) -> (char, f32) {
    let characters = scores.iter().take(NONE).enumerate().map(|(class, score)| (character(class), *score));
    characters.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(('<', NEVER))
}

fn may_stand(format: Format, row: usize, at: usize, c: char) -> bool {
    if row == 0 && at == 0 {
        return match format {
            Format::Td3 => c == 'P',
            Format::MrvA | Format::MrvB => c == 'V',
            Format::Td1 => matches!(c, 'A' | 'C' | 'I'),
            Format::Td2 => matches!(c, 'A' | 'C' | 'I' | 'P'),
            Format::FrenchId => c == 'I',
        };
    }
    format.class(row, at).has(c)
}

/// Where names stand that end in fillers: from and to in a line.
const fn name_field(format: Format, row: usize) -> Option<(usize, usize)> {
    match (format, row) {
        (Format::Td1, 2) => Some((0, 30)),
        (Format::Td2 | Format::MrvB, 0) => Some((5, 36)),
        (Format::Td3 | Format::MrvA, 0) => Some((5, 44)),
        (Format::FrenchId, 0) => Some((5, 30)),
        _ => None,
    }
}

/// The likeliest letter.
fn letter(scores: &[f32; CLASSES]) -> (char, f32) {
    let characters = scores.iter().take(NONE).enumerate().map(|(class, score)| (character(class), *score));
    let letters = characters.filter(|(c, _)| c.is_ascii_uppercase());
    letters.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(('<', NEVER))
}

/// Surname, two fillers, given names, fillers to the end (Doc 9303-3, 4.6): the likeliest text of that form.
fn name(scores: &[[f32; CLASSES]]) -> Vec<char> {
    let letters: Vec<(char, f32)> = scores.iter().map(letter).collect();
    let fillers: Vec<f32> = scores.iter().map(|scores| score(scores, '<')).collect();
    // States: surname, filler in it, second filler, given names, filler in them, fillers to the end.
    const FOLLOWERS: [&[usize]; 6] = [&[0, 1], &[0, 2], &[3, 5], &[3, 4], &[3, 5], &[5]];
    let cost = |state: usize, at: usize| match state {
        0 | 3 => letters.get(at).map_or(f32::MIN, |letter| letter.1),
        _ => fillers.get(at).copied().unwrap_or(f32::MIN),
    };
    let mut total = [f32::MIN; 6];
    if let Some(first) = total.first_mut() {
        *first = cost(0, 0);
    }
    let mut came: Vec<[usize; 6]> = Vec::new();
    for at in 1..scores.len() {
        let (mut next, mut from) = ([f32::MIN; 6], [0_usize; 6]);
        for (state, (so_far, followers)) in total.iter().zip(FOLLOWERS).enumerate() {
            for &follower in followers.iter().filter(|_| *so_far > f32::MIN) {
                let value = so_far + cost(follower, at);
                if let (Some(slot), Some(origin)) = (next.get_mut(follower), from.get_mut(follower))
                    && value > *slot
                {
                    *slot = value;
                    *origin = state;
                }
            }
        }
        came.push(from);
        total = next;
    }
    let last = total.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(state, _)| state);
    let mut states = vec![last];
    for from in came.iter().rev() {
        let state = states.last().and_then(|state| from.get(*state)).copied().unwrap_or(0);
        states.push(state);
    }
    states.reverse();
    let written = |(state, letter): (usize, &(char, f32))| if matches!(state, 0 | 3) { letter.0 } else { '<' };
    states.into_iter().zip(&letters).map(written).collect()
}

/// The most that a likelier character may be likelier than the one put in its place: a factor of about 150.
const MARGIN: f32 = 5.0;

/// Puts one other character where that makes all check digits hold, the likeliest of those; otherwise changes nothing.
fn mend(decoded: Decoded, lines: &[Line]) -> Decoded {
    let failing = decoded.zone.checks().iter().filter(|check| !check.holds).count();
    // One is mended where the others are clear: with more doubts a right digit proves little.
    let doubtful = decoded.confidence.iter().flatten().filter(|probability| **probability < CLEAR).count();
    if failing == 0 || doubtful > 1 {
        return decoded;
    }
    let mut found: Option<(f32, Mrz)> = None;
    for (row, line) in lines.iter().enumerate() {
        for (at, scores) in line.iter().enumerate() {
            let Some(now) = decoded.zone.lines.get(row).and_then(|text| text.chars().nth(at)) else { continue };
            let base = score(scores, now);
            for class in 0..NONE {
                let c = character(class);
                let loss = base - score(scores, c);
                let allowed = c != now && loss < MARGIN && may_stand(decoded.zone.format, row, at, c);
                if !allowed || found.as_ref().is_some_and(|(least, _)| *least <= loss) {
                    continue;
                }
                let changed = with(&decoded.zone, row, at, c);
                if changed.holds() {
                    found = Some((loss, changed));
                }
            }
        }
    }
    match found {
        Some((_, zone)) => {
            let confidence = confidence(&zone, lines);
            Decoded { zone, confidence, mended: true, ..decoded }
        }
        None => decoded,
    }
}

fn with(zone: &Mrz, row: usize, at: usize, c: char) -> Mrz {
    let mut changed = zone.clone();
    if let Some(line) = changed.lines.get_mut(row) {
        *line = line.chars().enumerate().map(|(place, old)| if place == at { c } else { old }).collect();
    }
    debug_assert_eq!(changed.lines.len(), zone.format.lines());
    changed
}
