//! Sorting by a number. Everything here is sorted as plain integers, because each kind of thing that the standard library
//! sorts is 5 kB of its own in a browser.

/// Sorted by a number, smallest first; what has the same stays in its order.
pub fn sorted<T: Copy>(items: &[T], by: impl Fn(&T) -> f32) -> Vec<T> {
    let mut order: Vec<u64> =
        (0_u64..).zip(items).map(|(at, item)| u64::from(rank(by(item))).wrapping_shl(32) | at).collect();
    order.sort_unstable();
    order.iter().filter_map(|at| items.get(usize::try_from(at & u64::from(u32::MAX)).ok()?)).copied().collect()
}

/// Integers in the order of numbers (IEEE 754, totalOrder).
const fn rank(number: f32) -> u32 {
    let bits = number.to_bits();
    if number.is_sign_negative() { !bits } else { bits | 0x8000_0000 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(f32, u8)>) {
            let mut wanted = items.clone();
            wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
            let bits = |items: &[(f32, u8)]| items.iter().map(|(n, tag)| (n.to_bits(), *tag)).collect::<Vec<_>>();
            prop_assert_eq!(bits(&sorted(&items, |item| item.0)), bits(&wanted));
        }
    }
}
