//! What one agreed to: a receipt per purpose, taken back where it stands.

use crate::forms::{FieldErrorView, Form, Hidden};
use crate::ui::{Day, Icon};
use domain::Locale;
use domain::communities::{Visibility, consent};
use domain::members::{
    Purpose, ReceiptView, account_consent, findable_consent, lock_screen_consent, profession_consent, push_consent,
};
use leptos::prelude::*;

words! {
    title: "Mes accords", "My agreements";
    lead: "Un reçu par accord, avec la version et l’empreinte du texte que vous avez lu. Vous pouvez retirer chacun d’eux ici ; l’effet est immédiat.",
        "A receipt per agreement, with the version and the fingerprint of the text you read. You can take each of them back here, at once.";
    account: "Avoir un compte sur Vécu", "Having an account on Vécu";
    membership(name: &str): format!("Faire partie de {name}"), format!("Belonging to {name}");
    membership_gone: "Faire partie d’une communauté", "Belonging to a community";
    charter(name: &str): format!("La charte de {name}"), format!("The charter of {name}");
    charter_gone: "La charte d’une communauté", "The charter of a community";
    profession: "Faire vérifier mon métier", "Having my profession verified";
    profession_effect: "Si vous le retirez : votre badge disparaît tout de suite, et la demande, le numéro, l’empreinte et le justificatif sont effacés. Vos réponses professionnelles restent lisibles. Vous pourrez demander de nouveau.",
        "If you take it back: your badge goes at once, and the request, the number, the fingerprint and the proof are deleted. What you wrote as a professional stays readable. You can ask again.";
    lock_screen: "Montrer qui et où sur l’écran verrouillé", "Showing who and where on the lock screen";
    lock_screen_effect: "Si vous le retirez : dès l’alerte suivante, vos appareils disent seulement qu’il y a du nouveau.",
        "If you take it back: from the next alert on, your devices only say that there is something new.";
    findable: "Me laisser trouver par mon pseudonyme", "Being found by my pseudonym";
    findable_effect: "Si vous le retirez : la recherche ne vous montre plus, tout de suite.",
        "If you take it back: the search shows you no more, at once.";
    push: "Recevoir des alertes sur mes appareils", "Being told on my devices";
    push_effect: "Si vous le retirez : plus aucun de vos appareils ne vous prévient, et leurs adresses sont effacées.",
        "If you take it back: none of your devices tells you any more, and their addresses are deleted.";
    charter_effect: "Cet accord va avec le précédent : quitter la communauté le retire aussi.",
        "This agreement goes with the other: leaving the community takes it back too.";
    charter_read: "Lire la charte et ses versions", "Read the charter and its versions";
    given: "Donné", "Given";
    withdrawn: "Retiré", "Taken back";
    given_on: "Donné le", "Given on";
    withdrawn_on: "Retiré le", "Taken back on";
    version: "Version du texte", "Version of the text";
    fingerprint: "Empreinte (SHA-256)", "Fingerprint (SHA-256)";
    read: "Lire le texte", "Read the text";
    leave_effect: "Si vous le retirez : vous quittez la communauté tout de suite. Ce que vous y avez écrit reste, avec votre pseudonyme, pour celles et ceux qui le lisaient ; vous pouvez l’effacer avant de partir. Vous ne recevez plus ses alertes.",
        "If you take it back: you leave the community at once. What you wrote there stays, with your pseudonym, for those who read it; you can delete it before you go. You no longer get its alerts.";
    leave: "Retirer cet accord", "Take this back";
    account_effect: "Sans cet accord, il n’y a pas de compte : le retirer, c’est effacer votre compte. Vous choisissez avant ce que deviennent vos textes.",
        "Without this agreement there is no account: taking it back is erasing your account. You choose first what becomes of your texts.";
    erase: "Retirer cet accord et tout effacer", "Take this back and erase everything";
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

/// The text of a version and its language, where it is still known word for word.
fn text(receipt: &ReceiptView) -> Option<(Vec<&'static str>, Locale)> {
    // As it was agreed to: in the language of then, whatever is spoken now.
    let known = |text: fn(Locale) -> &'static [&'static str]| Some((text(receipt.locale?).to_vec(), receipt.locale?));
    match receipt.purpose {
        Purpose::Account => known(account_consent),
        Purpose::Profession => known(profession_consent),
        Purpose::LockScreen => known(lock_screen_consent),
        Purpose::Findable => known(findable_consent),
        Purpose::Push => known(push_consent),
        // The text is a page of its own, with every version.
        Purpose::Charter => None,
        Purpose::Membership => {
            let versions = Visibility::ALL.iter().flat_map(|&one| domain::Locale::ALL.map(|locale| (one, locale)));
            let (visibility, locale) =
                versions.into_iter().find(|&(one, locale)| consent::version(one, locale) == receipt.text_version)?;
            Some((consent::paragraphs(visibility, locale).to_vec(), locale))
        }
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
        (Purpose::Charter, Some(name)) => w.charter(name),
        (Purpose::Charter, None) => w.charter_gone().to_owned(),
        (Purpose::Profession, _) => w.profession().to_owned(),
        (Purpose::LockScreen, _) => w.lock_screen().to_owned(),
        (Purpose::Findable, _) => w.findable().to_owned(),
        (Purpose::Push, _) => w.push().to_owned(),
    };
    let text = text(&receipt).map(|(paragraphs, locale)| {
        let paragraphs = paragraphs.into_iter().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view();
        view! { <details><summary>{w.read()}</summary><div class="prose" lang=locale.code()>{paragraphs}</div></details> }
    });
    let stands = receipt.withdrawn.is_none();
    view! {
        <section class=class aria-labelledby=id.clone()>
            <div class="receipt__head">
                <h3 id=id.clone()>{title.clone()}</h3>
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
            {stands.then(|| view! { <Withdraw purpose=receipt.purpose community=receipt.community title /> })}
        </section>
    }
}

