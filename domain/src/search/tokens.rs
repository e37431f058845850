//! Where words begin and end.

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Lowercased, without elision or possessive.
    pub text: String,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// What is left out before an apostrophe.
const ELIDED: &[&str] =
    &["l", "d", "j", "qu", "c", "s", "n", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", "entr"];
/// Units that belong to the number before them.
const UNITS: &[&str] = &["mg", "g", "kg", "µg", "mcg", "ml", "cl", "l", "ui", "iu", "mmol", "mol", "mmhg", "cp", "h"];

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '/')
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || ('\u{0300}'..='\u{036F}').contains(&c)
}

/// The words of a text, in their order; parts of a compound follow the whole.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if !is_inner(letter) {
            continue;
        }
        let mut end = start + letter.len_utf8();
        while let Some(&(at, next)) = letters.peek() {
            let joins = || {
                let after = text[at + next.len_utf8()..].chars().next();
                let before = text[..at].chars().next_back();
                match (before, after) {
                    (Some(before), Some(after)) if is_hyphen(next) => is_inner(before) && is_inner(after),
                    (Some(_), Some(after)) if is_apostrophe(next) => after.is_alphabetic(),
                    (Some(before), Some(after)) if matches!(next, '.' | ',') => {
                        before.is_ascii_digit() && after.is_ascii_digit()
                    }
                    _ => false,
                }
            };
            if !(is_inner(next) || joins()) {
                break;
            }
            end = at + next.len_utf8();
            letters.next();
        }
        word(text, start, end, &mut found);
    }
    dosed(text, found)
}

/// A run of letters, apostrophes and hyphens as the words it holds.
fn word(text: &str, mut start: usize, mut end: usize, found: &mut Vec<Token>) {
    while let Some((at, apostrophe)) = text[start..end].char_indices().find(|&(_, c)| is_apostrophe(c)) {
        let before = text[start..start + at].to_lowercase();
        let after = start + at + apostrophe.len_utf8();
        if ELIDED.contains(&before.as_str()) {
            start = after;
        } else if text[after..end].eq_ignore_ascii_case("s") || text[after..end].eq_ignore_ascii_case("t") {
            end = start + at;
        } else {
            word(text, start, start + at, found);
            start = after;
        }
    }
    if start >= end {
        return;
    }
    let whole = &text[start..end];
    let parts: Vec<&str> = whole.split(is_hyphen).filter(|part| !part.is_empty()).collect();
    let mut push = |text: String, start: usize, end: usize| found.push(Token { text, start, end });
    if parts.len() > 1 {
        push(parts.concat().to_lowercase(), start, end);
        let mut at = start;
        for part in whole.split(is_hyphen) {
            if !part.is_empty() {
                push(part.to_lowercase(), at, at + part.len());
            }
            at += part.len() + text[at + part.len()..].chars().next().map_or(0, char::len_utf8);
        }
    } else {
        push(whole.to_lowercase().replace(',', "."), start, end);
    }
}

/// Joins a number and the unit behind it.
fn dosed(text: &str, found: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(found.len());
    for token in found {
        let unit = UNITS.contains(&token.text.as_str());
        match joined.last_mut() {
            Some(number)
                if unit
                    && number.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                    && text[number.end..token.start].chars().all(char::is_whitespace) =>
            {
                number.text.push_str(&token.text);
                number.end = token.end;
            }
            _ => joined.push(token),
        }
    }
    joined
}
