//! The camera itself: asked for, lit, lost and switched off.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException, Event, HtmlCanvasElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

const NOT_ALLOWED: &str = "We are not allowed to use the camera. Allow it in your browser, or choose a file instead.";
const NONE: &str = "No camera was found. Choose a file instead.";
const IN_USE: &str = "Another program is using the camera. Close that program, or choose a file instead.";

fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

fn one(name: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    set(&object, name, value);
    object.into()
}

/// The camera at the back where there is one, in the size that small print needs; else words why there is none.
pub async fn open() -> Result<MediaStream, &'static str> {
    let devices = web_sys::window().and_then(|window| window.navigator().media_devices().ok()).ok_or(NONE)?;
    let wanted = Object::new();
    set(&wanted, "facingMode", &one("ideal", &"environment".into()));
    set(&wanted, "width", &one("ideal", &1920.into()));
    set(&wanted, "height", &one("ideal", &1080.into()));
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wanted);
    let asked = devices.get_user_media_with_constraints(&constraints).map_err(|_| NONE)?;
    let stream = JsFuture::from(asked).await.map_err(|error| {
        // Of Media Capture and Streams, “getUserMedia”.
        match error.dyn_ref::<DomException>().map(DomException::name).as_deref() {
            Some("NotAllowedError" | "SecurityError") => NOT_ALLOWED,
            Some("NotReadableError" | "AbortError") => IN_USE,
            _ => NONE,
        }
    })?;
    Ok(stream.unchecked_into())
}

fn track(stream: &MediaStream) -> Option<MediaStreamTrack> {
    stream.get_video_tracks().get(0).dyn_into().ok()
}

/// Whether it has a light (Image Capture, `torch`).
pub fn has_light(stream: &MediaStream) -> bool {
    let call = || {
        let track = track(stream)?;
        let capabilities: js_sys::Function = Reflect::get(&track, &"getCapabilities".into()).ok()?.dyn_into().ok()?;
        Reflect::get(&capabilities.call0(&track).ok()?, &"torch".into()).ok()
    };
    call().is_some_and(|torch: JsValue| torch.is_truthy())
}

/// Switches the light on or off.
pub fn set_light(stream: &MediaStream, is_on: bool) {
    let Some(track) = track(stream) else { return };
    let advanced = Array::of1(&one("torch", &JsValue::from_bool(is_on)));
    let apply = Reflect::get(&track, &"applyConstraints".into()).ok().and_then(|apply| apply.dyn_into().ok());
    if let Some(apply) = apply as Option<js_sys::Function>
        && let Ok(promise) = apply.call1(&track, &one("advanced", &advanced))
        && let Ok(promise) = promise.dyn_into::<js_sys::Promise>()
    {
        // A light that does not go on is seen not to.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// Calls back when the camera is taken away.
pub fn when_lost(stream: &MediaStream, act: impl Fn() + 'static) {
    if let Some(track) = track(stream) {
        let ended = Closure::<dyn FnMut(Event)>::new(move |_: Event| act());
        track.set_onended(Some(ended.as_ref().unchecked_ref()));
        ended.forget();
    }
}

/// Switches the camera off.
pub fn stop(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
            track.set_onended(None);
            track.stop();
        }
    }
}

/// A canvas as a JPEG file.
pub async fn encoded(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let made = js_sys::Promise::new(&mut |done, _| {
        let _ = canvas.to_blob_with_type_and_encoder_options(&done, "image/jpeg", &0.95.into());
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}
