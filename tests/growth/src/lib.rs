//! That every function which reads bytes from outside takes time and memory in proportion to them.
//!
//! Each crate's `tests/growth.rs` has a table: a function, hostile inputs by size, and how to call it. A [`Growth`] runs each
//! at sizes that double, and fits the slope of the logarithm of the cost over the logarithm of the size: 1 is linear, 2 is
//! quadratic. Costs are processor time of this thread alone, so that a busy machine does not matter, and bytes allocated,
//! which are the same on every run. Then it reads the crate's sources: a function that takes text or bytes and is neither in
//! the table nor said to be none of these fails the test. Absent: how fast something is.

mod cost;
mod scan;
mod shapes;

use cost::{Cost, measure};
use std::collections::BTreeSet;

/// A cost that grows with a greater power of the size is none in proportion to it; sorting stays well below.
const STEEPEST: f64 = 1.6;
/// Sizes, in bytes, from the first to the last.
const SIZES: (usize, usize) = (512, 1 << 22);
/// When a run takes so long, in milliseconds, it has been measured; below the least, it says nothing.
const ENOUGH: f64 = 6.0;
const LEAST: f64 = 0.3;
/// What takes fewer nanoseconds for a byte than this at its largest is as quick as memory itself, whose pages make the slope.
const QUICK: f64 = 8.0;
/// A run that takes so long is the last in any case.
const TOO_LONG: f64 = 1_500.0;
/// Fewer bytes allocated than this say nothing.
const FEW_BYTES: f64 = 65_536.0;

/// The functions measured so far, and which of them are not linear.
#[derive(Default)]
pub struct Growth {
    measured: BTreeSet<String>,
    faults: Vec<String>,
}

impl Growth {
    /// Measures a function with one kind of input. `function`: `file.rs::name` as in the sources, or what it is where it has
    /// no function of its own. `make`: an input of about so many bytes.
    pub fn of<T>(&mut self, function: &str, shape: &str, make: impl Fn(usize) -> T, work: impl Fn(&T)) {
        let mut costs: Vec<Cost> = Vec::new();
        let mut size = SIZES.0;
        loop {
            let cost = measure(size, &make(size), &work);
            costs.push(cost);
            let told = costs.iter().filter(|cost| cost.time >= LEAST).count();
            // What every size costs hides what each byte costs, until there are enough of them.
            let least = costs.iter().map(|cost| cost.time).fold(f64::INFINITY, f64::min);
            if (cost.time >= ENOUGH.max(2.0 * least) && told >= 3) || cost.time >= TOO_LONG || size >= SIZES.1 {
                break;
            }
            size = size.saturating_mul(2);
        }
        self.judge(costs, function, shape, make, work);
    }

    /// The same where a size is known that none exceeds: that one, and the three before it.
    pub fn up_to<T>(
        &mut self,
        largest: usize,
        function: &str,
        shape: &str,
        make: impl Fn(usize) -> T,
        work: impl Fn(&T),
    ) {
        let sizes = [largest / 8, largest / 4, largest / 2, largest];
        let costs = sizes.into_iter().map(|size| measure(size, &make(size), &work)).collect();
        self.judge(costs, function, shape, make, work);
    }

    fn judge<T>(
        &mut self,
        mut costs: Vec<Cost>,
        function: &str,
        shape: &str,
        make: impl Fn(usize) -> T,
        work: impl Fn(&T),
    ) {
        self.measured.insert(function.to_owned());
        let is_slow = |costs: &[Cost]| costs.last().is_some_and(|cost| cost.time * 1e6 > QUICK * cost.size as f64);
        let mut time = slope(&costs, |cost| cost.time, LEAST);
        if time.is_some_and(|slope| slope > STEEPEST) && is_slow(&costs) {
            // Once more, each size at its best, before anybody is told.
            for cost in costs.iter_mut().rev().take(4).filter(|cost| cost.time < TOO_LONG) {
                let input = make(cost.size);
                for _ in 0..3 {
                    cost.time = cost.time.min(measure(cost.size, &input, &work).time);
                }
            }
            time = slope(&costs, |cost| cost.time, LEAST);
        }
        let bytes = slope(&costs, |cost| cost.bytes, FEW_BYTES);
        let last = costs.last().copied().unwrap_or_default();
        let said = |slope: Option<f64>| slope.map_or("-".to_owned(), |slope| format!("{slope:.2}"));
        let line = format!(
            "{function}, {shape}: time {}, memory {} (at {} bytes {:.1} ms and {:.0} kB)",
            said(time),
            said(bytes),
            last.size,
            last.time,
            last.bytes / 1024.0
        );
        eprintln!("{line}");
        let counted = [time.filter(|_| is_slow(&costs)), bytes];
        if counted.into_iter().flatten().any(|slope| slope > STEEPEST) {
            self.faults.push(line);
        }
    }

    /// Measures a function of text with every kind of hostile text, and with what is nearly right again and again.
    pub fn text(&mut self, function: &str, near: &[&str], work: impl Fn(&str)) {
        for (shape, make) in shapes::texts(near) {
            self.of(function, &shape, make, |text| work(text));
        }
    }

    /// The same of bytes.
    pub fn bytes(&mut self, function: &str, near: &[&[u8]], work: impl Fn(&[u8])) {
        for (shape, make) in shapes::bytes(near) {
            self.of(function, &shape, make, |bytes| work(bytes));
        }
    }

    /// Fails where something is not linear, or where a function below `folder`'s `src` takes text or bytes and is neither
    /// measured nor set `apart` with a reason.
    ///
    /// # Panics
    /// With all that is to be mended.
    #[track_caller]
    pub fn is_linear_and_whole(mut self, folder: &str, apart: &[(&str, &str)]) {
        let found = scan::functions(folder);
        let apart: BTreeSet<&str> = apart.iter().map(|(function, _)| *function).collect();
        for function in &found {
            match (self.measured.contains(function), apart.contains(function.as_str())) {
                (false, false) => self.faults.push(format!(
                    "{function} takes text or bytes: measure it in tests/growth.rs, or say there why they are not from outside"
                )),
                (true, true) => self.faults.push(format!("{function} is measured and set apart")),
                _ => {}
            }
        }
        let named = self.measured.iter().map(String::as_str).filter(|name| name.contains("::")).chain(apart);
        let gone: Vec<String> =
            named.filter(|name| !found.contains(*name)).map(|name| format!("{name} is gone")).collect();
        self.faults.extend(gone);
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }
}

/// The slope of the logarithms by least squares, over the last four sizes at which there is enough to tell.
fn slope(costs: &[Cost], of: impl Fn(&Cost) -> f64, least: f64) -> Option<f64> {
    let enough = costs.iter().filter(|cost| of(cost) >= least);
    let points: Vec<(f64, f64)> = enough.map(|cost| ((cost.size as f64).ln(), of(cost).ln())).collect();
    let points = points.get(points.len().saturating_sub(4)..).filter(|points| points.len() >= 2)?;
    let count = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let (over, under) = points.iter().fold((0.0, 0.0), |(over, under), point| {
        (over + (point.0 - x) * (point.1 - y), under + (point.0 - x) * (point.0 - x))
    });
    Some(over / under)
}
