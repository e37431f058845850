//! What one agreed to: a receipt per purpose.

use crate::ui::{Day, Icon};
use domain::members::{Purpose, ReceiptView, account_consent};
use leptos::prelude::*;

words! {
    title: "Mes accords", "My agreements";
    lead: "Un reçu par accord, avec la version et l’empreinte du texte que vous avez lu.",
        "A receipt per agreement, with the version and the fingerprint of the text you read.";
    account: "Avoir un compte sur Vécu", "Having an account on Vécu";
    membership(name: &str): format!("Faire partie de {name}"), format!("Belonging to {name}");
    membership_gone: "Faire partie d’une communauté", "Belonging to a community";
    given: "Donné", "Given";
    withdrawn: "Retiré", "Taken back";
    given_on: "Donné le", "Given on";
    withdrawn_on: "Retiré le", "Taken back on";
    version: "Version du texte", "Version of the text";
    fingerprint: "Empreinte (SHA-256)", "Fingerprint (SHA-256)";
    read: "Lire le texte", "Read the text";
}

/// The receipts, latest first.
#[component]
pub fn Receipts(receipts: Vec<ReceiptView>) -> impl IntoView {
    let w = Words::here();
    let receipts =
        receipts.into_iter().enumerate().map(|(place, receipt)| view! { <Receipt place receipt /> }).collect_view();
    view! {
        <section class="section" aria-labelledby="set-receipts">
            <h2 id="set-receipts">{w.title()}</h2>
            <p class="prose">{w.lead()}</p>
            <div class="receipts receipts--2">{receipts}</div>
        </section>
    }
}

#[component]
fn Receipt(place: usize, receipt: ReceiptView) -> impl IntoView {
    let w = Words::here();
    let id = format!("receipt-{place}");
    let class = if receipt.withdrawn.is_some() { "receipt receipt--off" } else { "receipt" };
    let title = match (receipt.purpose, &receipt.subject) {
        (Purpose::Account, _) => w.account().to_owned(),
        (Purpose::Membership, Some(name)) => w.membership(name),
        (Purpose::Membership, None) => w.membership_gone().to_owned(),
    };
    let text = (receipt.purpose == Purpose::Account
        && receipt.text_version == domain::members::ACCOUNT_CONSENT_VERSION)
        .then(|| {
            let paragraphs = account_consent(w.0).iter().map(|paragraph| view! { <p>{*paragraph}</p> }).collect_view();
            view! { <details><summary>{w.read()}</summary><div class="prose">{paragraphs}</div></details> }
        });
    view! {
        <section class=class aria-labelledby=id.clone()>
            <div class="receipt__head">
                <h3 id=id.clone()>{title}</h3>
                {match receipt.withdrawn {
                    None => view! { <span class="status status--done"><Icon name="coche" />{w.given()}</span> },
                    Some(_) => view! { <span class="status status--closed"><Icon name="croix" />{w.withdrawn()}</span> },
                }}
            </div>
            <dl>
                <div><dt>{w.given_on()}</dt><dd><Day when=receipt.given /></dd></div>
                {receipt.withdrawn.map(|when| view! { <div><dt>{w.withdrawn_on()}</dt><dd><Day when /></dd></div> })}
                <div><dt>{w.version()}</dt><dd>{receipt.text_version}</dd></div>
                <div><dt>{w.fingerprint()}</dt><dd><code class="small">{receipt.text_hash}</code></dd></div>
            </dl>
            {text}
        </section>
    }
}
