//! Reporting: anybody what they can read, also without an account (Digital Services Act, article 16).

use super::mails;
use super::sealed::{CONTACT, REPORT, Sealer};
use crate::threads::readable;
use crate::{Actor, Context, Outcome, limits, markdown};
use domain::events::EventKind;
use domain::moderation::{Reason, ReportPage, Reporting, Source, Subject};
use domain::{CaseId, CommunityId, Fields, LetterId, MemberId, Problem, ReplyId, ThreadId, Timestamp, ids, text};
use store::Conn;
use store::events::{self, Event};
use store::moderation::{NewCase, NewReport};
use uuid::Uuid;

/// Characters shown of what is about to be reported.
const SHOWN: usize = 300;

/// Where something stands, and whose it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) community: Option<CommunityId>,
    pub(super) thread: Option<ThreadId>,
    pub(super) reply: Option<ReplyId>,
    pub(super) author: Option<MemberId>,
}

/// What a report can be about, as its reader finds it.
struct Found {
    place: Place,
    text: String,
    back: String,
    /// A letter as it was received: whoever reports it hands it over.
    letter: Option<String>,
}

/// What stands under this id, when the reader may read it.
async fn find(ctx: &Context, conn: &mut Conn<'_>, actor: &Actor, subject: Subject, id: Uuid) -> Outcome<Found> {
    match subject {
        Subject::Thread => {
            let head = readable(conn, actor, ThreadId(id)).await?;
            let own = store::threads::thread_text(conn, head.id).await?.filter(|own| own.deleted.is_none());
            let own = own.ok_or(Problem::NotFound)?;
            Ok(Found {
                place: Place {
                    community: Some(head.community),
                    thread: Some(head.id),
                    reply: None,
                    author: own.author.map(MemberId),
                },
                text: format!("{} — {}", own.title, markdown::plain(&own.body)),
                back: format!("/t/{}", head.id),
                letter: None,
            })
        }
        Subject::Reply => {
            let own = store::threads::reply_text(conn, ReplyId(id)).await?.filter(|own| own.deleted.is_none());
            let own = own.ok_or(Problem::NotFound)?;
            let head = readable(conn, actor, own.thread).await?;
            Ok(Found {
                place: Place {
                    community: Some(head.community),
                    thread: Some(head.id),
                    reply: Some(ReplyId(id)),
                    author: own.author.map(MemberId),
                },
                text: markdown::plain(&own.body),
                back: format!("/t/{}?at={id}#r-{id}", head.id, id = ReplyId(id)),
                letter: None,
            })
        }
        Subject::Member => {
            // Everybody reads their page.
            let member = MemberId(id);
            let byline = store::members::byline(conn, member).await?.ok_or(Problem::NotFound)?;
            Ok(Found {
                place: Place { community: None, thread: None, reply: None, author: Some(member) },
                text: byline.about,
                back: format!("/m/{member}"),
                letter: None,
            })
        }
        Subject::Community => {
            let row = store::communities::by_id(conn, CommunityId(id)).await?.ok_or(Problem::NotFound)?;
            let said = super::text::described(conn, id).await?.unwrap_or_default();
            Ok(Found {
                place: Place {
                    community: Some(CommunityId(id)),
                    thread: None,
                    reply: None,
                    author: store::communities::answers_for(conn, CommunityId(id)).await?,
                },
                text: format!("{} — {}", row.name, markdown::bare(&said)),
                back: format!("/c/{}", row.slug),
                letter: None,
            })
        }
        Subject::Letter => {
            let (author, letter) = crate::letters::received(ctx, conn, actor, LetterId(id)).await?;
            Ok(Found {
                place: Place { community: None, thread: None, reply: None, author: Some(author) },
                text: markdown::plain(&letter),
                back: format!("/letters/{author}#l-{}", LetterId(id)),
                letter: Some(letter),
            })
        }
    }
}

/// What somebody is about to report.
pub async fn report_page(ctx: &Context, actor: &Actor, subject: Subject, id: &str) -> Outcome<ReportPage> {
    let uuid = ids::from_base62(id).map_err(|_| Problem::NotFound)?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let found = find(ctx, &mut conn, actor, subject, uuid).await?;
    let me = actor.me.as_ref().map(|me| me.id);
    Ok(ReportPage {
        subject,
        id: id.to_owned(),
        author: match found.place.author {
            Some(author) => store::members::byline(&mut conn, author).await?,
            None => None,
        },
        excerpt: text::bind(&text::excerpt(&found.text, SHOWN)),
        reported: match me {
            Some(me) => store::moderation::has_reported(&mut conn, me, uuid).await?,
            None => false,
        },
        own: me.is_some() && found.place.author == me,
        back: found.back,
    })
}

