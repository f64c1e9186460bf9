//! The banner's colours, as an institution sets them, and the rule that accepting and refusing look the same.

use serde::{Deserialize, Serialize};

/// `theme.toml`: colours as `#rrggbb` on light and on dark ground. All three buttons have the same colours: there is no
/// way to write others, and a table of their own for one button is an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// On light ground.
    pub light: Colours,
    /// On dark ground.
    pub dark: Colours,
    /// How round corners are, in CSS pixels, at most 24.
    #[serde(default)]
    pub radius: u8,
}

/// One set of colours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// The ground.
    pub paper: String,
    /// Text, frames and the ring around what has the focus; 7:1 against the ground.
    pub ink: String,
    /// The ground of every button; 3:1 against the ground.
    pub button: String,
    /// The text of every button; 4.5:1 against the button.
    pub button_ink: String,
}

/// The contrast of two colours (WCAG 2.2, "contrast ratio"), or `None` when one is no `#rrggbb`.
#[must_use]
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    let (a, b) = (luminance(one)?, luminance(other)?);
    let (light, dark) = if a > b { (a, b) } else { (b, a) };
    Some((light + 0.05) / (dark + 0.05))
}

impl Theme {
    /// What cannot be read, as key and message.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        if self.radius > 24 {
            faults.push(("radius".to_owned(), "Use 24 or less.".to_owned()));
        }
        for (name, colours) in [("light", &self.light), ("dark", &self.dark)] {
            let pairs = [
                ("ink", &colours.ink, &colours.paper, 7.0),
                ("button", &colours.button, &colours.paper, 3.0),
                ("button_ink", &colours.button_ink, &colours.button, 4.5),
            ];
            for (key, one, other, least) in pairs {
                let message = match contrast(one, other) {
                    None => "Write both colours as #rrggbb.".to_owned(),
                    Some(contrast) if contrast < least => {
                        format!(
                            "The contrast is {contrast:.1}:1 and must be {least}:1. Choose a darker or lighter colour."
                        )
                    }
                    Some(_) => continue,
                };
                faults.push((format!("{name}.{key}"), message));
            }
        }
        faults
    }
}

/// Relative luminance (WCAG 2.2) of `#rrggbb`.
fn luminance(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let channel = |at: std::ops::Range<usize>| {
        let value = f64::from(u8::from_str_radix(hex.get(at)?, 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0..2)? + 0.7152 * channel(2..4)? + 0.0722 * channel(4..6)?)
}
