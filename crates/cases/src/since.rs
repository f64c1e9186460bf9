//! Whether a view of a case is out of date.

use crate::Event;

/// Whether something happened to a case after the event number `known`, counted from 1, that whoever acts ought to have
/// seen. That a part was opened does not count: it changes nothing, and whoever looks at a document makes such events.
/// Knowing events that never happened counts as knowing nothing.
pub fn has_moved_on<'a>(events: impl IntoIterator<Item = &'a Event>, known: u32) -> bool {
    let known = usize::try_from(known).unwrap_or(usize::MAX);
    let mut count = 0_usize;
    let mut moved = false;
    for event in events {
        count = count.saturating_add(1);
        moved |= count > known && event.changes_the_case();
    }
    moved || known > count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Part;
    use forthright_rights::{Decision, Ground};

    #[test]
    fn a_view_is_out_of_date_after_every_event_but_an_opening() {
        let opened = Event::Opened { part: Part::Answers };
        let written = Event::MessageSent { message: String::new() };
        let proposed = Event::Proposed {
            decision: Decision::Fee,
            ground: Ground::Excessive,
            message: String::new(),
            by: String::new(),
        };
        for change in [&written, &proposed, &Event::NotApproved, &Event::Acknowledged { message: None }] {
            let events = [&written, &opened, change, &opened];
            for (known, moved) in [(0, true), (1, true), (2, true), (3, false), (4, false), (5, true), (u32::MAX, true)]
            {
                assert_eq!(has_moved_on(events, known), moved, "{change:?} {known}");
            }
        }
        assert!(!has_moved_on([&written, &opened, &opened], 1));
        assert!(has_moved_on([], 1) && !has_moved_on([], 0));
    }
}
