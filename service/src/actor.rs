//! Who asks.

use crate::fault::Outcome;
use domain::members::{OrganisationKind, Profession, Role, Theme, Viewer};
use domain::policy::{Place, Standing};
use domain::{Locale, MemberId, Problem, SessionId, Timestamp, When};
use store::readable::Reading;

/// A signed-in member, loaded anew at each request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// The account.
    pub id: MemberId,
    /// Its name.
    pub pseudonym: String,
    /// Its kind.
    pub role: Role,
    /// What kind of organisation.
    pub organisation: Option<OrganisationKind>,
    /// The verified profession.
    pub badge: Option<Profession>,
    /// Whether the e-mail address was confirmed.
    pub confirmed: bool,
    /// The account is suspended: it reads, and does not write.
    pub suspended: bool,
    /// Administers the instance.
    pub administrator: bool,
    /// Moderates the instance.
    pub moderator: bool,
    /// Hosts a community.
    pub hosts: bool,
    /// The session that asks.
    pub session: SessionId,
    /// When this session last proved that it is the member who asks.
    pub proved: Timestamp,
    /// Whether the member has a passkey.
    pub passkeys: bool,
    /// How many notices are new.
    pub unseen: u32,
}

/// Whoever asks: a visitor or a member, with the language and clock they read by.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The member, when signed in.
    pub me: Option<Me>,
    /// Language of the answer.
    pub locale: Locale,
    /// Colours chosen.
    pub theme: Theme,
    /// Time zone of the reader.
    pub zone: jiff::tz::TimeZone,
    /// The address asked from; only ever used under a keyed hash.
    pub address: String,
}

impl Actor {
    /// Somebody without an account.
    pub fn visitor(locale: Locale) -> Self {
        Self { me: None, locale, theme: Theme::System, zone: zone("Europe/Paris"), address: String::new() }
    }

    /// The member, or the advice to sign in.
    pub fn signed_in(&self) -> Outcome<&Me> {
        self.me.as_ref().ok_or_else(|| Problem::SignInNeeded.into())
    }

    /// The member, unless their account is suspended: for what they do beside their own account.
    pub fn active(&self) -> Outcome<&Me> {
        let me = self.signed_in()?;
        if me.suspended { Err(Problem::Suspended.into()) } else { Ok(me) }
    }

    /// The member with a confirmed address, suspended or not: for what is their own.
    pub fn addressed(&self) -> Outcome<&Me> {
        let me = self.signed_in()?;
        if me.confirmed { Ok(me) } else { Err(Problem::ConfirmationNeeded.into()) }
    }

    /// The member with a confirmed address whose account is not suspended: needed to write anything others read.
    pub fn confirmed(&self) -> Outcome<&Me> {
        self.addressed()?;
        self.active()
    }

    /// The administrator.
    pub fn administrator(&self) -> Outcome<&Me> {
        let me = self.active()?;
        if me.administrator { Ok(me) } else { Err(Problem::Forbidden.into()) }
    }

    /// Whether they look at reports of the whole instance.
    pub fn moderates(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.moderator || me.administrator)
    }

    /// As the store's queries know the reader.
    pub fn reading(&self) -> Reading {
        self.me.as_ref().map_or_else(Reading::default, |me| Reading {
            member: Some(me.id),
            role: Some(me.role),
            verified: me.badge.is_some(),
        })
    }

    /// As the policy knows the reader, in a community where they are `place`.
    pub fn standing(&self, place: Option<Place>) -> Standing {
        self.me.as_ref().map_or(Standing::VISITOR, |me| Standing {
            role: Some(me.role),
            verified: me.badge.is_some(),
            place,
        })
    }

    /// A moment by the reader's clock.
    pub fn when(&self, utc: Timestamp) -> When {
        let moment = jiff::Timestamp::from_microsecond(utc.0).unwrap_or_default();
        let seconds = self.zone.to_offset(moment).seconds();
        When { utc, offset_minutes: i16::try_from(seconds / 60).unwrap_or_default() }
    }

    /// What the interface needs to know about the reader.
    pub fn viewer(&self) -> Option<Viewer> {
        self.me.as_ref().map(|me| Viewer {
            id: me.id,
            pseudonym: me.pseudonym.clone(),
            role: me.role,
            organisation: me.organisation,
            badge: me.badge,
            confirmed: me.confirmed,
            suspended: me.suspended,
            administrator: me.administrator,
            moderates: me.moderator || me.administrator || me.hosts,
            unseen: me.unseen,
        })
    }
}

/// A zone by its IANA name, UTC when there is none of that name.
pub fn zone(name: &str) -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get(name).unwrap_or(jiff::tz::TimeZone::UTC)
}
