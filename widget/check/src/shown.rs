//! What the Worker found, as the page needs it. It travels as plain values: the code that writes and reads JSON in Rust
//! would be a seventh of this bundle.

use crate::message::{field, object, text};
use forthright_evidence::{Examination, Kind, State, Told, Verdict};
use js_sys::{Array, Float32Array, JSON};
use wasm_bindgen::{JsCast, JsValue};

/// What is marked in the picture, in shares of its width and height.
#[derive(Clone, Default)]
pub struct Marks {
    /// Each line that was found: its ends, and how high its characters are.
    pub lines: Vec<[f32; 5]>,
    /// Where light is reflected: left, top, width, height.
    pub glare: Vec<[f32; 4]>,
}

/// Everything the page shows.
#[derive(Clone)]
pub struct Found {
    /// In words.
    pub verdict: Verdict,
    /// In the picture.
    pub marks: Marks,
}

impl Marks {
    /// The marks of what was found in a picture of `height` pixels.
    pub fn of(seen: &Examination, height: f32) -> Self {
        let lines = seen.reading.as_ref().map(|reading| {
            let high = reading.pitch * 1.3 / height.max(1.0);
            reading.places.iter().map(|[from, to]| [from.0, from.1, to.0, to.1, high]).collect()
        });
        Self { lines: lines.unwrap_or_default(), glare: seen.quality.glare.clone() }
    }
}

impl Found {
    pub fn to_js(&self) -> JsValue {
        let numbers = |parts: &[f32]| JsValue::from(Float32Array::from(parts));
        object(&[
            ("verdict", &verdict_to_js(&self.verdict)),
            ("lines", &numbers(self.marks.lines.as_flattened())),
            ("glare", &numbers(self.marks.glare.as_flattened())),
        ])
    }

    pub fn of_js(value: &JsValue) -> Option<Self> {
        let verdict = verdict_of_js(&field(value, "verdict"))?;
        let numbers = |name: &str| field(value, name).dyn_into::<Float32Array>().map(|parts| parts.to_vec()).ok();
        let (lines, glare) = (numbers("lines")?, numbers("glare")?);
        let marks = Marks { lines: lines.as_chunks().0.to_vec(), glare: glare.as_chunks().0.to_vec() };
        Some(Self { verdict, marks })
    }
}

const STATES: [(&str, State); 3] =
    [("looks-ready", State::LooksReady), ("please-check", State::PleaseCheck), ("could-not-tell", State::CouldNotTell)];

fn verdict_to_js(verdict: &Verdict) -> JsValue {
    let state = STATES.into_iter().find(|(_, state)| *state == verdict.state).map_or("", |(name, _)| name);
    let lines: Array = verdict.lines.iter().map(|line| JsValue::from_str(line)).collect();
    object(&[("state", &JsValue::from_str(state)), ("lines", &lines)])
}

fn verdict_of_js(said: &JsValue) -> Option<Verdict> {
    let state = text(said, "state")?;
    let state = STATES.into_iter().find(|(name, _)| *name == state)?.1;
    let lines = field(said, "lines").dyn_into::<Array>().ok()?;
    Some(Verdict { state, lines: lines.iter().filter_map(|line| line.as_string()).collect() })
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
