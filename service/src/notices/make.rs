//! From what happened to who is told.

use crate::following::following;
use crate::{Context, Outcome};
use domain::events::EventKind;
use domain::members::Profession;
use domain::notices::{MailPace, NoticeKind, mentions};
use domain::threads::Kind;
use domain::time::SECOND;
use domain::{CommunityId, MemberId, ThreadId, Timestamp, text};
use store::events::{self, Event, Happened};
use store::notices::{NewNotice, RecipientRow};
use store::{Conn, notices};

/// The name its position is kept under.
pub(super) const NAME: &str = "notices";
/// Events made notices of in one transaction.
const BATCH: usize = 200;
/// Mails that gather what happened go out at this hour of the member's clock.
const HOUR: i8 = 8;

/// Makes notices of everything that happened since the last time.
pub async fn make(ctx: &Context) -> Outcome<()> {
    // A large community is told between other things, not before them.
    loop {
        let more = some(ctx).await?;
        let telling = super::announce::tell_some(ctx).await? | super::announce::tell_some_of_charter(ctx).await?;
        if !telling && !more {
            return Ok(());
        }
    }
}

/// Makes notices of some of what happened; whether there may be more.
async fn some(ctx: &Context) -> Outcome<bool> {
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let position = events::hold(&mut conn, NAME).await?;
    let batch = events::after(&mut conn, position, BATCH).await?;
    let Some(end) = batch.end else { return Ok(false) };
    for happened in &batch.events {
        following(NAME, happened, tell(ctx, &mut conn, happened)).await?;
    }
    events::advance(&mut conn, NAME, end).await?;
    tx.commit().await?;
    Ok(batch.full)
}

/// Tells each member once, for the first of the reasons there are.
async fn tell(ctx: &Context, conn: &mut Conn<'_>, happened: &Happened) -> Outcome<()> {
    let event = happened.event;
    let mut told: Vec<MemberId> = event.actor.into_iter().collect();
    for (member, kind) in whom(conn, happened, ctx.now()).await? {
        if told.contains(&member) {
            continue;
        }
        let Some(who) = notices::recipient(conn, member, event.community, kind).await? else { continue };
        if kind != NoticeKind::Case && !may_know(conn, &who, event).await? {
            continue;
        }
        told.push(member);
        // Of many such texts one notice tells, and of none which it is.
        let gathered = kind == NoticeKind::Screening;
        if gathered && notices::gather_more(conn, member, kind, event.community).await? {
            continue;
        }
        let new = NewNotice {
            id: ctx.new_id(),
            member,
            kind,
            event: happened.position,
            actor: event.actor,
            community: event.community,
            thread: event.thread.filter(|_| !gathered),
            reply: event.reply.filter(|_| !gathered),
            given: !matches!(happened.kind, EventKind::HostReleased | EventKind::ClaimRefused | EventKind::BadgeEnded),
            created: happened.at,
            mail_due: mail_due(&who, kind, happened.at),
            push_due: who.rings(kind).then_some(happened.at),
        };
        insert(ctx, conn, &new).await?;
    }
    Ok(())
}

/// Keeps a notice and says that there is one; nothing for who was told of the same event already.
pub(super) async fn insert(ctx: &Context, conn: &mut Conn<'_>, new: &NewNotice) -> Outcome<()> {
    if notices::insert(conn, new).await? {
        let event = Event { member: Some(new.member), ..Event::default() };
        events::append(conn, EventKind::NoticeCreated, ctx.now(), event).await?;
    }
    Ok(())
}

