//! The preference centre's style, as a constructed sheet: it works under a host page's `style-src`. Colours are the
//! banner's tokens, which the loader's own sheet sets on every section. The bars above and below stay while the rest scrolls:
//! scrolling keeps what has the focus out from under them, also where their words take two lines.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

const STYLE: &str = "\
section{position:static;border:0;padding:0;background:none;max-height:none;overflow:visible}\
div{max-width:none;width:auto}dialog{--g:color-mix(in srgb,currentcolor 8%,transparent);background:var(--forthright-paper,var(--p));\
color:var(--forthright-ink,var(--i));border:2px solid;border-radius:8px;padding:0;width:min(46rem,100%);max-width:100%;\
max-height:92vh;overflow:auto;scroll-padding:80px 0 136px;line-height:1.5;overscroll-behavior:contain}\
dialog::backdrop{background:rgb(0 0 0/.55)}form{padding:0 24px}\
.top{display:flex;flex-wrap:nowrap;align-items:center;justify-content:space-between;position:sticky;top:0;padding:12px 0;z-index:1;\
background:var(--forthright-paper,var(--p))}\
h2{font-size:1.5em;font-weight:700;margin:0}h3{font-size:1.1em;font-weight:700;margin:0}p,ul,dl{margin:0 0 8px}ul{padding-inline-start:20px}\
.x{flex:none;width:44px;font-size:1.5em;line-height:1;padding:0}.top .x,.languages button{background:none;color:inherit;border-color:currentcolor}\
.languages button{flex:none;padding:4px 12px;font-weight:400}.languages button[aria-pressed=true]{font-weight:700;background:var(--g);text-decoration:underline}\
.tools{display:flex;flex-wrap:wrap;gap:12px;align-items:end;justify-content:space-between;padding:8px 0}.tools label{flex:1 1 14rem}\
.tools input{display:block;width:100%;min-height:44px;padding:8px;border:2px solid;border-radius:4px;background:none;color:inherit}\
.languages{display:flex;flex:none}.note{display:block;background:var(--g);padding:12px;border-inline-start:4px solid;margin-bottom:8px}\
.group{display:block;border-top:1px solid;padding:12px 0}.group[hidden],.service[hidden]{display:none}\
h3 label,.one{display:flex;gap:12px;align-items:center;min-height:44px;cursor:pointer}\
input[type=checkbox]{width:28px;height:28px;flex:none;margin:0;accent-color:var(--forthright-button,var(--b))}\
.service{display:flex;flex-wrap:nowrap;align-items:flex-start;gap:12px;background:var(--g);border-radius:6px;padding:4px 12px;margin:0 0 8px}\
details{flex:1;min-width:0}summary{min-height:44px;display:flex;align-items:center;cursor:pointer;text-decoration:underline;overflow-wrap:anywhere}\
dl,dl div{display:block;overflow-wrap:anywhere}dl div{padding:4px 0}dt{font-weight:700}dd{margin:0}\
@media(min-width:36rem){dl div{display:grid;gap:0 16px;grid-template-columns:9rem minmax(0,1fr)}dd{grid-column:2}}strong{font-weight:700}code{font-family:monospace}\
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
.row{display:flex;flex-wrap:wrap;gap:12px;padding:12px 0;position:sticky;bottom:0;background:var(--forthright-paper,var(--p));border-top:1px solid}\
.row button{flex:1 1 9rem}.end a,details a{display:inline-flex;align-items:center;min-height:44px}\
@media(max-width:30rem){form{padding:0 16px}.row{position:static}dialog{scroll-padding-bottom:12px}}\
@media(max-height:30rem){.row,.top{position:static}dialog{scroll-padding:12px}}";

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
