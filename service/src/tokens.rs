//! Personal tokens: a member makes them for programs; a program acts with one as its member.

use crate::crypto::Token;
use crate::members::{keys, mails, passwords};
use crate::refusals::Unshown;
use crate::{Actor, Context, Me, Outcome, actor, limits};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::Theme;
use domain::time::DAY;
use domain::tokens::{MAX_TOKENS, NewToken, PREFIX, Scope, TokenView, TokensPage, too_many};
use domain::{FieldError, Fields, Problem, Refused, SessionId, Timestamp, TokenId, When};
use store::events::{self, Event};

/// What a request's token says: who acts, and what it may do.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The token.
    pub token: TokenId,
    /// Its name.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it ends.
    pub expires: Timestamp,
    /// Its member, without the powers over the instance: those are for people at a screen.
    pub actor: Actor,
}

/// Makes a token, after the current password; returns its secret, which is nowhere else.
pub async fn make(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<String> {
    let me = actor.addressed()?;
    let mut errors = Errors::default();
    let new = NewToken::parse(fields, &mut errors);
    if fields.get("password_current").is_empty() {
        errors.add("password_current", FieldError::Missing);
    }
    let Some(new) = new.filter(|_| errors.is_empty()) else { return Err(errors.refuse(fields).into()) };
    limits::check(ctx, "password", &me.id.to_string(), limits::SIGN_IN_ACCOUNT).await?;
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    if !passwords::verify(account.password.as_deref(), fields.get("password_current")).await? {
        ctx.refusals.note(Unshown::Proof);
        return Err(Refused::one("password_current", FieldError::WrongPassword, fields).into());
    }
    let secret = Token::draw(ctx);
    let now = ctx.now();
    let token = store::tokens::NewToken {
        id: ctx.new_id(),
        token_hash: secret.hash,
        member: me.id,
        name: new.name,
        scopes: new.scopes,
        created: now,
        expires: now.plus(new.lasts.micros()),
    };
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::tokens::lock(&mut conn, me.id).await?;
    if store::tokens::of_member(&mut conn, me.id, now).await?.len() >= MAX_TOKENS as usize {
        return Err(too_many(fields).into());
    }
    store::tokens::insert(&mut conn, &token).await?;
    let event = Event { actor: Some(me.id), member: Some(me.id), ..Event::default() };
    events::append(&mut conn, EventKind::TokenMade, now, event).await?;
    tx.commit().await?;
    if let Some(email) = keys::email_of(ctx, &account)? {
        ctx.mailer.send(mails::token_made(ctx, account.locale, &email, &account.pseudonym, &token.name)).await;
    }
    Ok(format!("{PREFIX}{}", secret.text))
}

/// One's own tokens. `made` is a secret that came back from the request before: it is shown when it is one
/// of them.
pub async fn list(ctx: &Context, actor: &Actor, made: Option<&str>) -> Outcome<TokensPage> {
    let me = actor.signed_in()?;
    let rows = store::tokens::of_member(&mut ctx.store.read().await?.conn(), me.id, ctx.now()).await?;
    let made = made.filter(|secret| hash_of(secret).is_some_and(|hash| rows.iter().any(|row| row.token_hash == hash)));
    let tokens = rows
        .iter()
        .map(|row| TokenView {
            id: row.id,
            name: row.name.clone(),
            scopes: row.scopes(),
            created: actor.when(row.created),
            expires: actor.when(row.expires),
            // A day, not a moment: it is the same one on every clock.
            used: row.used.map(|day| When { utc: Timestamp(day), offset_minutes: 0 }),
        })
        .collect();
    Ok(TokensPage { tokens, made: made.map(str::to_owned) })
}

/// Ends one of one's own tokens, at once.
pub async fn revoke(ctx: &Context, actor: &Actor, id: TokenId) -> Outcome<()> {
    let me = actor.signed_in()?;
    let mut tx = ctx.store.begin().await?;
    let there = store::tokens::delete(&mut tx.conn(), me.id, id).await?;
    tx.commit().await?;
    if there { Ok(()) } else { Err(Problem::NotFound.into()) }
}

fn hash_of(text: &str) -> Option<[u8; 32]> {
    Token::hash_of(text.strip_prefix(PREFIX)?)
}

/// Whose a token is: one query. The day of the use is noted beside the request; what is no token, or none any more, is
/// counted.
pub async fn authenticate(ctx: &Context, text: &str) -> Outcome<Option<Bearer>> {
    let bearer = bearer(ctx, text).await?;
    if bearer.is_none() {
        ctx.refusals.note(Unshown::Token);
    }
    Ok(bearer)
}

async fn bearer(ctx: &Context, text: &str) -> Outcome<Option<Bearer>> {
    let Some(hash) = hash_of(text) else { return Ok(None) };
    let now = ctx.now();
    let found = store::tokens::bearer(&mut ctx.store.read().await?.conn(), &hash, now).await?;
    let Some(found) = found else { return Ok(None) };
    let today = Timestamp(now.0 - now.0.rem_euclid(DAY));
    if found.used.is_none_or(|used| used < today.0) {
        let (store, token) = (ctx.store.clone(), found.token);
        tokio::spawn(async move {
            let noted = async {
                let mut tx = store.begin().await?;
                store::tokens::touch(&mut tx.conn(), token, today).await?;
                tx.commit().await
            };
            if let Err(cause) = noted.await {
                tracing::warn!(%cause, "the last use of a token was not noted");
            }
        });
    }
    let mut acting = Actor::visitor(found.locale);
    acting.theme = Theme::System;
    acting.zone = actor::zone(&found.zone);
    acting.me = Some(Me {
        id: found.id,
        badge: found.badge(),
        organisation: found.organisation(),
        pseudonym: found.pseudonym.clone(),
        role: found.role,
        confirmed: found.confirmed,
        suspended: found.suspended,
        administrator: false,
        moderator: false,
        hosts: false,
        // No device is signed in: nothing that ends sessions may take this for one.
        session: SessionId(uuid::Uuid::nil()),
        // Nor is there anybody who could prove who they are.
        proved: Timestamp(0),
        passkeys: false,
        unseen: u32::try_from(found.unseen).unwrap_or_default(),
    });
    let scopes = found.scopes();
    Ok(Some(Bearer { token: found.token, name: found.name, scopes, expires: found.expires, actor: acting }))
}
