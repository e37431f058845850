//! Notices by mail and on lock screens, in words. A mail lies open on a lock screen: it says who and why, never in which
//! community, under which title, or what was written.

use crate::Context;
use domain::Locale;
use domain::notices::{NoticeKind, NoticeView};

/// Subject and text of a mail about these notices.
pub fn mail(ctx: &Context, locale: Locale, name: &str, told: &[NoticeView], unsubscribe: &str) -> (String, String) {
    let french = locale == Locale::Fr;
    let subject = match told {
        [one] => subject(french, one.kind).to_owned(),
        many if french => format!("{} nouvelles pour vous", many.len()),
        many => format!("{} things for you", many.len()),
    };
    let lines: Vec<String> = told.iter().map(|one| format!("{}\n{}", line(french, one), address(ctx, one))).collect();
    let lines = lines.join("\n\n");
    let settings = format!("{}/settings/notices", ctx.settings.public_url);
    let text = if french {
        format!(
            "Bonjour {name},\n\n{lines}\n\nÀ bientôt,\nVécu\n\n--\nChoisir ce que vous recevez : {settings}\nNe plus recevoir ces messages : {unsubscribe}\n"
        )
    } else {
        format!(
            "Hello {name},\n\n{lines}\n\nSee you soon,\nVécu\n\n--\nChoose what you receive: {settings}\nReceive these messages no more: {unsubscribe}\n"
        )
    };
    (subject, text)
}

fn subject(french: bool, kind: NoticeKind) -> &'static str {
    match (kind, french) {
        (NoticeKind::Answer, true) => "Une réponse à votre question",
        (NoticeKind::Answer, false) => "A reply to your question",
        (NoticeKind::Reply, true) => "Une réponse à votre message",
        (NoticeKind::Reply, false) => "A reply to your message",
        (NoticeKind::Mention, true) => "Quelqu’un vous cite",
        (NoticeKind::Mention, false) => "Somebody mentions you",
        (NoticeKind::Question, true) => "Une question pour votre métier",
        (NoticeKind::Question, false) => "A question for your profession",
        (NoticeKind::Announcement, true) => "Une annonce",
        (NoticeKind::Announcement, false) => "An announcement",
        (NoticeKind::Charter, true) => "Une charte a changé",
        (NoticeKind::Charter, false) => "A charter changed",
        (NoticeKind::Host, true) => "Votre rôle d’hôte",
        (NoticeKind::Host, false) => "Your part as a host",
        (NoticeKind::Join, true) => "Une arrivée",
        (NoticeKind::Join, false) => "Somebody arrived",
        (NoticeKind::Letter, true) => "Un message privé vous attend",
        (NoticeKind::Letter, false) => "A private message is waiting for you",
        (NoticeKind::Decision, true) => "Une décision vous concerne",
        (NoticeKind::Decision, false) => "A decision concerns you",
        (NoticeKind::Shown, true) => "Votre message est publié",
        (NoticeKind::Shown, false) => "Your message is published",
        (NoticeKind::Reported, true) => "Votre signalement a été lu",
        (NoticeKind::Reported, false) => "Your report was read",
        (NoticeKind::Case, true) => "Un signalement attend",
        (NoticeKind::Case, false) => "A report is waiting",
        (NoticeKind::Screening, true) => "Des textes à examiner",
        (NoticeKind::Screening, false) => "Texts to look at",
        (NoticeKind::Claim, true) => "Votre vérification",
        (NoticeKind::Claim, false) => "Your verification",
        (NoticeKind::Badge, true) => "Votre badge professionnel",
        (NoticeKind::Badge, false) => "Your professional badge",
    }
}