/// What taking an agreement back does, and the way to do it.
#[component]
fn Withdraw(purpose: Purpose, community: Option<String>, title: String) -> impl IntoView {
    let w = Words::here();
    match (purpose, community) {
        (Purpose::Membership, Some(slug)) => view! {
            <p class="small">{w.leave_effect()}</p>
            <Form command="members.withdraw" key=slug.clone() bare=true>
                <Hidden name="community" value=slug />
                <FieldErrorView name="leave" />
                <button class="btn btn--second btn--s">{w.leave()}<span class="sr">" : "{title}</span></button>
            </Form>
        }
        .into_any(),
        (Purpose::Profession | Purpose::LockScreen | Purpose::Findable | Purpose::Push, _) => view! {
            <p class="small">
                {match purpose {
                    Purpose::Profession => w.profession_effect(),
                    Purpose::LockScreen => w.lock_screen_effect(),
                    Purpose::Findable => w.findable_effect(),
                    _ => w.push_effect(),
                }}
            </p>
            <Form command="members.withdraw" key=purpose.word() bare=true>
                <Hidden name="purpose" value=purpose.word() />
                <button class="btn btn--second btn--s">{w.leave()}<span class="sr">" : "{title}</span></button>
            </Form>
        }
        .into_any(),
        (Purpose::Account, _) => view! {
            <p class="small">{w.account_effect()}</p>
            <p><a class="btn btn--second btn--s" href="/settings/erase">{w.erase()}</a></p>
        }
        .into_any(),
        (Purpose::Charter, Some(slug)) => view! {
            <p class="small">{w.charter_effect()}</p>
            <p><a class="more-link" href=format!("/c/{slug}/charter")>{w.charter_read()}</a></p>
        }
        .into_any(),
        (Purpose::Membership | Purpose::Charter, None) => ().into_any(),
    }
}
