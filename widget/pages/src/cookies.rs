//! `/cookies`: what each website uses, from the register, with the visitor's choice on this host.

use crate::layout::{Page, page};
use forthright_consent::{Basis, Category, Decision, Service, Site};
use forthright_register::Register;
use leptos::prelude::*;

/// The page. `decision`: what this browser's cookie says, if it can be read.
pub fn cookies(register: &Register, decision: Option<&Decision>) -> String {
    let frame = Page { title: "Cookies", script: None, wide: false };
    page(register, &frame, || {
        let choice = match decision {
            None => "There is no choice stored on this site. Everything that needs your consent is off.".to_owned(),
            Some(decision) if decision.granted().is_empty() => {
                "You have refused everything that is optional.".to_owned()
            }
            Some(decision) => format!("You have allowed: {}.", decision.granted().join(", ")),
        };
        let sites = register.sites.iter().map(site).collect_view();
        view! {
            <h1>"Cookies"</h1>
            <p>"This page lists what our websites store on your device, for what, and for how long. On our own pages here \
                nothing is stored before you choose."</p>
            <p class="inset" id="current-choice">{choice}</p>
            <p>"To change it, open “Cookie choices” on any page of the website, or delete the cookie "
                <code>"forthright_consent"</code>" in your browser."</p>
            {sites}
        }
        .into_any()
    })
}

fn site(site: &Site) -> impl IntoView + use<> {
    let of = site.name.as_str();
    let groups = Category::ALL
        .into_iter()
        .filter_map(|category| {
            let services: Vec<&Service> = site.services.iter().filter(|service| service.category == category).collect();
            (!services.is_empty()).then(|| {
                view! { <h3>{category.title()}</h3> {services.into_iter().map(|one| service(one, of)).collect_view()} }
            })
        })
        .collect_view();
    view! { <section id=site.id.clone()><h2>{site.name.clone()}</h2>{groups}</section> }
}

fn service(service: &Service, of: &str) -> impl IntoView + use<> {
    let basis = match service.basis {
        Basis::StrictlyNecessary => "Always on. The site cannot work without it.",
        Basis::Consent => "Off until you agree.",
        Basis::ExemptStatistics | Basis::ExemptAppearance => "On without asking, as the law allows. You can object.",
    };
    let rows = service
        .cookies
        .iter()
        .map(|cookie| {
            let (name, purpose, duration) = (cookie.name.clone(), cookie.purpose.clone(), cookie.duration.clone());
            view! { <tr><th scope="row"><code>{name}</code></th><td>{purpose}</td><td>{duration}</td></tr> }
        })
        .collect_view();
    view! {
        <div class="service">
            <p><strong>{service.name.clone()}</strong>" from " {service.provider.clone()} ". " {service.purpose.clone()} " " {basis}</p>
            <div class="scroll" tabindex="0" role="region" aria-label=format!("{of}: {}", service.name)>
                <table>
                    <thead><tr><th scope="col">"Name"</th><th scope="col">"For what"</th><th scope="col">"How long"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}