fn line(french: bool, notice: &NoticeView) -> String {
    let somebody = if french { "Quelqu’un" } else { "Somebody" };
    let locale = if french { Locale::Fr } else { Locale::En };
    let who = notice.actor.as_ref().map_or_else(|| somebody.to_owned(), |actor| actor.labelled(locale));
    match (notice.kind, french, notice.given) {
        (NoticeKind::Answer, true, _) => format!("{who} a répondu à votre question :"),
        (NoticeKind::Answer, false, _) => format!("{who} replied to your question:"),
        (NoticeKind::Reply, true, _) => format!("{who} a répondu à votre message :"),
        (NoticeKind::Reply, false, _) => format!("{who} replied to your message:"),
        (NoticeKind::Mention, true, _) => format!("{who} vous cite dans un message :"),
        (NoticeKind::Mention, false, _) => format!("{who} mentions you in a message:"),
        (NoticeKind::Question, true, _) => format!("{who} pose une question à votre métier :"),
        (NoticeKind::Question, false, _) => format!("{who} puts a question to your profession:"),
        (NoticeKind::Announcement, true, _) => format!("{who} a une annonce pour votre communauté :"),
        (NoticeKind::Announcement, false, _) => format!("{who} has an announcement for your community:"),
        (NoticeKind::Charter, true, _) => {
            "La charte d’une communauté dont vous faites partie a changé. Ce qui change :".to_owned()
        }
        (NoticeKind::Charter, false, _) => "The charter of a community you belong to changed. What changes:".to_owned(),
        (NoticeKind::Host, true, true) => "Vous êtes désormais hôte d’une communauté :".to_owned(),
        (NoticeKind::Host, false, true) => "You are a host of a community from now on:".to_owned(),
        (NoticeKind::Host, true, false) => "Vous n’êtes plus hôte d’une communauté :".to_owned(),
        (NoticeKind::Host, false, false) => "You are no longer a host of a community:".to_owned(),
        (NoticeKind::Join, true, _) => format!("{who} a rejoint une communauté dont vous êtes hôte :"),
        (NoticeKind::Join, false, _) => format!("{who} joined a community that you host:"),
        (NoticeKind::Letter, true, _) => format!("{who} vous a écrit un message privé :"),
        (NoticeKind::Letter, false, _) => format!("{who} wrote you a private message:"),
        (NoticeKind::Decision, true, _) => {
            "Une décision de modération vous concerne. Les raisons, et comment faire appel :".to_owned()
        }
        (NoticeKind::Decision, false, _) => {
            "A moderation decision concerns you. The reasons, and how to appeal:".to_owned()
        }
        (NoticeKind::Shown, true, _) => "Un hôte a lu votre message. Il est maintenant visible :".to_owned(),
        (NoticeKind::Shown, false, _) => "A host has read your message. It can be seen now:".to_owned(),
        (NoticeKind::Reported, true, _) => "Merci, une personne a lu ce que vous avez signalé :".to_owned(),
        (NoticeKind::Reported, false, _) => "Thank you, a person has read what you reported:".to_owned(),
        (NoticeKind::Case, true, _) => "Un signalement ou un recours attend votre regard :".to_owned(),
        (NoticeKind::Case, false, _) => "A report or an appeal is waiting for you:".to_owned(),
        (NoticeKind::Screening, true, _) if notice.texts > 1 => {
            format!("{} textes attendent votre regard dans une communauté dont vous êtes hôte :", notice.texts)
        }
        (NoticeKind::Screening, true, _) => {
            "Un texte attend votre regard dans une communauté dont vous êtes hôte :".to_owned()
        }
        (NoticeKind::Screening, false, _) if notice.texts > 1 => {
            format!("{} texts are waiting for you in a community that you host:", notice.texts)
        }
        (NoticeKind::Screening, false, _) => "A text is waiting for you in a community that you host:".to_owned(),
        (NoticeKind::Claim, true, true) => "Votre métier est vérifié :".to_owned(),
        (NoticeKind::Claim, false, true) => "Your profession is verified:".to_owned(),
        (NoticeKind::Claim, true, false) => "Votre métier n’a pas pu être vérifié :".to_owned(),
        (NoticeKind::Claim, false, false) => "Your profession could not be verified:".to_owned(),
        (NoticeKind::Badge, true, true) => "Votre badge expire bientôt. Prouvez de nouveau votre métier :".to_owned(),
        (NoticeKind::Badge, false, true) => "Your badge ends soon. Prove your profession again:".to_owned(),
        (NoticeKind::Badge, true, false) => "Votre badge a expiré. Prouvez de nouveau votre métier :".to_owned(),
        (NoticeKind::Badge, false, false) => "Your badge has ended. Prove your profession again:".to_owned(),
    }
}

/// What a device is told, as the service worker reads it. `reveals`: the member lets lock screens say who
/// and where.
pub fn push(locale: Locale, notice: &NoticeView, reveals: bool, topic: &str) -> String {
    let french = locale == Locale::Fr;
    let place = notice
        .community
        .as_ref()
        .filter(|_| reveals)
        .map_or_else(|| "Vécu".to_owned(), |community| community.labelled(locale));
    // Of letters a lock screen says nothing more, whatever one chose.
    let silent =
        matches!(notice.kind, NoticeKind::Letter | NoticeKind::Decision | NoticeKind::Case | NoticeKind::Screening);
    let text = if reveals && !silent {
        let line = line(french, notice);
        let title = notice.thread.as_ref().map(|(_, title)| title.as_str()).unwrap_or_default();
        if title.is_empty() { line.trim_end_matches([' ', ':']).to_owned() } else { format!("{line} {title}") }
    } else {
        neutral(french, notice.kind).to_owned()
    };
    // Encrypted for the device, unlike a mail.
    let to = notice.path().unwrap_or_else(|| "/notices".to_owned());
    serde_json::json!({ "title": place, "body": text, "to": to, "tag": topic, "lang": locale.code() }).to_string()
}

/// That there is something, and nothing else.
fn neutral(french: bool, kind: NoticeKind) -> &'static str {
    match (kind, french) {
        (NoticeKind::Answer | NoticeKind::Reply, true) => "Quelqu’un vous a répondu.",
        (NoticeKind::Answer | NoticeKind::Reply, false) => "Somebody replied to you.",
        (NoticeKind::Mention, true) => "Quelqu’un vous cite.",
        (NoticeKind::Mention, false) => "Somebody mentions you.",
        (NoticeKind::Question, true) => "Une question vous attend.",
        (NoticeKind::Question, false) => "A question is waiting for you.",
        (
            NoticeKind::Announcement
            | NoticeKind::Charter
            | NoticeKind::Host
            | NoticeKind::Join
            | NoticeKind::Claim
            | NoticeKind::Badge
            | NoticeKind::Letter
            | NoticeKind::Decision
            | NoticeKind::Reported
            | NoticeKind::Shown
            | NoticeKind::Case
            | NoticeKind::Screening,
            true,
        ) => "Il y a du nouveau pour vous.",
        (
            NoticeKind::Announcement
            | NoticeKind::Charter
            | NoticeKind::Host
            | NoticeKind::Join
            | NoticeKind::Claim
            | NoticeKind::Badge
            | NoticeKind::Letter
            | NoticeKind::Decision
            | NoticeKind::Reported
            | NoticeKind::Shown
            | NoticeKind::Case
            | NoticeKind::Screening,
            false,
        ) => "There is something new for you.",
    }
}

/// Where a notice leads from a mail: a name of its own, which tells nothing. Under the thread's address, whoever carries
/// the mail could open the page and know what its reader lives with.
fn address(ctx: &Context, notice: &NoticeView) -> String {
    format!("{}/n/{}", ctx.settings.public_url, notice.id)
}
