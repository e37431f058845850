//! How a member wants to be told, and the link in a mail that ends it.

use crate::members::agreements;
use crate::{Actor, Context, Me, Outcome};
use domain::members::{Purpose, Role};
use domain::notices::{KindSettings, MailPace, NoticeKind, NoticeSettings};
use domain::{FieldError, Fields, MemberId, Problem, Refused};
use store::notices;
use subtle::ConstantTimeEq as _;

/// The kinds that can concern this member.
fn concerning(me: &Me) -> impl Iterator<Item = NoticeKind> + use<> {
    let (professional, hosts) = (me.role == Role::Professional, me.hosts);
    NoticeKind::ALL
        .iter()
        .copied()
        // What was decided about them goes out as a mail of its own, whatever is chosen.
        .filter(|kind| !matches!(kind, NoticeKind::Claim | NoticeKind::Reported))
        .filter(move |kind| hosts || *kind != NoticeKind::Screening)
        .filter(move |kind| professional || !matches!(kind, NoticeKind::Question | NoticeKind::Badge))
}

/// What one chose, kind by kind.
pub async fn settings(ctx: &Context, actor: &Actor) -> Outcome<NoticeSettings> {
    let me = actor.signed_in()?;
    let mut reader = ctx.store.read().await?;
    let chosen = notices::paces(&mut reader.conn(), me.id).await?;
    let ringing = notices::ringing(&mut reader.conn(), me.id).await?;
    let reveals = agreements::reveals(&mut reader.conn(), me.id).await?;
    let devices = notices::subscribed(&mut reader.conn(), me.id).await?;
    drop(reader);
    let pace = |kind: NoticeKind| {
        let chosen = chosen.iter().find(|(word, _)| word == kind.word());
        chosen.and_then(|(_, pace)| MailPace::from_word(pace)).unwrap_or(kind.usual_pace())
    };
    let rings = |kind: NoticeKind| {
        let chosen = ringing.iter().find(|(word, _)| word == kind.word());
        chosen.map_or(kind.usually_rings(), |(_, rings)| *rings)
    };
    let kinds = concerning(me).map(|kind| KindSettings { kind, mail: pace(kind), rings: rings(kind) });
    Ok(NoticeSettings { kinds: kinds.collect(), reveals, devices, push_key: ctx.pusher.public_key() })
}

/// Chooses: a field for each kind, named after it; `rings` for each kind that rings; `reveals`, which is an agreement of
/// its own.
pub async fn choose(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?;
    let mut chosen = Vec::new();
    for kind in concerning(me) {
        let pace = MailPace::from_word(fields.get(kind.word()))
            .ok_or_else(|| Refused::one(kind.word(), FieldError::NotAChoice, fields))?;
        chosen.push((kind, pace));
    }
    let mut tx = ctx.store.begin().await?;
    for (kind, pace) in chosen {
        notices::set_pace(&mut tx.conn(), me.id, kind, pace).await?;
        let rings = fields.all("rings").any(|word| word == kind.word());
        notices::set_ringing(&mut tx.conn(), me.id, kind, rings).await?;
    }
    let reveals = fields.has("reveals");
    notices::set_reveals(&mut tx.conn(), me.id, reveals).await?;
    if reveals {
        agreements::give(ctx, &mut tx.conn(), me.id, &agreements::lock_screen(actor.locale), ctx.now()).await?;
    } else {
        store::members::withdraw(&mut tx.conn(), me.id, Purpose::LockScreen, ctx.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// What proves that a link was sent to this member about these kinds.
fn proof(ctx: &Context, member: MemberId, kinds: &str) -> String {
    ctx.keys.find("unsubscribe", &format!("{member} {kinds}")).iter().fold(String::new(), |mut text, byte| {
        use std::fmt::Write as _;
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The address in a mail that ends such mails in one step (RFC 8058), without signing in.
pub(super) fn link(ctx: &Context, member: MemberId, kinds: &[NoticeKind]) -> String {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    let kinds = kinds.join(".");
    format!(
        "{}/unsubscribe?member={member}&kinds={kinds}&proof={}",
        ctx.settings.public_url,
        proof(ctx, member, &kinds)
    )
}

/// What a link would end, if it is one of ours.
pub fn unsubscribe_what(ctx: &Context, fields: &Fields) -> Outcome<(MemberId, Vec<NoticeKind>)> {
    let member: MemberId = fields.get("member").parse().map_err(|_| Problem::NotFound)?;
    let kinds = fields.get("kinds");
    let right = proof(ctx, member, kinds);
    if !bool::from(right.as_bytes().ct_eq(fields.get("proof").as_bytes())) {
        return Err(Problem::NotFound.into());
    }
    Ok((member, kinds.split('.').filter_map(NoticeKind::from_word).collect()))
}

/// Ends mails of these kinds.
pub async fn unsubscribe(ctx: &Context, fields: &Fields) -> Outcome<()> {
    let (member, kinds) = unsubscribe_what(ctx, fields)?;
    let mut tx = ctx.store.begin().await?;
    // The account may be gone: then there is nothing left to end.
    if store::members::find(&mut tx.conn(), member).await?.is_some() {
        for kind in kinds {
            notices::set_pace(&mut tx.conn(), member, kind, MailPace::Never).await?;
        }
    }
    Ok(tx.commit().await?)
}
