//! `GET /v1/consents/{id}` and `/consents/{id}`: the receipt, with the fields of ISO/IEC TS 27560:2023 and of the Kantara
//! consent receipt 1.1, and the words that were shown. The random id is known to the visitor's browser alone; it names a
//! choice, not a person. Who knows it may have the records deleted.

use super::cookie;
use super::record::{allow_origin, check_origin};
use super::stored::{self, Stored};
use super::weight;
use crate::context::Context;
use crate::problem::Result;
use crate::reply;
use crate::request::Incoming;
use forthright_api::{Code, limits};
use forthright_consent::{Basis, COOKIE_NAME, Covered, Language, Service};
use forthright_widget_pages::notices::version_address;
use forthright_widget_pages::receipt::{self as receipt_page, Purpose, Receipt};
use serde_json::{Value, json};
use worker::Response;

/// The receipt as data, or 404 until the queue has been written.
pub async fn receipt(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let chain = stored::find(id, context).await?;
    let response = reply::json(&document(&chain, context, request), 200)?;
    allow_origin(&response, request, context)?;
    Ok(response)
}

/// `GET /v1/desk/consents/{id}`: the same as proof, for staff, from the archive too.
pub async fn proof(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let chain = stored::find_anywhere(id, context).await?;
    reply::json(&document(&chain, context, request), 200)
}

/// `DELETE /v1/consents/{id}`.
pub async fn delete(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    check_origin(request, context)?;
    stored::delete(id, weight::remembers_unknown(request), context).await?;
    let response = reply::with_headers(Vec::new(), 204, "text/plain")?;
    forget_cookie(&response, request, context)?;
    allow_origin(&response, request, context)?;
    Ok(response)
}

/// `GET /consents/{id}`: the receipt to read and print.
pub async fn page(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let language = request.language();
    let found = match stored::find(id, context).await {
        Ok(chain) => chain.first().cloned(),
        Err(problem) if problem.code == Code::NotFound => None,
        Err(problem) => return Err(problem),
    };
    let status = if found.is_some() { 200 } else { 404 };
    let view = found.map(|stored| view(&stored, language, context));
    reply::page(receipt_page::receipt(context.register, view.as_ref(), language), status)
}

/// `POST /consents/{id}`: deletes, without JavaScript too.
pub async fn delete_from_page(id: &str, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.check_same_origin()?;
    request.form(limits::CONSENT_BYTES).await?;
    stored::delete(id, weight::remembers_unknown(request), context).await?;
    let response = reply::see_other(&format!("/cookies?deleted=1&lang={}", request.language().code()))?;
    forget_cookie(&response, request, context)?;
    Ok(response)
}

/// The browser forgets its choice, as the page says.
fn forget_cookie(response: &Response, request: &Incoming, context: &Context<'_>) -> Result<()> {
    for site in &context.register.sites {
        for header in cookie::remove(COOKIE_NAME, "/", site, request) {
            response.headers().append("Set-Cookie", &header)?;
        }
    }
    Ok(())
}

fn view(stored: &Stored, language: &Language, context: &Context<'_>) -> Receipt {
    let site = context.register.site_in(&stored.site, language.code());
    let (granted, refused) = stored.names();
    let services = site.map(|site| site.services.as_slice()).unwrap_or_default();
    Receipt {
        id: stored.id.clone(),
        site: site.map_or_else(|| stored.site.clone(), |site| site.name.clone()),
        decided_at: stored.decided_at.clone(),
        recorded_at: stored.recorded_at.clone(),
        source: stored.source.clone(),
        language: stored.language.clone(),
        previous: stored.previous.clone(),
        purposes: services
            .iter()
            .filter(|service| service.basis.is_optional())
            .map(|service| Purpose {
                name: service.name.clone(),
                purpose: service.purpose.clone(),
                provider: service.provider.clone(),
                basis: service.basis.name().to_owned(),
                state: state(service, stored).to_owned(),
            })
            .collect(),
        granted,
        refused,
        shown: stored.wording.clone(),
        text: stored.text.clone(),
        notice: stored.notice.clone(),
    }
}

/// What was decided about one service then: `given` or `refused` where the person was asked about it; `objected` or
/// `not-objected` where it is exempt; else `not-asked`.
fn state(service: &Service, stored: &Stored) -> &'static str {
    let (granted, refused) = stored.names();
    let says = |names: &[String]| names.iter().any(|name| *name == service.id || name == service.category.name());
    let own = |names: &[String]| names.contains(&service.id);
    let on = if own(&refused) || own(&granted) {
        own(&granted) && !own(&refused)
    } else {
        says(&granted) && !says(&refused)
    };
    let said = says(&granted) || says(&refused);
    let covered = stored.covered.as_deref().and_then(Covered::from_hex).unwrap_or_default();
    let asked = covered.has(service.number);
    match (service.basis, said, on) {
        (Basis::Consent, true, true) if asked => "given",
        (Basis::Consent, true, false) if asked => "refused",
        (basis, true, true) if basis.is_exempt() => "not-objected",
        (basis, true, false) if basis.is_exempt() => "objected",
        _ => "not-asked",
    }
}