/// Whom an event concerns and why, strongest reasons first. Whether they may know is not asked here.
async fn whom(conn: &mut Conn<'_>, happened: &Happened, now: Timestamp) -> Outcome<Vec<(MemberId, NoticeKind)>> {
    let event = happened.event;
    let mut whom = Vec::new();
    match (happened.kind, event.thread, event.reply, event.community) {
        (EventKind::ReplyCreated, Some(_), Some(reply), _) => {
            let Some(written) = notices::reply_written(conn, reply).await? else { return Ok(whom) };
            let asked = if written.kind == Kind::Question.word() { NoticeKind::Answer } else { NoticeKind::Reply };
            whom.extend(written.asker.map(|asker| (MemberId(asker), asked)));
            whom.extend(written.parent.map(|parent| (MemberId(parent), NoticeKind::Reply)));
            whom.extend(mentioned(conn, &written.body).await?);
        }
        (EventKind::ThreadCreated, Some(thread), None, Some(community)) => {
            let Some(written) = notices::thread_written(conn, thread).await? else { return Ok(whom) };
            if written.kind == Kind::Announcement.word() {
                notices::begin_telling(conn, thread, happened.position, happened.at).await?;
            }
            whom.extend(mentioned(conn, &written.body).await?);
            if let Some(profession) = written.profession.as_deref().and_then(Profession::from_word) {
                let those = notices::of_profession(conn, community, profession).await?;
                whom.extend(those.into_iter().map(|member| (member, NoticeKind::Question)));
            }
        }
        (EventKind::CharterChanged, _, _, Some(community)) => {
            notices::begin_charter_telling(conn, community, happened.position, happened.at).await?;
        }
        (EventKind::HostNamed | EventKind::HostReleased, ..) => {
            whom.extend(event.member.map(|member| (member, NoticeKind::Host)));
        }
        (EventKind::ClaimVerified | EventKind::ClaimRefused, ..) => {
            whom.extend(event.member.map(|member| (member, NoticeKind::Claim)));
        }
        (EventKind::BadgeEnding | EventKind::BadgeEnded, ..) => {
            whom.extend(event.member.map(|member| (member, NoticeKind::Badge)));
        }
        (EventKind::LetterSent, ..) => {
            // One notice until it is seen, however many letters there are.
            if let (Some(member), Some(from)) = (event.member, event.actor)
                && !store::letters::told_of(conn, member, from).await?
            {
                whom.push((member, NoticeKind::Letter));
            }
        }
        (EventKind::DecisionMade | EventKind::AppealAnswered, ..) => {
            whom.extend(event.member.map(|member| (member, NoticeKind::Decision)));
        }
        (EventKind::TextShown, ..) => {
            whom.extend(event.member.map(|member| (member, NoticeKind::Shown)));
        }
        (EventKind::ReportAnswered, ..) => {
            whom.extend(event.member.map(|member| (member, NoticeKind::Reported)));
        }
        (EventKind::CaseOpened | EventKind::AppealMade, ..) => {
            whom.extend(handlers(conn, happened, now).await?.into_iter().map(|who| (who, NoticeKind::Case)));
        }
        (EventKind::ScreeningNoticed, Some(thread), reply, Some(community)) => {
            // Somebody may have looked at it meanwhile, or it is gone, or out of sight.
            let waits = store::vigilance::waits(conn, reply.map_or(thread.0, |reply| reply.0)).await?;
            let mut hosts = Vec::new();
            if waits {
                hosts = reading_hosts(conn, community, thread, NoticeKind::Screening, now).await?;
            }
            // They open the same list.
            if waits && hosts.is_empty() {
                hosts = store::moderation::moderators(conn, now).await?;
            }
            whom.extend(hosts.into_iter().map(|host| (host, NoticeKind::Screening)));
        }
        (EventKind::MembershipJoined, _, _, Some(community)) => {
            let hosts = notices::hosts(conn, community, now).await?;
            whom.extend(hosts.into_iter().map(|host| (host, NoticeKind::Join)));
        }
        _ => {}
    }
    Ok(whom)
}

/// Those who look at what was reported: the hosts who read there and whom it does not concern, the moderators where
/// there is none, and the moderator who asked for what was mended. Nobody whose account is suspended.
async fn handlers(conn: &mut Conn<'_>, happened: &Happened, now: Timestamp) -> Outcome<Vec<MemberId>> {
    let event = happened.event;
    let mut hosts = Vec::new();
    let subject = event.reply.map(|reply| reply.0).or(event.thread.map(|thread| thread.0));
    let mut concerned = match subject {
        Some(subject) => store::moderation::concerned(conn, subject).await?,
        // Of what stands in no thread a community is named where it is what was reported.
        None => store::moderation::concerned_beside(conn, (event.member, event.community), happened.at).await?,
    };
    concerned.extend(event.member);
    if let (Some(community), Some(thread)) = (event.community, event.thread) {
        hosts = reading_hosts(conn, community, thread, NoticeKind::Case, now).await?;
        hosts.retain(|host| !concerned.contains(host));
    }
    let moderators = store::moderation::moderators(conn, now).await?;
    let mut moderators = moderators.into_iter().filter(|one| !concerned.contains(one));
    if hosts.is_empty() {
        return Ok(moderators.collect());
    }
    // What was mended, a moderator asked for: they want to know, as the hosts do.
    if let Some(subject) = subject
        && let Some(asker) = store::moderation::asker(conn, subject).await?
        && !hosts.contains(&asker)
    {
        hosts.extend(moderators.find(|one| *one == asker));
    }
    Ok(hosts)
}

