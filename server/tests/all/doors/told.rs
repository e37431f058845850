//! What leaves the house: mail says who and why and names nothing, a ring says more only where its member chose so, and
//! both lead only where their reader may go.

use super::people::Person;
use super::{ADVERSE, COMMUNITIES, Planted};
use crate::support::Site;
use domain::Fields;
use domain::communities::Visibility;
use domain::notices::NoticeKind;
use domain::policy::Standing;
use serde_json::Value;
use service::{Me, notices};
use std::fmt::Write as _;

fn address(me: &Me) -> String {
    format!("{}@exemple.fr", me.id)
}

fn device(me: &Me) -> String {
    format!("https://push.example/{}", me.id)
}

/// Every other one has lock screens say who, where and what about.
fn reveals(nth: usize) -> bool {
    nth.is_multiple_of(2)
}

/// Gives everybody an address and a device that rings; whatever there is, they want to be told of at once.
pub async fn reach(site: &Site, people: &[Person]) {
    let test = &site.test;
    for (nth, (_, actor, _)) in people.iter().enumerate() {
        let Some(me) = &actor.me else { continue };
        test.give_address(actor, &address(me)).await;
        // The session that the actor has, which is what a device rings as long as.
        let session = store::members::NewSession {
            id: me.session,
            token_hash: test.ctx.random_bytes(),
            member: me.id,
            device: "test".into(),
            created: test.ctx.now(),
            expires: test.ctx.now().plus(domain::time::DAY),
            proved: test.ctx.now(),
        };
        let mut tx = test.ctx.store.begin().await.expect("a transaction");
        store::members::insert_session(&mut tx.conn(), &session).await.expect("a session");
        tx.commit().await.expect("committed");
        let endpoint = device(me);
        let ring = [("endpoint", endpoint.as_str()), ("p256dh", "BP"), ("auth", "AA")].into_iter().collect();
        notices::ring(&test.ctx, actor, &ring).await.expect("rings");
        let mut chosen: Fields = NoticeKind::ALL.iter().map(|kind| (kind.word(), "immediate")).collect();
        chosen.0.extend(NoticeKind::ALL.iter().map(|kind| ("rings".to_owned(), kind.word().to_owned())));
        if reveals(nth) {
            chosen.set("reveals", "1");
        }
        notices::choose(&test.ctx, actor, &chosen).await.expect("chosen");
    }
}

/// What names a thread, its community or its words, or leads to it.
fn names(one: &Planted) -> [String; 5] {
    let community = one.community.to_owned();
    [one.word.clone(), one.thread.to_string(), one.reply.to_string(), one.picture.to_string(), community]
}

/// Sends and rings what was made notices of; how many mails and rings were looked at.
pub async fn tried(site: &Site, people: &[Person], planted: &[Planted]) -> usize {
    let test = &site.test;
    notices::send_due(&test.ctx).await.expect("sent");
    notices::ring_due(&test.ctx).await.expect("rung");
    let mails = test.ctx.mailer.kept().await.expect("kept");
    let rung = test.pushes.take();
    let (mut mailed, mut heard) = (0, 0);
    for (nth, (name, actor, place)) in people.iter().enumerate() {
        let Some(me) = &actor.me else { continue };
        let standing = Standing { role: Some(me.role), verified: me.badge.is_some(), place: *place };
        let mut leads = String::new();
        for mail in mails.iter().filter(|mail| mail.to == address(me)) {
            let whole = format!("{}\n{}\n{}", mail.subject, mail.text, mail.unsubscribe.as_deref().unwrap_or_default());
            for named in planted.iter().flat_map(names) {
                assert!(!whole.contains(&named), "{name}, by mail: {named} in {whole}");
            }
            assert!(!whole.contains(ADVERSE), "{name}, by mail: {whole}");
            for part in mail.text.split("/n/").skip(1) {
                let id = part.split_whitespace().next().expect("an id").parse().expect("an id");
                let path = notices::lead(&test.ctx, actor, id).await.expect("their own");
                let _ = writeln!(leads, "{path}");
            }
            mailed += 1;
        }
        let mut rings = String::new();
        for push in rung.iter().filter(|push| push.to.endpoint == device(me)) {
            let said: Value = serde_json::from_str(&push.text).expect("JSON");
            // What push services read beside the address.
            assert!(planted.iter().flat_map(names).all(|named| !push.topic.contains(&named)), "{name}: {}", push.topic);
            if !reveals(nth) {
                let shown = format!("{} {}", said["title"], said["body"]);
                assert_eq!(said["title"], "Vécu", "{name}: {}", push.text);
                for named in planted.iter().flat_map(names) {
                    assert!(!shown.contains(&named), "{name}, on a lock screen: {shown}");
                }
            }
            rings.push_str(&push.text);
            heard += 1;
        }
        for one in planted {
            let may = standing.may_read(one.visibility, one.circle);
            let thread = one.thread.to_string();
            assert_eq!(leads.contains(&thread), may, "{name}, led by mail to {}", one.word);
            assert_eq!(rings.contains(&thread), may, "{name}, rung for {}", one.word);
            if !may {
                assert!(!rings.contains(&one.word), "{name}, rung with {}", one.word);
                assert!(!rings.contains(&one.reply.to_string()), "{name}, rung for the reply of {}", one.word);
            }
        }
        for (slug, visibility) in COMMUNITIES {
            let known = visibility == Visibility::Open || standing.belongs();
            assert!(known || !rings.contains(slug), "{name}, rung with {slug}");
        }
        // Who chose so is told what about, or nothing here would say that words could be there.
        if reveals(nth) {
            let readable = planted.iter().filter(|one| standing.may_read(one.visibility, one.circle));
            assert!(readable.clone().count() > 0 && readable.clone().all(|one| rings.contains(&one.word)), "{name}");
        }
    }
    assert_eq!((mailed, heard), (mails.len(), rung.len()), "nothing goes to anybody else");
    mailed + heard
}

/// All of somebody's notices, as pages and the interface tell them.
pub async fn list(site: &Site, session: Option<&str>) -> String {
    let mut seen = site.get(session, "/notices").await.text;
    let mut door = "/api/notices/list".to_owned();
    loop {
        let page = site.get(session, &door).await.text;
        let next = serde_json::from_str::<Value>(&page).ok();
        let next = next.as_ref().and_then(|page| page["notices"]["next"].as_str());
        seen.push_str(&page);
        match next {
            Some(next) => door = format!("/api/notices/list?after={next}"),
            None => return seen,
        }
    }
}