fn document(chain: &[Stored], context: &Context<'_>, request: &Incoming) -> Value {
    let Some(stored) = chain.first() else { return Value::Null };
    let organisation = &context.register.organisation;
    let contact = context.register.contact("data-protection").map(|contact| contact.email.as_str());
    let services = context.register.site(&stored.site).map(|site| site.services.as_slice()).unwrap_or_default();
    let (granted, refused) = stored.names();
    let purposes: Vec<Value> = services
        .iter()
        .map(|service| {
            json!({
                "purposeId": service.id,
                "purpose": service.purpose,
                "purposes": service.purposes,
                "lawfulBasis": service.basis,
                "lawfulBasisReference": format!("PECR Schedule A1 paragraph {}", service.basis.paragraph()),
                "dataController": organisation.name,
                "serviceProvider": service.provider,
                "transfer": service.transfer,
                "storedItems": service.cookies,
                "eventState": state(service, stored),
                // Described as it is today; the words that were shown then are in `wording`.
                "changedSince": f64::from(service.since) > stored.revision,
            })
        })
        .collect();
    let kantara: Vec<Value> = services
        .iter()
        .filter(|service| service.basis.is_optional())
        .map(|service| {
            json!({
                "service": service.name,
                "purposes": [{
                    "purpose": service.purpose,
                    "purposeCategory": [service.category],
                    "consentType": if service.basis == Basis::Consent { "EXPLICIT" } else { "OPT-OUT" },
                    "primaryPurpose": false,
                    "termination": service.cookies.iter().map(|c| c.duration.as_str()).collect::<Vec<_>>().join("; "),
                    "thirdPartyDisclosure": service.provider != organisation.name,
                    "thirdPartyName": service.provider,
                }],
            })
        })
        .collect();
    let history: Vec<Value> = chain
        .iter()
        .skip(1)
        .map(|before| {
            let (granted, refused) = before.names();
            json!({
                "recordId": before.id, "eventTime": before.decided_at, "source": before.source, "granted": granted,
                "refused": refused, "noticeRevision": before.revision, "language": before.language,
                "privacyNoticeHash": before.notice, "wording": wording(before),
            })
        })
        .collect();
    json!({
        "schema": "ISO/IEC TS 27560:2023",
        "recordId": stored.id,
        "previousRecordId": stored.previous,
        "site": stored.site,
        "noticeRevision": stored.revision,
        "language": stored.language,
        "eventTime": stored.decided_at,
        "recordedTime": stored.recorded_at,
        "source": stored.source,
        "surface": stored.surface,
        "globalPrivacyControl": stored.gpc > 0.0,
        "proved": stored.proved > 0.0,
        "granted": granted,
        "refused": refused,
        "wording": wording(stored),
        "privacyNotice": stored.notice.as_ref().map(|hash| json!({
            "hash": hash, "algorithm": "SHA-256", "address": format!("{}{}", request.origin(), version_address(hash)),
        })),
        "piiController": {"name": organisation.name, "contact": contact, "website": organisation.website},
        "withdrawal": "Open “Cookie choices” on any page of the site, or /cookies.",
        "purposes": purposes,
        "history": history,
        "version": "KI-CR-v1.1.0",
        "jurisdiction": "GB",
        "consentTimestamp": stored.seconds(),
        "collectionMethod": stored.surface.as_deref().unwrap_or(&stored.source),
        "consentReceiptID": stored.id,
        "piiPrincipalId": stored.id,
        "piiControllers": [{
            "piiController": organisation.name, "contact": "Data protection team", "email": contact,
            "piiControllerUrl": organisation.website,
        }],
        "policyUrl": format!("{}/cookies", request.origin()),
        "services": kantara,
        "sensitive": false,
        "spiCat": [],
    })
}

/// The words that were shown: by hash, word for word where they are known, or nothing where nothing was shown.
fn wording(stored: &Stored) -> Value {
    match &stored.wording {
        None => Value::Null,
        Some(hash) => json!({
            "hash": hash, "algorithm": "SHA-256", "asked": serde_json::from_str::<Value>(&stored.asked).unwrap_or_default(),
            "lines": stored.text.as_deref().map(|text| text.split('\n').collect::<Vec<_>>()),
        }),
    }
}
