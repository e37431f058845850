//! Rules for what people type: lengths, forbidden characters, folding for comparison.

use crate::fields::FieldError;

/// Whether a character may stand in what people type: no control characters but line feed and
/// tab, no bidirectional overrides (they can make a text read otherwise than it is stored).
fn allowed(c: char) -> bool {
    let control = c.is_control() && c != '\n' && c != '\t';
    let deceives =
        matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
    !control && !deceives
}

/// Normalises line ends and trims; refuses what is out of bounds. Lengths are in characters.
pub fn body(text: &str, min: u32, max: u32) -> Result<String, FieldError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    let have = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if have == 0 && min > 0 {
        Err(FieldError::Missing)
    } else if have < min {
        Err(FieldError::TooShort { min, have })
    } else if have > max {
        Err(FieldError::TooLong { max, have })
    } else if text.chars().all(allowed) {
        Ok(text.to_owned())
    } else {
        Err(FieldError::BadCharacters)
    }
}

/// One line: as `body`, with every run of white space made one space.
pub fn line(text: &str, min: u32, max: u32) -> Result<String, FieldError> {
    body(&text.split_whitespace().collect::<Vec<_>>().join(" "), min, max)
}

/// A link that may be shown and followed: http or https, no white space, at most 2,000 characters.
pub fn link(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest)
            if !rest.is_empty()
                && text.len() <= 2_000
                && !rest.starts_with(['/', '.', '?', '#'])
                && text.chars().all(|c| allowed(c) && !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '`')) =>
        {
            Ok(text.to_owned())
        }
        _ => Err(FieldError::NotALink),
    }
}

/// An address on this site that a redirect may lead to: it begins with exactly one slash and holds
/// visible ASCII alone, so that it can neither name another site nor break out of a header.
pub fn local_path(text: &str) -> Option<&str> {
    let fine = text.starts_with('/')
        && !text.starts_with("//")
        && text.len() <= 1_000
        && text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    fine.then_some(text)
}

/// Percent-encodes a value for the query of an address: everything but letters, digits and `-._~`
/// (RFC 3986, 2.3).
pub fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// Folds a name or word for comparison: lower case, without accents of the Latin script, without
/// what separates words. Two pseudonyms that fold alike would be confused by a reader.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_alphanumeric).map(|c| char::from(c.to_ascii_lowercase())).collect();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => folded.push('a'),
            'ç' | 'č' | 'ć' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ě' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' => folded.push('i'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'š' | 'ś' => folded.push('s'),
            'ž' | 'ź' | 'ż' => folded.push('z'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            // Combining marks: the decomposed form of the same letters.
            '\u{0300}'..='\u{036F}' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// The address part made from a name: folded words joined by hyphens, at most 60 characters.
pub fn slug(text: &str) -> String {
    let mut slug = text
        .split(|c: char| !c.is_alphanumeric() && !('\u{0300}'..='\u{036F}').contains(&c))
        .map(fold)
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    slug.truncate(60);
    slug.trim_matches('-').to_owned()
}

/// The beginning of a plain text, cut at a word, with an ellipsis when something was cut.
pub fn excerpt(text: &str, max: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= max {
        return flat;
    }
    let cut: String = flat.chars().take(max).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '.', ' ']))
}

/// Binds French punctuation to its word, so that no line begins with `?` or ends with `«`: people
/// type plain spaces there. Narrow before `; ! ?`, full width inside quotation marks and before `:`.
pub fn bind(text: &str) -> String {
    let mut bound = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    let mut before = '\n';
    while let Some(c) = rest.next() {
        let shown = match (before, c, rest.peek()) {
            ('«', ' ', _) | (_, ' ', Some('»' | ':')) => '\u{A0}',
            (_, ' ', Some(';' | '!' | '?')) => '\u{202F}',
            _ => c,
        };
        bound.push(shown);
        before = c;
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_makes_lookalikes_equal() {
        assert_eq!(fold("Jean-Noël"), fold("JEAN NOEL"));
        assert_eq!(fold("Cœur"), "coeur");
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Reins au quotidien !"), "reins-au-quotidien");
        assert_eq!(slug("  L’été — à Œuf "), "l-ete-a-oeuf");
        assert_eq!(slug("<script>"), "script");
    }

    #[test]
    fn links_are_http_only() {
        assert!(link("https://example.org/a?b=c").is_ok());
        for bad in
            ["javascript:alert(1)", "https://", "data:text/html,x", "https://a b", "//x", "https://x\"y", "ftp://x"]
        {
            assert_eq!(link(bad), Err(FieldError::NotALink), "{bad}");
        }
    }

    #[test]
    fn a_way_back_stays_on_this_site() {
        assert_eq!(local_path("/t/abc?order=new#r-1"), Some("/t/abc?order=new#r-1"));
        for bad in [
            "",
            "feed",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nSet-Cookie: x",
            "/a b",
            "/é",
        ] {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn punctuation_stays_with_its_word() {
        assert_eq!(
            bind("Que dit « DFG » ? Rien : merci !"),
            "Que dit «\u{A0}DFG\u{A0}»\u{202F}? Rien\u{A0}: merci\u{202F}!"
        );
        assert_eq!(bind("What does it say? Nothing: thanks!"), "What does it say? Nothing: thanks!");
    }

    #[test]
    fn overrides_and_nul_are_refused() {
        assert_eq!(body("a\0b", 1, 10), Err(FieldError::BadCharacters));
        assert_eq!(body("a\u{202E}b", 1, 10), Err(FieldError::BadCharacters));
        assert_eq!(body("a\r\nb", 1, 10).unwrap(), "a\nb");
    }

    proptest! {
        #[test]
        fn a_slug_never_needs_escaping(text: String) {
            prop_assert!(slug(&text).bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }

        #[test]
        fn an_excerpt_is_never_longer(text: String, max in 1usize..200) {
            prop_assert!(excerpt(&text, max).chars().count() <= max + 1);
        }
    }
}
