//! What the Worker found, as the page needs it. It travels as plain values: the code that writes and reads JSON in Rust
//! would be a seventh of this bundle.

use crate::message::{field, object, text};
use forthright_evidence::{Examination, Kind, State, Told, Verdict, verdict};
use js_sys::{Array, Float32Array, JSON};
use wasm_bindgen::{JsCast, JsValue};

/// What a mark is around, in the order of the numbers by which it travels.
#[derive(Clone, Copy, PartialEq)]
pub enum Around {
    Document,
    Line,
    Glare,
    Blur,
}

impl Around {
    pub const ALL: [Self; 4] = [Self::Document, Self::Line, Self::Glare, Self::Blur];
}

/// A mark: what is in it, and its four corners in shares of the picture's width and height.
pub type Mark = (Around, [f32; 8]);

/// What is marked in the picture that was looked at, which has so many pixels.
fn marks(seen: &Examination, width: f32, height: f32) -> Vec<Mark> {
    let document = seen.quality.outline.map(|[a, b, c, d]| [a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1]);
    let lines = seen.reading.iter().flat_map(|reading| {
        let half = reading.pitch * 0.65;
        reading.places.iter().map(move |[(x0, y0), (x1, y1)]| {
            let (across, down) = ((x1 - x0) * width, (y1 - y0) * height);
            let length = across.hypot(down).max(1.0);
            let (dx, dy) = (-down / length * half / width, across / length * half / height);
            [x0 - dx, y0 - dy, x1 - dx, y1 - dy, x1 + dx, y1 + dy, x0 + dx, y0 + dy]
        })
    });
    let area = |[x, y, w, h]: &[f32; 4]| [*x, *y, x + w, *y, x + w, y + h, *x, y + h];
    let all = document.into_iter().map(|corners| (Around::Document, corners));
    let all = all.chain(lines.map(|corners| (Around::Line, corners)));
    let all = all.chain(seen.quality.glare.iter().map(|spot| (Around::Glare, area(spot))));
    all.chain(seen.quality.blurred.iter().map(|part| (Around::Blur, area(part)))).collect()
}

/// Everything the page shows.
#[derive(Clone)]
pub struct Found {
    /// In words.
    pub verdict: Verdict,
    /// In the picture.
    pub marks: Vec<Mark>,
}

impl Found {
    /// In words alone.
    pub const fn words(verdict: Verdict) -> Self {
        Self { verdict, marks: Vec::new() }
    }

    /// What was found in a picture of so many pixels.
    pub fn of(seen: &Examination, (width, height): (f32, f32), told: &Told) -> Self {
        Self { verdict: verdict(seen, told), marks: marks(seen, width, height) }
    }

    pub fn to_js(&self) -> JsValue {
        let numbers: Vec<f32> = self
            .marks
            .iter()
            .flat_map(|(around, corners)| {
                let number = (0_u8..).zip(Around::ALL).find(|(_, one)| one == around).map_or(0, |(number, _)| number);
                std::iter::once(f32::from(number)).chain(*corners)
            })
            .collect();
        let numbers = JsValue::from(Float32Array::from(numbers.as_slice()));
        object(&[("verdict", &verdict_to_js(&self.verdict)), ("marks", &numbers)])
    }

    pub fn of_js(value: &JsValue) -> Option<Self> {
        let verdict = verdict_of_js(&field(value, "verdict"))?;
        let numbers = field(value, "marks").dyn_into::<Float32Array>().ok()?.to_vec();
        let marks = numbers.as_chunks::<9>().0.iter().filter_map(|[number, corners @ ..]| {
            let (_, around) = (0_u8..).zip(Around::ALL).find(|(one, _)| f32::from(*one) == *number)?;
            Some((around, *corners))
        });
        Some(Self { verdict, marks: marks.collect() })
    }
}

const STATES: [(&str, State); 3] =
    [("looks-ready", State::LooksReady), ("please-check", State::PleaseCheck), ("could-not-tell", State::CouldNotTell)];

fn verdict_to_js(verdict: &Verdict) -> JsValue {
    let state = STATES.into_iter().find(|(_, state)| *state == verdict.state).map_or("", |(name, _)| name);
    let lines: Array = verdict.lines.iter().map(|line| JsValue::from_str(line)).collect();
    let seems = verdict.seems.map_or(JsValue::UNDEFINED, |kind| JsValue::from_str(kind.name()));
    object(&[("state", &JsValue::from_str(state)), ("lines", &lines), ("seems", &seems)])
}

fn verdict_of_js(said: &JsValue) -> Option<Verdict> {
    let state = text(said, "state")?;
    let state = STATES.into_iter().find(|(name, _)| *name == state)?.1;
    let lines = field(said, "lines").dyn_into::<Array>().ok()?;
    let seems = text(said, "seems").and_then(|kind| Kind::from_name(&kind));
    Some(Verdict { state, lines: lines.iter().filter_map(|line| line.as_string()).collect(), seems })
}

/// A verdict out of JSON.
pub fn verdict_of_json(json: &str) -> Option<Verdict> {
    verdict_of_js(&JSON::parse(json).ok()?)
}

/// The verdict as JSON.
pub fn verdict_json(verdict: &Verdict) -> String {
    JSON::stringify(&verdict_to_js(verdict)).map(String::from).unwrap_or_default()
}

/// What the person told, out of JSON; what is not there is not compared.
pub fn told(json: &str) -> Told {
    let Ok(said) = JSON::parse(json) else { return Told::default() };
    let today = field(&said, "today").dyn_into::<Array>().unwrap_or_default();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // parts of a date
    let part = |at: u32| today.get(at).as_f64().unwrap_or(0.0) as u16;
    let small = |at: u32| u8::try_from(part(at)).unwrap_or(0);
    Told {
        kind: text(&said, "kind").and_then(|kind| Kind::from_name(&kind)),
        name: text(&said, "name").unwrap_or_default(),
        birth: text(&said, "birth").unwrap_or_default(),
        today: (part(0), small(1), small(2)),
    }
}
