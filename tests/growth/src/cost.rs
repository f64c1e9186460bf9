//! What one run costs.

use std::hint::black_box;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// What a run with an input of this size cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Bytes of input, about.
    pub size: usize,
    /// Milliseconds.
    pub time: f64,
    /// Bytes allocated in all.
    pub bytes: f64,
}

/// Runs it once.
pub fn measure<T>(size: usize, input: &T, work: &impl Fn(&T)) -> Cost {
    let before = processor_time();
    let allocated = allocation_counter::measure(|| work(black_box(input)));
    let time = processor_time().saturating_sub(before);
    Cost { size, time: time.as_secs_f64() * 1_000.0, bytes: allocated.bytes_total as f64 }
}

/// How long this thread has been on a processor, where the kernel says so (Linux); else how long it has been.
fn processor_time() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    // The kernel adds up when a thread leaves its processor.
    std::thread::sleep(Duration::from_micros(1));
    let accounted = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = accounted.split_whitespace().next().and_then(|first| first.parse().ok()).filter(|time| *time > 0);
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}
