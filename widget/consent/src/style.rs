//! The preference centre's style, as a constructed sheet: it works under a host page's `style-src`.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

const STYLE: &str = "\
dialog{border:2px solid #767676;border-radius:6px;padding:24px;width:min(44rem,100%);max-height:90vh;overflow:auto;\
background:#fff;color:#111;line-height:1.5;overscroll-behavior:contain}\
dialog::backdrop{background:rgb(0 0 0/.5)}h2{font-size:1.4em;font-weight:700;margin:0 0 12px}\
.group{display:block;border-top:1px solid #767676;padding:12px 0}.head{display:flex;gap:12px;align-items:center;min-height:44px;margin:0}\
strong{font-weight:700}input{width:28px;height:28px;flex:none;accent-color:#1d4f91}ul{margin:0;padding-left:20px}\
summary{min-height:44px;display:flex;align-items:center;cursor:pointer;text-decoration:underline}code{font-family:monospace}\
.row{display:flex;flex-wrap:wrap;gap:12px;padding-top:16px}\
@media(prefers-color-scheme:dark){:host(:not([data-theme=light])) dialog{background:#1b1b1b;color:#f3f3f3}}\
:host([data-theme=dark]) dialog{background:#1b1b1b;color:#f3f3f3}";

/// Adds the style to a shadow root.
pub fn adopt(root: &ShadowRoot) {
    let Ok(sheet) = CssStyleSheet::new() else { return };
    if sheet.replace_sync(STYLE).is_err() {
        return;
    }
    let name = JsValue::from_str("adoptedStyleSheets");
    if let Ok(sheets) = Reflect::get(root, &name) {
        let sheets = Array::from(&sheets);
        sheets.push(&sheet);
        let _ = Reflect::set(root, &name, &sheets);
    }
}
