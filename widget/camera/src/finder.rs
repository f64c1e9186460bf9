//! What a person sees of the camera: the picture with an outline, advice, and the buttons.

use std::cell::RefCell;
use std::fmt::Write;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlCanvasElement, HtmlElement, HtmlInputElement, HtmlVideoElement};

const SVG: &str = "http://www.w3.org/2000/svg";

pub struct Finder {
    host: HtmlElement,
    pub video: HtmlVideoElement,
    /// The document's corners as they are seen.
    seen: Element,
    status: HtmlElement,
    /// The same words over the picture, where somebody looks who aims.
    advice: HtmlElement,
    said: RefCell<String>,
    pub auto: HtmlInputElement,
    pub shutter: HtmlElement,
    pub light: HtmlElement,
    pub close: HtmlElement,
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn element(tag: &str, class: &str, text: &str) -> Option<HtmlElement> {
    let element: HtmlElement = document()?.create_element(tag).ok()?.unchecked_into();
    element.set_class_name(class);
    element.set_text_content(Some(text));
    Some(element)
}

fn button(class: &str, text: &str) -> Option<HtmlElement> {
    let button = element("button", class, text)?;
    button.set_attribute("type", "button").ok()?;
    Some(button)
}

fn drawn(tag: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    let shape = document()?.create_element_ns(Some(SVG), tag).ok()?;
    for (name, value) in attributes {
        shape.set_attribute(name, value).ok()?;
    }
    Some(shape)
}

/// Listens for as long as the element lives.
pub fn on(target: &HtmlElement, name: &str, act: impl Fn() + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |_: Event| act());
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls back before the next paint.
pub fn next_frame(act: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(Closure::once_into_js(act).unchecked_ref());
    }
}

pub fn canvas(width: u32, height: u32) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    Some(canvas)
}

impl Finder {
    /// Draws it in a place of the page, which has a region that speaks as its first element, and gives it the focus.
    pub fn new(host: &HtmlElement, shape: f64) -> Option<Self> {
        let status: HtmlElement = host.query_selector("[role=status]").ok()??.unchecked_into();
        status.set_text_content(None);
        let panel = element("div", "camera", "")?;
        let video: HtmlVideoElement = document()?.create_element("video").ok()?.unchecked_into();
        // A telephone shows it in the page and not over it.
        for (name, value) in [("playsinline", ""), ("aria-hidden", "true"), ("tabindex", "-1")] {
            video.set_attribute(name, value).ok()?;
        }
        video.set_muted(true);
        let frame = element("div", "finder", "")?;
        let lines =
            drawn("svg", &[("viewBox", "0 0 1000 1000"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")])?;
        let seen = drawn("polygon", &[("class", "seen"), ("points", "")])?;
        lines.append_child(&seen).ok()?;
        let guide = element("div", "guide", "")?;
        guide.style().set_property("aspect-ratio", &shape.to_string()).ok()?;
        if shape < 1.0 {
            guide.set_class_name("guide upright");
        }
        frame.append_child(&video).ok()?;
        frame.append_child(&guide).ok()?;
        frame.append_child(&lines).ok()?;
        let advice = element("p", "advice", "")?;
        advice.set_attribute("aria-hidden", "true").ok()?;
        frame.append_child(&advice).ok()?;
        let auto: HtmlInputElement = document()?.create_element("input").ok()?.unchecked_into();
        auto.set_type("checkbox");
        auto.set_checked(true);
        let id = [host.id().as_str(), "-auto"].concat();
        auto.set_id(&id);
        let label = element("label", "", "Take the picture automatically when it is good enough")?;
        label.set_attribute("for", &id).ok()?;
        let choice = element("div", "choice", "")?;
        choice.append_child(&auto).ok()?;
        choice.append_child(&label).ok()?;
        let (shutter, light, close) =
            (button("", "Take the picture")?, button("second", "Light")?, button("second", "Close the camera")?);
        light.set_attribute("aria-pressed", "false").ok()?;
        light.set_hidden(true);
        shutter.set_attribute("aria-disabled", "true").ok()?;
        let actions = element("div", "actions", "")?;
        for button in [&shutter, &light, &close] {
            actions.append_child(button).ok()?;
        }
        for part in [&frame, &choice, &actions] {
            panel.append_child(part).ok()?;
        }
        // One camera at a time in a place.
        while let Some(old) = host.query_selector(".camera").ok().flatten() {
            old.remove();
        }
        host.append_child(&panel).ok()?;
        let finder = Self {
            host: host.clone(),
            video,
            seen,
            status,
            advice,
            said: RefCell::default(),
            auto,
            shutter,
            light,
            close,
        };
        finder.say("Allow the camera when your browser asks.");
        let _ = finder.shutter.focus();
        Some(finder)
    }

    /// The camera is on.
    pub fn ready(&self) {
        let _ = self.shutter.remove_attribute("aria-disabled");
        let wide = (f64::from(self.video.video_width()), f64::from(self.video.video_height()));
        if let Some(frame) = self.video.parent_element() {
            let frame: HtmlElement = frame.unchecked_into();
            let _ = frame.style().set_property("aspect-ratio", &(wide.0 / wide.1.max(1.0)).to_string());
        }
    }

    /// Says something new; whether it is.
    pub fn say(&self, words: &str) -> bool {
        if *self.said.borrow() == words {
            return false;
        }
        words.clone_into(&mut self.said.borrow_mut());
        self.status.set_text_content(None);
        self.advice.set_text_content(Some(words));
        if let Some(line) = element("p", "sr", words) {
            let _ = self.status.append_child(&line);
        }
        true
    }

    /// Draws where the document is seen: eight shares of width and height, or none.
    pub fn mark(&self, corners: &[f32], is_good: bool) {
        let mut points = String::new();
        for [x, y] in corners.as_chunks().0 {
            // Writing to a string cannot fail.
            let _ = write!(points, "{:.0},{:.0} ", x * 1_000.0, y * 1_000.0);
        }
        let _ = self.seen.set_attribute("points", points.trim_end());
        let _ = self.seen.set_attribute("class", if is_good { "seen good" } else { "seen" });
    }

    /// How often it was looked, for who measures it.
    pub fn note_looks(&self, looks: u32) {
        let _ = self.video.set_attribute("data-looks", &looks.to_string());
    }

    /// Takes it out of the page. What is said last stays.
    pub fn close(&self, why: &str) {
        if let Some(panel) = self.host.query_selector(".camera").ok().flatten() {
            panel.remove();
        }
        self.status.set_text_content(None);
        if !why.is_empty()
            && let Some(line) = element("p", "", why)
        {
            let _ = self.status.append_child(&line);
        }
    }
}
