//! Putting short lists in order, by binary insertion: each kind of thing that the standard library sorts is 5 kB of its
//! own in a browser or a Worker.

/// The most first, `limit` of them; what has the same stays in its order. Its time grows with `limit` times all of them.
#[must_use]
pub fn most_first<T, K: PartialOrd>(items: impl IntoIterator<Item = T>, limit: usize, by: impl Fn(&T) -> K) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    for item in items {
        let key = by(&item);
        let at = found.partition_point(|other| by(other) >= key);
        if at < limit {
            found.truncate(limit.saturating_sub(1));
            found.insert(at, item);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, String)>, limit in 0_usize..20) {
            let mut wanted = items.clone();
            wanted.sort_by_key(|item| std::cmp::Reverse(item.0));
            wanted.truncate(limit);
            prop_assert_eq!(most_first(items, limit, |item| item.0), wanted);
        }
    }
}
