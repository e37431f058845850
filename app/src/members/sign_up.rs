//! Signing up: who one is first, then a name, then the agreements.

use super::api;
use super::claim_fields::{ClaimFields, ProfessionText};
use crate::boot;
use crate::forms::{FieldErrorView, Form, FormState, Hidden, Submit, TextField, Tick};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::Icon;
use domain::administration::SignUps;
use domain::members::{Role, account_consent};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;

words! {
    title: "Rejoindre Vécu", "Join Vécu";
    who: "Vous venez en tant que…", "You come as…";
    who_hint: "Cela change votre étiquette et les cercles que vous pouvez lire.", "This decides your label and the circles you can read.";
    patient: "Personne malade", "Person who is ill";
    patient_hint: "Vous vivez avec la maladie, même si le diagnostic n’est pas posé.", "You live with the illness, even without a diagnosis yet.";
    carer: "Proche", "Carer";
    carer_hint: "Vous accompagnez quelqu’un : couple, enfant, parent, amitié.", "You stand by somebody: partner, child, parent, friend.";
    professional: "Professionnel de santé", "Health professional";
    professional_hint: "Votre métier sera vérifié avant votre première réponse professionnelle.",
        "Your profession is verified before your first professional reply.";
    proof: "Votre métier", "Your profession";
    proof_hint: "À remplir si vous venez en tant que professionnel de santé. Vous joindrez un justificatif une fois votre adresse confirmée.",
        "To fill in if you come as a health professional. You attach a proof once your address is confirmed.";
    name_title: "Comment vous appeler ?", "What shall we call you?";
    pseudonym: "Votre nom sur Vécu", "Your name on Vécu";
    pseudonym_hint: "Un prénom, un surnom. Évitez votre nom de famille : les messages peuvent être lus par beaucoup de monde.",
        "A first name, a nickname. Avoid your family name: messages may be read by many.";
    email: "Votre adresse électronique", "Your e-mail address";
    email_hint: "Pour vous reconnecter. Jamais affichée, jamais transmise.", "To sign in with. Never shown, never passed on.";
    password: "Votre mot de passe", "Your password";
    password_hint: "Quatre mots sans rapport entre eux suffisent. Ni majuscule ni chiffre imposés.",
        "Four unrelated words will do. No capitals or digits required.";
    agreements: "Vos accords", "Your agreements";
    text_title: "Ce que vous acceptez", "What you agree to";
    adult(age: u8): format!("J’ai {age} ans ou plus."), format!("I am {age} or older.");
    consent: "J’ai lu ce texte et j’accepte.", "I have read this text and I agree.";
    promises: "Trois promesses entre membres", "Three promises between members";
    promise_1: "Je parle de moi, je n’ordonne rien à personne.", "I speak of myself, I order nobody.";
    promise_2: "Ce qui se dit dans un cercle y reste.", "What is said in a circle stays there.";
    closed_title: "Les inscriptions sont fermées", "Sign-ups are closed";
    closed_text: "Pour le moment, personne ne peut créer de compte ici. Ce que les communautés rendent public se lit sans compte.",
        "For now nobody can make an account here. What communities make public is read without one.";
    closed_link: "Voir les communautés", "See the communities";
    invitation: "Votre invitation", "Your invitation";
    invitation_hint: "Ici, on s’inscrit sur invitation. Ouvrez le lien reçu, ou collez ce qui suit « invitation= » dans ce lien.",
        "Here one signs up by invitation. Open the link you were given, or paste what follows “invitation=” in it.";
    invitation_here: "Vous avez une invitation : vous pouvez créer votre compte.", "You have an invitation: you can make your account.";
    submit: "Créer mon compte", "Create my account";
    read_first: "Je préfère lire d’abord", "I would rather read first";
    have: "Vous avez déjà un compte ?", "You already have an account?";
    sign_in: "Se connecter", "Sign in";
    sent_title: "Regardez vos messages", "Look at your messages";
    sent_text: "Nous avons écrit à l’adresse que vous avez donnée. Ouvrez le lien du message, puis appuyez sur le bouton : vous entrerez directement.",
        "We wrote to the address you gave. Open the link in the message, then press the button: it lets you in.";
    sent_nothing: "Rien reçu après quelques minutes ? Regardez dans les indésirables, ou demandez un nouvel envoi.",
        "Nothing after a few minutes? Look among the unwanted mail, or ask for it again.";
    resend: "Envoyer de nouveau", "Send it again";
    dev_mail: "Serveur de développement : lire les messages gardés", "Development server: read the kept mail";
}

impl Carried for SignUps {}

/// The page.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let sent = Memo::new(move |_| query.with(|query| query.get("done").as_deref() == Some("sent")));
    let data = load(|| (), |()| api::joining());
    view! {
        <Main class="narrow">
            <leptos_meta::Title text=w.title() />
            {loaded(data, move |sign_ups: SignUps| move || match sign_ups {
                _ if sent.get() => view! { <Sent /> }.into_any(),
                SignUps::Closed => view! { <Closed /> }.into_any(),
                _ => view! { <SignUpForm invited=sign_ups == SignUps::Invited /> }.into_any(),
            })}
        </Main>
    }
}

/// Nobody can sign up: said plainly, with a way on.
#[component]
fn Closed() -> impl IntoView {
    let w = Words::here();
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.closed_title()}</h1>
            <p class="lead">{w.closed_text()}</p>
            <p class="soft">{w.have()}" "<a href="/sign-in">{w.sign_in()}</a></p>
        </div>
        <p><a class="btn btn--second" href="/communities">{w.closed_link()}</a></p>
    }
}