/// Reports something. Returns where it stands.
pub async fn report(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<String> {
    let report = Reporting::parse(fields)?;
    limits::check_actor(ctx, "reports", actor, limits::REPORTS).await?;
    let me = actor.me.as_ref().map(|me| me.id);
    let contact = report.contact.as_deref().filter(|_| me.is_none());
    if let Some(address) = contact {
        // Mail to somebody else's address is not to be had by reporting.
        limits::check(ctx, "report receipts", address, limits::MAIL).await?;
    }

    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let found = find(ctx, &mut conn, actor, report.subject, report.id).await?;
    if me.is_some() && found.place.author == me {
        return Err(Problem::Forbidden.into());
    }
    let now = ctx.now();
    let sealer = Sealer::of(ctx, &mut conn, me).await?;
    let words = (!report.text.is_empty()).then(|| sealer.seal(ctx, REPORT, &report.text));
    let address = contact.map(|address| Sealer::Instance.seal(ctx, CONTACT, address));
    let new = Opened {
        subject: report.subject,
        subject_id: report.id,
        place: found.place,
        member: me,
        source: if me.is_some() { Source::Member } else { Source::Visitor },
        reason: report.reason,
        words: words.as_deref(),
        contact: address.as_deref(),
    };
    let case = open(ctx, &mut conn, &new, now).await?;
    if let Some(me) = me {
        // Whoever reports decides nothing about it: if they were looking at it, others do.
        store::moderation::set_claim(&mut conn, case, None, me, now).await?;
    }
    if let (Some(me), Some(letter)) = (me, &found.letter) {
        let handed = (LetterId(report.id), letter.as_str());
        crate::letters::disclose(ctx, &mut conn, handed, me, report.reason, now).await?;
    }
    let account = match me {
        Some(me) => store::members::find(&mut conn, me).await?,
        None => None,
    };
    tx.commit().await?;

    // The receipt (article 16, paragraph 4).
    let to = match (&account, contact) {
        (Some(account), _) => crate::members::keys::email_of(ctx, account)?,
        (None, contact) => contact.map(str::to_owned),
    };
    if let Some(to) = to {
        let help = ctx.settings.help(account.as_ref().map(|account| account.zone.as_str()));
        ctx.mailer.send(mails::receipt(ctx, actor.locale, &to, case, &found.back, &help)).await;
    }
    Ok(found.back)
}

/// A report on its way into a case.
pub(super) struct Opened<'a> {
    pub(super) subject: Subject,
    pub(super) subject_id: Uuid,
    pub(super) place: Place,
    pub(super) member: Option<MemberId>,
    pub(super) source: Source,
    pub(super) reason: Reason,
    pub(super) words: Option<&'a [u8]>,
    pub(super) contact: Option<&'a [u8]>,
}

/// Gathers a report into its case and tells those who handle it: when it is opened, and once more when what waited
/// becomes urgent.
pub(super) async fn open(ctx: &Context, conn: &mut Conn<'_>, new: &Opened<'_>, now: Timestamp) -> Outcome<CaseId> {
    let gathered = store::moderation::gather_case(
        conn,
        &NewCase {
            id: ctx.new_id(),
            community: new.place.community,
            subject: new.subject,
            subject_id: new.subject_id,
            thread: new.place.thread,
            member: new.place.author,
            urgent: new.reason.urgent(),
            opened: now,
            due: new.reason.due(now),
        },
    )
    .await?;
    let inserted = store::moderation::insert_report(
        conn,
        NewReport {
            id: ctx.new_id(),
            case: gathered.case,
            member: new.member,
            source: new.source,
            reason: new.reason,
            sealed: new.words,
            contact_sealed: new.contact,
            created: now,
        },
    )
    .await?;
    if let (false, true, Some(member)) = (inserted, gathered.roused, new.member) {
        // A member's report is one: it says from now on why there is no time to lose.
        store::moderation::change_report(conn, gathered.case, member, new.reason, now).await?;
    }
    if gathered.opened || gathered.roused {
        let event = Event {
            community: new.place.community,
            thread: new.place.thread,
            reply: new.place.reply,
            // Of a text its row says whose it is; what stands in no thread is found by this alone.
            member: new.place.author.filter(|_| new.place.thread.is_none()),
            ..Event::default()
        };
        events::append(conn, EventKind::CaseOpened, now, event).await?;
    }
    Ok(gathered.case)
}
