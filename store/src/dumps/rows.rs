//! The rows that an import writes.

use super::bulk::{Row, Value};
use domain::Locale;
use domain::communities::Visibility;
use domain::members::{OrganisationKind, Profession, Role};
use domain::policy::Place;
use domain::threads::{Circle, Kind, QuestionState, Reaction, Voice};
use uuid::Uuid;

macro_rules! row {
    ($(#[$doc:meta])* $name:ident into $into:literal, $width:literal {
        $($field:ident: $kind:ty),+ $(,)?
    } |$row:ident| [$($value:expr),+ $(,)?]) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        #[allow(missing_docs, reason = "the columns of the table, documented in the migration")]
        pub struct $name { $(pub $field: $kind),+ }

        impl Row for $name {
            const INTO: &'static str = $into;
            const WIDTH: usize = $width;
            fn values(&self) -> Vec<Value<'_>> {
                let $row = self;
                // The annotation holds the list to the number of columns.
                let values: [Value<'_>; $width] = [$($value),+];
                values.to_vec()
            }
        }
    };
}

use Value::{Flag, Id, Int, MaybeId, MaybeMoment, MaybeText, Moment, Text};

row! {
    /// A member without e-mail address and password: an imported account is nobody's to sign in to.
    MemberInsert into
    "member (id, pseudonym, pseudonym_key, role, organisation, about, badge, badge_since, claimed, locale, zone, created)", 12 {
        id: Uuid, pseudonym: String, pseudonym_key: String, role: Role, organisation: Option<OrganisationKind>,
        about: String, badge: Option<Profession>, badge_since: Option<i64>, claimed: Option<Profession>,
        locale: Locale, zone: String, created: i64,
    } |row| [
        Id(row.id), Text(&row.pseudonym), Text(&row.pseudonym_key), Text(row.role.word()),
        MaybeText(row.organisation.map(OrganisationKind::word)), Text(&row.about),
        MaybeText(row.badge.map(Profession::word)), MaybeMoment(row.badge_since),
        MaybeText(row.claimed.map(Profession::word)), Text(row.locale.code()), Text(&row.zone), Moment(row.created),
    ]
}

row! {
    /// A membership.
    MembershipInsert into "membership (community, member, place, joined)", 4 {
        community: Uuid, member: Uuid, place: Place, joined: i64,
    } |row| [Id(row.community), Id(row.member), Text(row.place.word()), Moment(row.joined)]
}

row! {
    /// A thread, with what its replies and reactions in the same batch add up to.
    ThreadInsert into
    "thread (id, community, author, kind, circle, locale, title, body, html, excerpt, profession, state, lived, professional, \
     thanks, me_too, courage, useful, created, active, edited, closed, deleted)", 23 {
        id: Uuid, community: Uuid, author: Option<Uuid>, kind: Kind, circle: Circle, locale: Locale, title: String,
        body: String, html: String, excerpt: String, profession: Option<Profession>, state: Option<QuestionState>,
        lived: i32, professional: i32, reactions: [i32; 4], created: i64, active: i64, edited: Option<i64>,
        closed: Option<i64>, deleted: Option<i64>,
    } |row| [
        Id(row.id), Id(row.community), MaybeId(row.author), Text(row.kind.word()), Text(row.circle.word()),
        Text(row.locale.code()), Text(&row.title), Text(&row.body), Text(&row.html), Text(&row.excerpt),
        MaybeText(row.profession.map(Profession::word)), MaybeText(row.state.map(QuestionState::word)),
        Int(row.lived), Int(row.professional), Int(row.reactions[0]), Int(row.reactions[1]), Int(row.reactions[2]),
        Int(row.reactions[3]), Moment(row.created), Moment(row.active), MaybeMoment(row.edited), MaybeMoment(row.closed),
        MaybeMoment(row.deleted),
    ]
}

