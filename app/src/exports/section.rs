//! The part of a page where a copy is asked for and fetched.

use crate::forms::{Form, Submit};
use crate::ui::{Day, Icon, Time};
use domain::exports::{ExportView, State};
use leptos::prelude::*;

words! {
    title: "Tout récupérer", "Take everything with you";
    lead: "Une copie de tout ce qui vous concerne : vos textes et leurs versions d’avant, vos images, vos messages privés, vos accords, vos réglages, les décisions de modération. Des tableaux pour vous, un fichier pour un autre logiciel.",
        "A copy of all that concerns you: your texts and their earlier versions, your pictures, your private messages, your agreements, your settings, the decisions of moderators. Tables for you, a file for another program.";
    ask: "Préparer ma copie", "Prepare my copy";
    again: "Préparer une nouvelle copie", "Prepare a new copy";
    asked: "Votre copie se prépare depuis le", "Your copy has been in preparation since";
    asked_hint: "Vous pouvez fermer cette page. Un message vous préviendra quand elle sera prête.",
        "You can close this page. A mail will tell you when it is ready.";
    look: "Regarder si elle est prête", "See whether it is ready";
    ready: "Votre copie est prête", "Your copy is ready";
    of: "Demandée le", "Asked for on";
    until: "Elle s’effacera toute seule le", "It deletes itself on";
    size(size: &str): format!("Elle pèse {size}."), format!("It weighs {size}.");
    closed: "Elle est fermée sur cet appareil : ouvrez-la pour la télécharger.", "It is closed on this device: open it to download it.";
    open: "Ouvrir ma copie", "Open my copy";
    download: "Télécharger ma copie", "Download my copy";
    minutes: "Ce bouton fonctionne pendant dix minutes, sur cet appareil. Le fichier parle de votre santé : gardez-le dans un endroit sûr.",
        "This button works for ten minutes, on this device. The file speaks about your health: keep it in a safe place.";
}

impl Words {
    /// A size in the words of the language.
    fn weight(self, kilobytes: u32) -> String {
        let fr = self.0 == domain::Locale::Fr;
        match (kilobytes, fr) {
            (0..2_048, true) => format!("{}\u{a0}ko", crate::words::number(self.0, kilobytes)),
            (0..2_048, false) => format!("{}\u{a0}KB", crate::words::number(self.0, kilobytes)),
            (_, true) => format!("{}\u{a0}Mo", crate::words::number(self.0, kilobytes / 1_024)),
            (_, false) => format!("{}\u{a0}MB", crate::words::number(self.0, kilobytes / 1_024)),
        }
    }
}

/// Asking for a copy, waiting for it, fetching it.
#[component]
pub fn Exports(exports: Vec<ExportView>) -> impl IntoView {
    let w = Words::here();
    let waiting = exports.iter().find(|one| one.state == State::Asked).cloned();
    let ready: Vec<ExportView> = exports.into_iter().filter(|one| one.state == State::Ready).collect();
    let closed = ready.iter().any(|one| !one.open);
    let label = if ready.is_empty() { w.ask() } else { w.again() };
    let rows = ready.into_iter().map(|export| view! { <Ready export /> }).collect_view();
    view! {
        <section class="section" aria-labelledby="set-export">
            <h2 id="set-export" tabindex="-1">{w.title()}</h2>
            <p class="prose">{w.lead()}</p>
            {rows}
            {closed.then(|| view! {
                <Form command="exports.open" bare=true class="form">
                    <p>{w.closed()}</p>
                    <Submit label=w.open() class="btn btn--second" />
                </Form>
            })}
            {match waiting {
                Some(export) => view! {
                    <div class="notice">
                        <p>{w.asked()}" "<Time when=export.asked />"."</p>
                        <p>{w.asked_hint()}</p>
                        <p><a href="/settings/data#set-export" rel="external">{w.look()}</a></p>
                    </div>
                }.into_any(),
                None => view! {
                    <Form command="exports.ask" bare=true class="btns">
                        <Submit label=label class="btn btn--second" />
                    </Form>
                }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Ready(export: ExportView) -> impl IntoView {
    let w = Words::here();
    let file = format!("/exports/{}", export.id);
    let size = w.size(&w.weight(export.kilobytes));
    view! {
        <div class="panel panel--line">
            <h3>{w.ready()}</h3>
            <p>
                {w.of()}" "<Day when=export.asked />". "{size}
                {export.expires.map(|when| view! { " "{w.until()}" "<Day when />"." })}
            </p>
            {export.open.then(|| view! {
                <p class="btns">
                    <a class="btn" href=file rel="external" download="">
                        <Icon name="telecharger" />{w.download()}
                    </a>
                </p>
                <p class="small soft">{w.minutes()}</p>
            })}
        </div>
    }
}
