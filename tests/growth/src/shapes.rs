//! Hostile inputs by size.

/// What an input is called, and how it is made.
type Shape<T> = (String, Box<dyn Fn(usize) -> T>);

/// What is repeated: words, digits, every separator, what opens and what closes, marks on letters, letters that grow.
const UNITS: [&str; 30] = [
    "a",
    "Z",
    "1",
    " ",
    "\n",
    "\r\n",
    "\t",
    "a ",
    "ab\n",
    "Ab1-",
    "-",
    ".",
    "/",
    ":",
    ",",
    ";",
    "=",
    "&",
    "@",
    "_",
    "<",
    "[a]",
    "[",
    "{a}",
    "%",
    "\u{301}",
    "u\u{308} ",
    "İß",
    "李 ",
    "’",
];
/// Longer than any word.
const LONG_WORD: usize = 10_000;

fn repeated(unit: &str, size: usize) -> String {
    unit.repeat(size.checked_div(unit.len()).unwrap_or_default().max(1))
}

/// Texts; each of `near` again and again, in lines, and without its last character.
pub fn texts(near: &[&str]) -> Vec<Shape<String>> {
    let mut shapes: Vec<Shape<String>> = Vec::new();
    let mut unit = |unit: String| {
        let name: String = unit.chars().take(40).collect();
        shapes.push((format!("{name:?} again and again"), Box::new(move |size| repeated(&unit, size))));
    };
    for known in UNITS {
        unit(known.to_owned());
    }
    for known in near {
        unit((*known).to_owned());
        unit(format!("{known}\n"));
        let mut short = (*known).to_owned();
        if short.pop().is_some() && !short.is_empty() {
            unit(short);
        }
    }
    unit(format!("{} ", "a".repeat(LONG_WORD)));
    let nested = |size: usize| ["(".repeat(size / 2), ")".repeat(size / 2)].concat();
    shapes.push(("nested brackets".to_owned(), Box::new(nested)));
    if let Some(first) = near.first().map(|first| (*first).to_owned()) {
        shapes.push((
            format!("{first:?} after a long beginning"),
            Box::new(move |size| ["x ".repeat(size / 2).as_str(), &first].concat()),
        ));
    }
    shapes
}

/// Bytes; each of `near` again and again, once before zeros, and once before its own last byte.
pub fn bytes(near: &[&[u8]]) -> Vec<Shape<Vec<u8>>> {
    let mut shapes: Vec<Shape<Vec<u8>>> = Vec::new();
    for byte in [0_u8, 0xFF, b' ', b'\n', b'<', b'('] {
        shapes.push((format!("byte {byte} again and again"), Box::new(move |size| vec![byte; size])));
    }
    for known in near.iter().map(|known| known.to_vec()) {
        let name: String = known.iter().take(24).map(|byte| char::from(*byte)).collect();
        let (again, zeros) = (known.clone(), known);
        let count = |size: usize, unit: usize| size.checked_div(unit).unwrap_or_default().max(1);
        shapes
            .push((format!("{name:?} again and again"), Box::new(move |size| again.repeat(count(size, again.len())))));
        for byte in [0, zeros.last().copied().unwrap_or_default()] {
            let start = zeros.clone();
            shapes.push((
                format!("{name:?} before bytes {byte}"),
                Box::new(move |size| [start.as_slice(), &vec![byte; size]].concat()),
            ));
        }
    }
    shapes
}
