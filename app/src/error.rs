//! The error that crosses the wire: a closed list, its words in both languages.

use crate::forms::{Form, Hidden, ProofFields, Submit};
use domain::Problem;
use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What a server function fails with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// Something the service said.
    Problem(Problem),
    /// The server was not reached, or its answer was not understood.
    Network,
}

impl From<Problem> for AppError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let problem = match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => return Self::Network,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Problem::BadRequest
            }
            _ => Problem::Internal,
        };
        // What could not be read is the asker's mistake; unset, every error is answered with 500.
        #[cfg(feature = "ssr")]
        crate::ssr::set_status(problem.status());
        Self::Problem(problem)
    }
}

words! {
    home: "Revenir à l’accueil", "Back to the home page";
    communities: "Voir les communautés", "See the communities";
    sign_in: "Se connecter", "Sign in";
    confirm: "Renvoyer le message de confirmation", "Send the confirmation again";
    again: "Réessayer", "Try again";
    not_found: "Cette page n’existe pas, ou n’est pas visible pour vous", "This page does not exist, or you cannot see it";
    not_found_text:
        "L’adresse contient peut-être une erreur. Il se peut aussi que la page soit réservée aux membres d’une communauté.",
        "The address may contain a mistake. The page may also be for the members of a community only.";
    forbidden: "Cette action ne vous est pas ouverte", "You cannot do this";
    forbidden_text: "Rien n’a été modifié.", "Nothing was changed.";
    sign_in_needed: "Connectez-vous pour continuer", "Sign in to go on";
    sign_in_needed_text: "Ce que vous avez écrit est gardé sur cet appareil.", "What you wrote is kept on this device.";
    confirmation_needed: "Il reste une étape : confirmer votre adresse", "One step left: confirm your address";
    confirmation_needed_text:
        "Nous vous avons envoyé un message. Ouvrez le lien qu’il contient, puis revenez ici.",
        "We sent you a message. Open the link in it, then come back here.";
    suspended: "Votre compte est suspendu : vous pouvez lire, pas écrire", "Your account is suspended: you can read, not write";
    suspended_text: "Rien n’a été publié. Ce que vous aviez commencé à écrire reste sur cet appareil.",
        "Nothing was published. What you had begun to write stays on this device.";
    suspended_why: "Lire pourquoi, ou faire appel", "Read why, or appeal";
    proof_needed: "Confirmez que c’est bien vous", "Confirm that it is you";
    proof_needed_text: "Cette page est protégée, au cas où une autre personne aurait votre appareil en main.",
        "This page is protected in case somebody else holds your device.";
    confirm_it: "Confirmer", "Confirm";
    charter_changed: "La charte de cette communauté a changé", "The charter of this community changed";
    charter_changed_text: "Avant d’écrire de nouveau, lisez ce qui change et dites si vous êtes d’accord. Votre texte vous attend ici.",
        "Before you write again, read what changes and say whether you agree. Your text waits here.";
    charter_read: "Lire ce qui change", "Read what changes";
    too_many: "Un instant, s’il vous plaît", "One moment, please";
    too_many_text(wait: &str):
        format!("Il y a eu beaucoup d’essais en peu de temps. Vous pourrez réessayer dans {wait}."),
        format!("There were many attempts in a short time. You can try again in {wait}.");
    too_much_read(wait: &str):
        format!("Beaucoup de pages ont été ouvertes depuis votre connexion en peu de temps. Rien n’est perdu. Vous pourrez continuer dans {wait}."),
        format!("Many pages were opened from here in a short time. Nothing is lost. You can go on in {wait}.");
    bad_request: "La demande n’a pas été comprise", "The request was not understood";
    bad_request_text: "Revenez à la page précédente et réessayez.", "Go back to the page before and try again.";
    internal: "Quelque chose s’est cassé de notre côté", "Something broke on our side";
    internal_text:
        "Ce n’est pas vous. Ce que vous avez écrit est gardé sur cet appareil. Réessayez dans un moment.",
        "It is not you. What you wrote is kept on this device. Try again in a moment.";
    reference(id: &str): format!("Référence de l’incident : {id}"), format!("Reference of the incident: {id}");
    network: "Le réseau ne répond pas", "The network does not answer";
    network_text: "Rien n’est perdu. Réessayez quand la connexion revient.", "Nothing is lost. Try again when the connection is back.";
}

