//! `GET /v1/consents/{id}`: the receipt, with the fields of ISO/IEC TS 27560. The random id is known to the visitor's
//! browser alone; it names a choice, not a person.

use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use forthright_api::Code;
use serde::Deserialize;
use serde_json::{Value, json};
use worker::Response;

#[derive(Deserialize)]
struct Row {
    id: String,
    site: String,
    revision: f64,
    decided_at: String,
    recorded_at: String,
    source: String,
    granted: String,
    refused: String,
    language: String,
}

/// The receipt, or 404 until the queue has been written.
pub async fn receipt(id: &str, context: &Context<'_>) -> Result<Response> {
    let sql = "SELECT id, site, revision, decided_at, recorded_at, source, granted, refused, language
               FROM consents WHERE id = ?";
    let row: Row = context.database()?.first(sql, &[id.into()]).await?.ok_or(Problem::new(Code::NotFound))?;
    let granted: Vec<String> = serde_json::from_str(&row.granted)?;
    let refused: Vec<String> = serde_json::from_str(&row.refused)?;
    let organisation = &context.register.organisation;
    let contact = context.register.contact("data-protection").map(|contact| contact.email.as_str());
    let services = context.register.site(&row.site).map(|site| site.services.as_slice()).unwrap_or_default();
    let says = |service: &str, category: &str| {
        let named = |names: &[String]| names.iter().any(|name| name == service || name == category);
        if named(&refused) {
            "refused"
        } else if named(&granted) {
            "given"
        } else {
            "not-asked"
        }
    };
    let purposes: Vec<Value> = services
        .iter()
        .map(|service| {
            json!({
                "purposeId": service.id,
                "purpose": service.purpose,
                "lawfulBasis": service.basis,
                "dataController": organisation.name,
                "serviceProvider": service.provider,
                "storedItems": service.cookies,
                "eventState": says(&service.id, service.category.name()),
            })
        })
        .collect();
    reply::json(
        &json!({
            "schema": "ISO/IEC TS 27560:2023",
            "recordId": row.id,
            "site": row.site,
            "noticeRevision": row.revision,
            "language": row.language,
            "eventTime": row.decided_at,
            "recordedTime": row.recorded_at,
            "source": row.source,
            "granted": granted,
            "refused": refused,
            "piiController": {"name": organisation.name, "contact": contact, "website": organisation.website},
            "jurisdiction": "GB",
            "withdrawal": "Open “Cookie choices” on any page of the site, or /cookies.",
            "purposes": purposes,
        }),
        200,
    )
}
