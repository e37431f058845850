//! A public thread as schema.org describes it, for machines that look for answers.

use domain::Locale;
use domain::communities::Visibility;
use domain::members::{Byline, Role};
use domain::threads::{Circle, Kind, Reaction, Reactions, ReplyView, ThreadPage, Voice};
use serde_json::{Map, Value, json};
use service::markdown::bare;
use std::cmp::Reverse;

/// So many replies are described: what helped, then answers by professionals, then what most found good. All of
/// them would say the whole page twice; whoever wants more reads it.
const DESCRIBED: usize = 10;

/// The thread, if everybody may read it and this is its first page.
pub fn describe(root: &str, page: &ThreadPage) -> Option<Value> {
    let public = page.circle == Circle::Public && page.visibility == Visibility::Open && !page.deleted;
    if !public || page.continued {
        return None;
    }
    let address = format!("{root}/t/{}", page.id);
    let replies = page.replies.iter().filter(|reply| !reply.deleted);
    Some(match page.kind {
        Kind::Question => {
            let (mut helped, mut others): (Vec<_>, Vec<_>) = replies.partition(|reply| reply.helped);
            helped.truncate(DESCRIBED);
            others.sort_by_key(|reply| Reverse((reply.voice == Voice::Professional, upvotes(&reply.reactions))));
            others.truncate(DESCRIBED - helped.len());
            let answers = |replies: Vec<&ReplyView>| -> Vec<Value> {
                replies.into_iter().map(|reply| written(&address, reply, "Answer", page.locale)).collect()
            };
            let mut question = text(page, &address, "Question");
            question.insert("name".into(), page.title.clone().into());
            question.insert("answerCount".into(), (page.lived + page.professional).into());
            question.insert("upvoteCount".into(), upvotes(&page.reactions).into());
            if !helped.is_empty() {
                question.insert("acceptedAnswer".into(), answers(helped).into());
            }
            if !others.is_empty() {
                question.insert("suggestedAnswer".into(), answers(others).into());
            }
            json!({
                "@context": "https://schema.org", "@type": "QAPage", "isPartOf": place(root, page), "mainEntity": question,
            })
        }
        Kind::Discussion | Kind::Announcement => {
            let mut posting = text(page, &address, "DiscussionForumPosting");
            posting.insert("@context".into(), "https://schema.org".into());
            posting.insert("isPartOf".into(), place(root, page));
            posting.insert("headline".into(), page.title.clone().into());
            posting.insert("commentCount".into(), (page.lived + page.professional).into());
            posting.insert(
                "interactionStatistic".into(),
                json!({
                    "@type": "InteractionCounter", "interactionType": "https://schema.org/LikeAction",
                    "userInteractionCount": upvotes(&page.reactions),
                }),
            );
            let comments: Vec<Value> =
                replies.take(DESCRIBED).map(|reply| written(&address, reply, "Comment", page.locale)).collect();
            if !comments.is_empty() {
                posting.insert("comment".into(), comments.into());
            }
            Value::Object(posting)
        }
    })
}

/// The community it stands in, one that a company runs labelled.
fn place(root: &str, page: &ThreadPage) -> Value {
    let (link, locale) = (&page.community, page.locale);
    json!({ "@type": "CollectionPage", "name": link.labelled(locale), "url": format!("{root}/c/{}", link.slug) })
}

fn text(page: &ThreadPage, address: &str, kind: &str) -> Map<String, Value> {
    let mut text = Map::new();
    text.insert("@type".into(), kind.into());
    text.insert("url".into(), address.into());
    text.insert("inLanguage".into(), page.locale.code().into());
    text.insert("text".into(), bare(&page.html).into());
    text.insert("datePublished".into(), page.created.utc.rfc3339().into());
    if let Some(edited) = page.edited {
        text.insert("dateModified".into(), edited.utc.rfc3339().into());
    }
    author(&mut text, page.author.as_ref(), page.locale);
    text
}

fn written(address: &str, reply: &ReplyView, kind: &str, locale: Locale) -> Value {
    let mut text = Map::new();
    text.insert("@type".into(), kind.into());
    text.insert("url".into(), format!("{address}?at={0}#r-{0}", reply.id).into());
    text.insert("text".into(), bare(&reply.html).into());
    text.insert("datePublished".into(), reply.created.utc.rfc3339().into());
    if let Some(edited) = reply.edited {
        text.insert("dateModified".into(), edited.utc.rfc3339().into());
    }
    text.insert("upvoteCount".into(), upvotes(&reply.reactions).into());
    author(&mut text, reply.author.as_ref(), locale);
    Value::Object(text)
}

/// By the name they chose, a company labelled; whoever is gone has none.
fn author(text: &mut Map<String, Value>, author: Option<&Byline>, locale: Locale) {
    if let Some(author) = author {
        let kind = if author.role == Role::Organisation { "Organization" } else { "Person" };
        text.insert("author".into(), json!({ "@type": kind, "name": author.labelled(locale) }));
    }
}

/// What says that a text was good to read.
fn upvotes(reactions: &Reactions) -> u32 {
    [Reaction::Useful, Reaction::Thanks].into_iter().map(|one| reactions.counts[Reactions::place(one)]).sum()
}
