//! In which texts a term occurs, packed: a few bytes each.

/// A term in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The text's number.
    pub doc: u32,
    /// Where it is and who may read it: a number that stands for a community and a circle.
    pub place: u32,
    /// How often the term occurs, weighted, at most 255.
    pub times: u8,
    /// How long the text is, as [`quantised`] says.
    pub length: u8,
}

/// The length of a text in words as one byte: steps of about 9 %.
pub fn quantised(words: u32) -> u8 {
    let step = (f64::from(words.max(1))).log2() * 8.0;
    // Between 0 and 255: the largest number of words has 32 binary digits.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range, see above")]
    let byte = step.round().clamp(0.0, 255.0) as u8;
    byte
}

/// About how many words a text of this quantised length has.
pub fn length_of(quantised: u8) -> f32 {
    (f32::from(quantised) / 8.0).exp2()
}

fn put(mut number: u32, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push(u8::try_from(number & 0x7F).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    into.push(u8::try_from(number).unwrap_or_default());
}

fn take(bytes: &mut &[u8]) -> Option<u32> {
    let (mut number, mut shift) = (0u32, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7F).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

/// Packs entries, which are sorted by their text's number.
pub fn encode(entries: &[Entry]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(entries.len() * 5);
    let mut before = 0;
    for entry in entries {
        put(entry.doc - before, &mut packed);
        before = entry.doc;
        put(entry.place, &mut packed);
        packed.extend([entry.times, entry.length]);
    }
    packed
}

/// Unpacks entries; what cannot be read ends them.
pub fn decode(mut packed: &[u8]) -> impl Iterator<Item = Entry> {
    let mut before = 0u32;
    std::iter::from_fn(move || {
        let doc = before.checked_add(take(&mut packed)?)?;
        let place = take(&mut packed)?;
        let (&[times, length], rest) = packed.split_first_chunk()?;
        packed = rest;
        before = doc;
        Some(Entry { doc, place, times, length })
    })
}