/// The hosts of a community who read a thread there.
async fn reading_hosts(
    conn: &mut Conn<'_>,
    community: CommunityId,
    thread: ThreadId,
    kind: NoticeKind,
    now: Timestamp,
) -> Outcome<Vec<MemberId>> {
    let facts = store::live::thread_facts(conn, thread).await?;
    let mut reading = Vec::new();
    for host in notices::hosts(conn, community, now).await? {
        let Some(who) = notices::recipient(conn, host, Some(community), kind).await? else { continue };
        if facts.is_some_and(|facts| who.standing().may_read(facts.visibility, facts.circle)) {
            reading.push(host);
        }
    }
    Ok(reading)
}

/// The members a text names.
async fn mentioned(conn: &mut Conn<'_>, body: &str) -> Outcome<Vec<(MemberId, NoticeKind)>> {
    let mut found = Vec::new();
    for readings in mentions(body) {
        for reading in readings {
            if let Some(account) = store::members::find_by_pseudonym(conn, &text::fold(&reading)).await? {
                found.push((account.id, NoticeKind::Mention));
                break;
            }
        }
    }
    Ok(found)
}

/// Whether a member may read what the notice leads to, by the policy of its page.
async fn may_know(conn: &mut Conn<'_>, who: &RecipientRow, event: Event) -> Outcome<bool> {
    let Some(thread) = event.thread else { return Ok(true) };
    let facts = store::live::thread_facts(conn, thread).await?;
    Ok(facts.is_some_and(|facts| who.standing().may_read(facts.visibility, facts.circle)))
}

/// When it goes out by mail as well, if it does.
pub(super) fn mail_due(who: &RecipientRow, kind: NoticeKind, happened: Timestamp) -> Option<Timestamp> {
    if !who.mailable {
        return None;
    }
    match who.pace().unwrap_or(kind.usual_pace()) {
        MailPace::Immediate => Some(happened),
        MailPace::Daily => Some(next_morning(&who.zone, happened, false)),
        MailPace::Weekly => Some(next_morning(&who.zone, happened, true)),
        MailPace::Never => None,
    }
}

/// The next morning by the member's clock, or that of the next Monday.
fn next_morning(zone: &str, after: Timestamp, monday: bool) -> Timestamp {
    let zone = crate::actor::zone(zone);
    let moment = jiff::Timestamp::from_microsecond(after.0).unwrap_or_default().to_zoned(zone.clone());
    let mut day = moment.date();
    if moment.hour() >= HOUR {
        day = day.tomorrow().unwrap_or(day);
    }
    while monday && day.weekday() != jiff::civil::Weekday::Monday {
        match day.tomorrow() {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
    let morning = day.at(HOUR, 0, 0, 0).to_zoned(zone).map(|at| Timestamp(at.timestamp().as_microsecond()));
    // A clock that has no such hour on that day: a day later at the same moment.
    morning.unwrap_or_else(|_| after.plus(86_400 * SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn gathered_mail_goes_out_in_the_morning_of_its_reader() {
        let next = |after: &str, monday| next_morning("Europe/Paris", at(after), monday).rfc3339();
        // Winter: one hour from UTC. A Sunday.
        assert_eq!(next("2026-11-22T06:59:00Z", false), "2026-11-22T07:00:00Z");
        assert_eq!(next("2026-11-22T07:00:00Z", false), "2026-11-23T07:00:00Z");
        assert_eq!(next("2026-11-22T12:00:00Z", true), "2026-11-23T07:00:00Z");
        assert_eq!(next("2026-11-23T12:00:00Z", true), "2026-11-30T07:00:00Z");
        // Summer: two hours.
        assert_eq!(next("2026-07-01T12:00:00Z", false), "2026-07-02T06:00:00Z");
        assert_eq!(next_morning("Nowhere/Else", at("2026-07-01T12:00:00Z"), false).rfc3339(), "2026-07-02T08:00:00Z");
    }
}
