//! What of a member goes into a copy, table by table. `docs/export.md` and `docs/export.schema.json` describe them.

use super::{Hash, Id, Moment, Sealed};
use crate::{Conn, Result};
use domain::MemberId;
use serde::Serialize;

/// A table of a copy: its shape, and how it is read.
macro_rules! tables {
    ($($(#[$doc:meta])* $row:ident, $read:ident { $($field:ident: $kind:ty),+ $(,)? } $(sealed { $($hidden:ident: $of:ty),+ })? = $sql:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, sqlx::FromRow)]
        #[allow(missing_docs, reason = "described in docs/export.md")]
        pub struct $row {
            $(pub $field: $kind,)+
            $($(#[serde(skip)] pub $hidden: $of,)+)?
        }

        $(#[$doc])*
        pub async fn $read(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<$row>> {
            fetch_all!(conn, $row, $sql, member.0)
        }
    )+};
}

tables! {
    /// The account.
    AccountRow, accounts {
        id: Id, pseudonym: String, role: String, role_before: Option<String>, organisation: Option<String>,
        about: String, badge: Option<String>, badge_since: Option<Moment>, badge_expires: Option<Moment>, claimed: Option<String>, confirmed: Option<Moment>, administrator: bool,
        moderator: bool, locale: String, theme: String, zone: String, findable: bool, receives_letters: bool,
        push_reveals: bool, disposable: bool, suspended: bool, suspended_until: Option<Moment>, created: Moment,
    } = "SELECT id, pseudonym, role, role_before, organisation, about, badge, badge_since, badge_expires, claimed, confirmed, \
         administrator, moderator, locale, theme, zone, findable, letters AS receives_letters, push_reveals, disposable, \
         suspension IS NOT NULL AS suspended, suspended_until, created \
         FROM member WHERE id = $1";

    /// What was agreed to.
    AgreedRow, agreed {
        id: Id, purpose: String, community: Option<String>, text_version: String, text_hash: Hash, given: Moment,
        withdrawn: Option<Moment>,
    } = "SELECT r.id, r.purpose, c.name AS community, r.text_version, r.text_hash, r.given, r.withdrawn \
         FROM receipt r LEFT JOIN community c ON c.id = r.community WHERE r.member = $1 ORDER BY r.given, r.id";

    /// Professional claims.
    ClaimedRow, claimed {
        id: Id, profession: String, state: String, way: String, created: Moment, decided: Option<Moment>,
    } sealed { number_sealed: Option<Sealed>, workplace_sealed: Option<Sealed> }
      = "SELECT id, profession, state, way, created, decided, number_sealed, workplace_sealed FROM claim \
         WHERE member = $1 ORDER BY created, id";

    /// Communities belonged to.
    BelongingRow, communities {
        community: String, name: String, place: String, joined: Moment, founded: bool,
    } = "SELECT c.slug AS community, c.name, m.place, m.joined, COALESCE(c.founder = $1, FALSE) AS founded \
         FROM membership m JOIN community c ON c.id = m.community WHERE m.member = $1 ORDER BY m.joined, c.slug";

    /// Threads started.
    StartedRow, threads {
        id: Id, community: String, kind: String, circle: String, locale: String, title: String, body: String,
        profession: Option<String>, state: Option<String>, thanks: i32, me_too: i32, courage: i32, useful: i32,
        created: Moment, edited: Option<Moment>, deleted: Option<Moment>,
    } = "SELECT t.id, c.slug AS community, t.kind, t.circle, t.locale, t.title, t.body, t.profession, t.state, t.thanks, \
         t.me_too, t.courage, t.useful, t.created, t.edited, t.deleted FROM thread t JOIN community c ON c.id = t.community \
         WHERE t.author = $1 ORDER BY t.created, t.id";

    /// Tags of the threads started.
    TaggedRow, tags {
        thread: Id, tag: String,
    } = "SELECT x.thread, g.label AS tag FROM thread_tag x JOIN tag g ON g.key = x.tag JOIN thread t ON t.id = x.thread \
         WHERE t.author = $1 ORDER BY t.created, t.id, x.place";

    /// Replies written.
    RepliedRow, written_replies {
        id: Id, thread: Id, parent: Option<Id>, voice: String, body: String, no_source: bool, thanks: i32, me_too: i32,
        courage: i32, useful: i32, helped: Option<Moment>, created: Moment, edited: Option<Moment>,
        deleted: Option<Moment>,
    } = "SELECT id, thread, parent, voice, body, no_source, thanks, me_too, courage, useful, helped, created, edited, \
         deleted FROM reply WHERE author = $1 ORDER BY created, id";

    /// Sources given.
    CitedRow, cited {
        reply: Id, text: String, url: Option<String>,
    } = "SELECT s.reply, s.text, s.url FROM reply_source s JOIN reply r ON r.id = s.reply WHERE r.author = $1 \
         ORDER BY r.created, r.id, s.place";

    /// Earlier texts of what was written.
    EarlierRow, earlier {
        thread: Id, reply: Option<Id>, title: Option<String>, body: String, until: Moment,
    } = "SELECT v.thread, v.reply, v.title, v.body, v.until FROM revision v JOIN thread t ON t.id = v.thread \
         LEFT JOIN reply r ON r.id = v.reply WHERE (v.reply IS NULL AND t.author = $1) OR r.author = $1 \
         ORDER BY v.until, v.id";

    /// Reactions given.
    GivenRow, given {
        thread: Id, reply: Option<Id>, reaction: String, created: Moment,
    } = "SELECT thread, CASE WHEN subject <> thread THEN subject END AS reply, kind AS reaction, created FROM reaction \
         WHERE member = $1 ORDER BY created, subject, kind";

    /// Threads followed.
    FollowedRow, followed {
        thread: Id, created: Moment,
    } = "SELECT thread, created FROM follow WHERE member = $1 ORDER BY created, thread";

    /// Tags followed.
    FollowedTagRow, followed_tags {
        tag: String, created: Moment,
    } = "SELECT g.label AS tag, f.created FROM follow_tag f JOIN tag g ON g.key = f.tag WHERE f.member = $1 \
         ORDER BY f.created, g.key";

    /// Notices.
    ToldRow, notices {
        id: Id, kind: String, community: Option<String>, thread: Option<Id>, reply: Option<Id>, given: bool,
        texts: i32, created: Moment, seen: Option<Moment>,
    } = "SELECT n.id, n.kind, c.slug AS community, n.thread, n.reply, n.given, n.texts, n.created, n.seen FROM notice n \
         LEFT JOIN community c ON c.id = n.community WHERE n.member = $1 ORDER BY n.created, n.id";

    /// How one is told, kind by kind, where one chose.
    PaceRow, paces {
        kind: String, mail: Option<String>, rings: Option<bool>,
    } = "SELECT k.kind, p.pace AS mail, q.pushed AS rings FROM (SELECT kind FROM notice_pace WHERE member = $1 \
         UNION SELECT kind FROM notice_push WHERE member = $1) k \
         LEFT JOIN notice_pace p ON p.member = $1 AND p.kind = k.kind \
         LEFT JOIN notice_push q ON q.member = $1 AND q.kind = k.kind ORDER BY k.kind";

    /// Whom one writes with. Nobody is told of a refusal, here no more than on the page.
    CorrespondedRow, correspondences {
        id: Id, with: String, asked_by_me: bool, state: String, created: Moment, last: Moment,
    } = "SELECT c.id, a.pseudonym AS \"with\", c.asked_by = $1 AS asked_by_me, \
         CASE WHEN c.state = 'refused' AND c.asked_by = $1 THEN 'asked' ELSE c.state END AS state, c.created, c.last \
         FROM correspondence c JOIN member a ON a.id = CASE WHEN c.one = $1 THEN c.other ELSE c.one END \
         WHERE c.one = $1 OR c.other = $1 ORDER BY c.created, c.id";

    /// Letters, sent and received.
    LetteredRow, lettered {
        id: Id, correspondence: Id, sent: bool, created: Moment, read: Option<Moment>,
    } sealed { sealed: Option<Sealed>, wrapped: Option<Sealed> }
      = "SELECT l.id, l.correspondence, l.author = $1 AS sent, l.created, l.read, l.sealed, k.wrapped FROM letter l \
         JOIN correspondence c ON c.id = l.correspondence LEFT JOIN member_key k ON k.member = l.author \
         WHERE c.one = $1 OR c.other = $1 ORDER BY l.created, l.id";

    /// Whom one blocked.
    BlockedRow, blocks {
        pseudonym: String, created: Moment,
    } = "SELECT a.pseudonym, b.created FROM letter_block b JOIN member a ON a.id = b.blocked WHERE b.member = $1 \
         ORDER BY b.created, b.blocked";

    /// Letters that one reported.
    ReportedRow, letter_reports {
        letter: Id, reason: String, created: Moment, closed: Option<Moment>,
    } = "SELECT letter, reason, created, closed FROM letter_report WHERE reporter = $1 ORDER BY created, letter";

    /// Texts of one's own that a company's community looked at for adverse effects.
    ScreenedRow, screened {
        text: Id, thread: Id, community: String, state: String, noticed: Moment, screened: Option<Moment>, note: String,
    } = "SELECT s.subject_id AS text, s.thread, c.slug AS community, s.state, s.noticed, s.screened, s.note \
         FROM screening s JOIN community c ON c.id = s.community WHERE s.subject_id IN \
         (SELECT id FROM thread WHERE author = $1 UNION ALL SELECT id FROM reply WHERE author = $1) \
         ORDER BY s.noticed, s.subject_id";

    /// Texts that one looked at for adverse effects, as a host.
    LookedAtRow, looked_at {
        text: Id, thread: Id, state: String, screened: Option<Moment>, note: String,
    } = "SELECT subject_id AS text, thread, state, screened, note FROM screening WHERE member = $1 \
         ORDER BY screened, subject_id";

    /// Pictures brought.
    PicturedRow, pictures {
        id: Id, thread: Option<Id>, post: Option<Id>, alt: String, width: i32, height: i32, created: Moment,
    } = "SELECT id, thread, post, alt, width, height, created FROM picture WHERE member = $1 ORDER BY created, id";

    /// Devices signed in.
    DeviceRow, devices {
        device: String, created: Moment, last_seen: Moment, expires: Moment,
    } = "SELECT device, created, last_seen, expires FROM session WHERE member = $1 ORDER BY created, id";

    /// Devices that ring.
    RingingRow, ringing_devices {
        created: Moment,
    } = "SELECT created FROM push_subscription WHERE member = $1 ORDER BY created, id";

    /// Personal tokens.
    TokenedRow, tokened {
        name: String, can_read: bool, can_write: bool, created: Moment, expires: Moment, used: Option<Moment>,
    } = "SELECT name, can_read, can_write, created, expires, used FROM personal_token WHERE member = $1 \
         ORDER BY created, id";

    /// Passkeys.
    PasskeyRow, passkeys {
        name: String, created: Moment, used: Option<Moment>,
    } = "SELECT name, created, used FROM passkey WHERE member = $1 ORDER BY created, id";

    /// Notes written about cases, for those who handle them.
    NotedRow, notes {
        case: Id, community: Option<String>, about: String, created: Moment,
    } sealed { body: String, sealed: Option<Sealed>, concerned: Option<Id> }
      = "SELECT n.moderation_case AS \"case\", c.slug AS community, k.subject AS about, n.created, n.body, n.sealed, \
         k.member AS concerned \
         FROM case_note n JOIN moderation_case k ON k.id = n.moderation_case LEFT JOIN community c ON c.id = k.community \
         WHERE n.member = $1 ORDER BY n.created, n.id";

    /// Invitations given away, as an administrator.
    InvitedRow, invited {
        id: Id, note: String, uses: i32, used: i32, created: Moment, expires: Moment, revoked: Option<Moment>,
    } = "SELECT id, note, uses, used, created, expires, revoked FROM invitation WHERE made_by = $1 ORDER BY created, id";

    /// A wish to be erased.
    WishRow, wishes {
        words: String, asked: Moment, due: Moment,
    } = "SELECT words, asked, due FROM erasure WHERE member = $1";
}