row! {
    /// A reply, with what the reactions in the same batch add up to.
    ReplyInsert into
    "reply (id, thread, parent, root, root_created, author, voice, imported, body, html, no_source, sources, thanks, me_too, \
     courage, useful, helped, created, edited, deleted)", 20 {
        id: Uuid, thread: Uuid, parent: Option<Uuid>, root: Uuid, root_created: i64, author: Option<Uuid>, voice: Voice,
        imported: bool, body: String, html: String, no_source: bool, sources: i32, reactions: [i32; 4],
        helped: Option<i64>, created: i64, edited: Option<i64>, deleted: Option<i64>,
    } |row| [
        Id(row.id), Id(row.thread), MaybeId(row.parent), Id(row.root), Moment(row.root_created), MaybeId(row.author),
        Text(row.voice.word()), Flag(row.imported), Text(&row.body), Text(&row.html), Flag(row.no_source), Int(row.sources),
        Int(row.reactions[0]), Int(row.reactions[1]), Int(row.reactions[2]), Int(row.reactions[3]),
        MaybeMoment(row.helped), Moment(row.created), MaybeMoment(row.edited), MaybeMoment(row.deleted),
    ]
}

row! {
    /// A source of a reply.
    SourceInsert into "reply_source (reply, place, text, url)", 4 {
        reply: Uuid, place: i32, text: String, url: Option<String>,
    } |row| [Id(row.reply), Int(row.place), Text(&row.text), MaybeText(row.url.as_deref())]
}

row! {
    /// A tag, with the spelling it was first written with.
    TagInsert into "tag (key, label)", 2 {
        key: String, label: String,
    } |row| [Text(&row.key), Text(&row.label)]
}

row! {
    /// A thread filed under a tag.
    ThreadTagInsert into "thread_tag (tag, thread, place, created, active)", 5 {
        tag: String, thread: Uuid, place: i32, created: i64, active: i64,
    } |row| [Text(&row.tag), Id(row.thread), Int(row.place), Moment(row.created), Moment(row.active)]
}

row! {
    /// An earlier text.
    RevisionInsert into "revision (id, thread, reply, title, body, html, until)", 7 {
        id: Uuid, thread: Uuid, reply: Option<Uuid>, title: Option<String>, body: String, html: String, until: i64,
    } |row| [
        Id(row.id), Id(row.thread), MaybeId(row.reply), MaybeText(row.title.as_deref()), Text(&row.body), Text(&row.html),
        Moment(row.until),
    ]
}

row! {
    /// A reaction.
    ReactionInsert into "reaction (thread, subject, member, kind, created)", 5 {
        thread: Uuid, subject: Uuid, member: Uuid, kind: Reaction, created: i64,
    } |row| [Id(row.thread), Id(row.subject), Id(row.member), Text(row.kind.word()), Moment(row.created)]
}

row! {
    /// A pin.
    PinInsert into "pin (community, place, thread, created)", 4 {
        community: Uuid, place: i32, thread: Uuid, created: i64,
    } |row| [Id(row.community), Int(row.place), Id(row.thread), Moment(row.created)]
}

row! {
    /// A thread followed.
    FollowInsert into "follow (member, thread, created)", 3 {
        member: Uuid, thread: Uuid, created: i64,
    } |row| [Id(row.member), Id(row.thread), Moment(row.created)]
}

row! {
    /// A tag followed.
    FollowTagInsert into "follow_tag (member, tag, created)", 3 {
        member: Uuid, tag: String, created: i64,
    } |row| [Id(row.member), Text(&row.tag), Moment(row.created)]
}

row! {
    /// What a dump calls something.
    RefInsert into "import_ref (source, kind, external, id)", 4 {
        source: String, kind: &'static str, external: String, id: Uuid,
    } |row| [Text(&row.source), Text(row.kind), Text(&row.external), Id(row.id)]
}

/// What is known of a community for records that name it.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "columns of `community`")]
pub struct CommunityFact {
    pub visibility: Visibility,
    pub created: i64,
}

/// What is known of a member.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "columns of `member`")]
pub struct MemberFact {
    pub verified: bool,
    pub created: i64,
}

/// What is known of a thread.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "columns of `thread`")]
pub struct ThreadFact {
    pub community: Uuid,
    pub kind: Kind,
    pub circle: Circle,
    pub created: i64,
    pub deleted: bool,
}

/// What is known of a reply.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "columns of `reply`")]
pub struct ReplyFact {
    pub thread: Uuid,
    pub community: Uuid,
    pub parent: Option<Uuid>,
    pub created: i64,
    pub deleted: bool,
}
