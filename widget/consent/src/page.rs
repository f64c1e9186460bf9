//! The dialog's elements once they are in the page: which switches are on, what the search leaves visible.

use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue};
use web_sys::{Element, HtmlDialogElement, HtmlInputElement, NodeList, ShadowRoot};

/// The shadow root the dialog is in.
#[derive(Clone)]
pub struct Page(pub ShadowRoot);

impl Page {
    /// Opens the dialog as a modal one and brings the switches of categories in line with their services.
    pub fn show(&self) {
        if let Some(dialog) = self.0.query_selector("dialog").ok().flatten() {
            let _ = dialog.unchecked_into::<HtmlDialogElement>().show_modal();
        }
        self.align();
    }

    /// Ids of the services that are on.
    pub fn on(&self) -> Array {
        inputs(&self.0.query_selector_all(".one input"))
            .filter(HtmlInputElement::checked)
            .map(|input| JsValue::from(input.value()))
            .collect()
    }

    /// A category's switch was pressed: its services follow.
    pub fn switch(&self, category: &str) {
        let group = ["#g-", category].concat();
        let Some(group) = self.0.query_selector(&group).ok().flatten() else { return };
        let Some(head) = inputs(&group.query_selector_all("h3 input")).next() else { return };
        for input in inputs(&group.query_selector_all(".one input")) {
            input.set_checked(head.checked());
        }
    }

    /// A service's switch was pressed: its category is on if all are, in between if some are.
    pub fn align(&self) {
        for group in elements(&self.0.query_selector_all(".group")) {
            let Some(head) = inputs(&group.query_selector_all("h3 input")).next() else { continue };
            let (mut on, mut off) = (false, false);
            for input in inputs(&group.query_selector_all(".one input")) {
                on |= input.checked();
                off |= !input.checked();
            }
            head.set_checked(on && !off);
            head.set_indeterminate(on && off);
        }
    }

    /// Hides what does not contain the text. How many services are left.
    pub fn search(&self, wanted: &str) -> u32 {
        let wanted = String::from(JsString::from(wanted).to_lower_case());
        let mut left = 0_u32;
        for group in elements(&self.0.query_selector_all(".group")) {
            let mut any = false;
            for service in elements(&group.query_selector_all(".service")) {
                let text = Reflect::get(&service, &"textContent".into()).unwrap_or_default();
                let found = text.unchecked_into::<JsString>().to_lower_case().includes(&wanted, 0);
                let _ = service.toggle_attribute_with_force("hidden", !found);
                if found {
                    left = left.saturating_add(1);
                }
                any |= found;
            }
            let _ = group.toggle_attribute_with_force("hidden", !any);
        }
        left
    }

    /// Says something where a screen reader hears it.
    pub fn say(&self, text: &JsValue) {
        if let Some(status) = self.0.query_selector("[role=status]").ok().flatten() {
            let _ = Reflect::set(&status, &"textContent".into(), text);
        }
    }
}

fn elements(list: &Result<NodeList, JsValue>) -> impl Iterator<Item = Element> {
    let all = list.as_ref().map(|list| Array::from(list)).unwrap_or_default();
    all.to_vec().into_iter().map(JsCast::unchecked_into)
}

fn inputs(list: &Result<NodeList, JsValue>) -> impl Iterator<Item = HtmlInputElement> {
    elements(list).map(JsCast::unchecked_into)
}