/// The invitation: out of the link one came by, else to be typed. Drafts never keep what is hidden.
#[component]
fn Invitation() -> impl IntoView {
    let w = Words::here();
    let brought = use_query_map().with_untracked(|query| query.get("invitation").unwrap_or_default());
    if brought.is_empty() {
        view! { <TextField name="invitation" label=w.invitation() hint=w.invitation_hint() autocomplete="off" /> }
            .into_any()
    } else {
        view! {
            <div class="field">
                <p class="notice">{w.invitation_here()}</p>
                <Hidden name="invitation" value=brought />
                <FieldErrorView name="invitation" />
            </div>
        }
        .into_any()
    }
}

#[component]
fn SignUpForm(invited: bool) -> impl IntoView {
    let w = Words::here();
    let asked = use_query_map().with_untracked(|query| query.get("role").unwrap_or_default());
    let age = boot::frame().minimum_age;
    let consent = account_consent(w.0).iter().map(|paragraph| view! { <p>{*paragraph}</p> }).collect_view();
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.title()}</h1>
            <p class="soft">{w.have()}" "<a href="/sign-in">{w.sign_in()}</a></p>
        </div>
        <Form command="members.sign_up" class="form" draft=true>
            {invited.then(|| view! { <Invitation /> })}
            <Roles asked />
            <section aria-labelledby="sign-up-name">
                <h2 id="sign-up-name">{w.name_title()}</h2>
                <TextField name="pseudonym" label=w.pseudonym() hint=w.pseudonym_hint() autocomplete="nickname" />
                <TextField name="email" label=w.email() hint=w.email_hint() kind="email" autocomplete="email" />
                <TextField name="password" label=w.password() hint=w.password_hint() kind="password" autocomplete="new-password" />
            </section>
            <section aria-labelledby="sign-up-agree">
                <h2 id="sign-up-agree">{w.agreements()}</h2>
                <div class="panel prose">
                    <h3>{w.text_title()}</h3>
                    {consent}
                </div>
                <Tick name="adult" label=w.adult(age) />
                <Tick name="consent" label=w.consent() />
                <div class="panel">
                    <h3>{w.promises()}</h3>
                    <ol class="prose">
                        <li>{w.promise_1()}</li>
                        <li>{w.promise_2()}</li>
                        <li>{crate::crisis::Words(w.0).promise(&crate::crisis::numbers())}</li>
                    </ol>
                </div>
            </section>
            <p class="btns btns--stack">
                <Submit label=w.submit() />
                <a class="btn btn--quiet" href="/feed">{w.read_first()}</a>
            </p>
        </Form>
    }
}

/// The role, by the shapes that will say it, and what a professional adds. Without JavaScript the
/// professional's fields are always there; with it they appear when they are needed.
#[component]
fn Roles(asked: String) -> impl IntoView {
    let w = Words::here();
    let state = expect_context::<FormState>();
    let value = state.typed("role").unwrap_or(asked);
    let chosen = RwSignal::new(value.clone());
    let scripted = RwSignal::new(false);
    Effect::new(move |_| {
        // What was chosen before the page was hydrated.
        let checked = document()
            .query_selector("input[name=role]:checked")
            .ok()
            .flatten()
            .and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(checked) = checked {
            chosen.set(checked.value());
        }
        scripted.set(true);
    });
    let roles = [
        (Role::Patient, "avatar", w.patient(), w.patient_hint()),
        (Role::Carer, "avatar avatar--carer", w.carer(), w.carer_hint()),
        (Role::Professional, "avatar avatar--pro", w.professional(), w.professional_hint()),
    ];
    let choices = roles
        .into_iter()
        .enumerate()
        .map(|(place, (role, shape, label, hint))| {
            let id = if place == 0 { state.id("role") } else { state.id(&format!("role-{place}")) };
            let word = role.word();
            view! {
                <div class="choice choice--role">
                    <input type="radio" id=id.clone() name="role" value=word checked=value == word
                        on:change=move |_| chosen.set(word.to_owned()) />
                    <label for=id>
                        <span class=shape aria-hidden="true">"V"</span>
                        <span><strong>{label}</strong><span class="hint">{hint}</span></span>
                    </label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" aria-invalid=move || state.error("role").map(|_| "true")>
            <legend class="label">{w.who()}</legend>
            <span class="hint">{w.who_hint()}</span>
            <div class="choices">{choices}</div>
            <FieldErrorView name="role" />
        </fieldset>
        <fieldset class="field claim-fields" hidden=move || scripted.get() && chosen.with(|role| role != Role::Professional.word())>
            <legend class="label">{w.proof()}</legend>
            <span class="hint">{w.proof_hint()}</span>
            <ProfessionText />
            <ClaimFields />
        </fieldset>
    }
}

/// After the form: the same words whether the address was new or known.
#[component]
fn Sent() -> impl IntoView {
    let w = Words::here();
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.sent_title()}</h1>
            <p class="lead">{w.sent_text()}</p>
        </div>
        <DevelopmentMail />
        <section class="panel panel--line">
            <p>{w.sent_nothing()}</p>
            <Resend />
        </section>
    }
}

/// Asks for the confirmation again, for an address.
#[component]
pub fn Resend() -> impl IntoView {
    let w = Words::here();
    view! {
        <Form command="members.resend" class="form">
            <TextField name="email" label=w.email() kind="email" autocomplete="email" />
            <Submit label=w.resend() class="btn btn--second" />
        </Form>
    }
}

/// The way to the kept mail, on a development server.
#[component]
pub fn DevelopmentMail() -> impl IntoView {
    let w = Words::here();
    boot::frame().development.then(|| {
        view! { <p><a class="more-link" href="/dev/mail">{w.dev_mail()}" "<Icon name="fleche-d" /></a></p> }
    })
}