/// Title and explanation of an error, in the reader's language.
pub fn explain(error: AppError) -> (&'static str, String) {
    let w = Words::here();
    match error {
        AppError::Network => (w.network(), w.network_text().into()),
        AppError::Problem(problem) => match problem {
            Problem::NotFound => (w.not_found(), w.not_found_text().into()),
            Problem::Forbidden => (w.forbidden(), w.forbidden_text().into()),
            Problem::SignInNeeded => (w.sign_in_needed(), w.sign_in_needed_text().into()),
            Problem::ConfirmationNeeded => (w.confirmation_needed(), w.confirmation_needed_text().into()),
            Problem::Suspended => (w.suspended(), w.suspended_text().into()),
            Problem::ProofNeeded { .. } => (w.proof_needed(), w.proof_needed_text().into()),
            Problem::CharterChanged { .. } => (w.charter_changed(), w.charter_changed_text().into()),
            Problem::TooMany { seconds } => (w.too_many(), w.too_many_text(&crate::words::duration(w.0, seconds))),
            Problem::BadRequest => (w.bad_request(), w.bad_request_text().into()),
            Problem::Internal => (w.internal(), w.internal_text().into()),
        },
    }
}

/// The way to sign in that leads back to this page.
pub fn sign_in_from_here() -> String {
    format!("/sign-in?next={}", leptos_router::hooks::use_location().pathname.get_untracked())
}

/// A page that could not be shown, with a way on. Sets the status of the response.
#[component]
pub fn ErrorView(error: AppError) -> impl IntoView {
    let w = Words::here();
    #[cfg(feature = "ssr")]
    crate::ssr::set_status(match error {
        AppError::Problem(problem) => problem.status(),
        AppError::Network => 502,
    });
    if error == AppError::Network {
        // Read before as a whole: then it is there as a whole, not as data.
        Effect::new(|| leptos::task::spawn_local(crate::device::show_kept()));
    }
    crate::indexing::closed();
    let (title, text) = explain(error);
    if let AppError::Problem(Problem::ProofNeeded { passkey }) = error {
        return view! { <ProveView title text passkey /> }.into_any();
    }
    let way_on = match error {
        AppError::Problem(Problem::SignInNeeded) => {
            view! { <a class="btn" href=sign_in_from_here()>{w.sign_in()}</a> }.into_any()
        }
        AppError::Problem(Problem::CharterChanged { community }) => {
            view! { <a class="btn" href=format!("/c/{community}/charter")>{w.charter_read()}</a> }.into_any()
        }
        AppError::Problem(Problem::Suspended) => {
            view! { <a class="btn" href="/decisions">{w.suspended_why()}</a> }.into_any()
        }
        AppError::Problem(Problem::ConfirmationNeeded) => {
            view! { <a class="btn" href="/settings">{w.confirm()}</a> }.into_any()
        }
        AppError::Network => view! {
            <p class="btns">
                <a class="btn" href="" rel="external">{w.again()}</a>
                <a class="btn btn--second" href="/offline">{crate::device::Words::here().see_kept()}</a>
            </p>
        }
        .into_any(),
        AppError::Problem(Problem::TooMany { .. } | Problem::Internal) => {
            // A plain link to the same page: loads it again, with or without JavaScript.
            view! { <a class="btn" href="" rel="external">{w.again()}</a> }.into_any()
        }
        AppError::Problem(_) => view! { <a class="btn" href="/communities">{w.communities()}</a> }.into_any(),
    };
    let reference = crate::boot::correlation();
    view! {
        <leptos_meta::Title text=title />
        <div class="empty" data-error>
            <h1>{title}</h1>
            <p>{text}</p>
            <p class="btns">{way_on} <a class="btn btn--second" href="/">{w.home()}</a></p>
            {(error == AppError::Problem(Problem::Internal) && !reference.is_empty())
                .then(|| view! { <p class="small soft">{w.reference(&reference)}</p> })}
        </div>
    }
    .into_any()
}

/// A page that is shown once it was proved who asks.
#[component]
fn ProveView(title: &'static str, text: String, passkey: bool) -> impl IntoView {
    let here = leptos_router::hooks::use_location();
    let back = format!(
        "{}{}",
        here.pathname.get_untracked(),
        here.search.with_untracked(|search| match search.as_str() {
            "" => String::new(),
            search => format!("?{}", search.trim_start_matches('?')),
        })
    );
    view! {
        <leptos_meta::Title text=title />
        <div class="page-head">
            <h1 class="title title--accent">{title}</h1>
            <p class="lead">{text}</p>
        </div>
        <Form command="members.prove" class="form">
            <Hidden name="_back" value=back />
            <ProofFields passkey />
            <Submit label=Words::here().confirm_it() />
        </Form>
    }
}
