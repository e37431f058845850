//! Lines of a dump, each with its number; a line that is too long is passed over, never held.

use super::Reason;
use std::io::{self, BufRead};

/// The longest line, in bytes. The longest text that is accepted fits several times.
pub const LONGEST: usize = 1_000_000;

/// A line that is not empty.
pub struct Line {
    /// From 1.
    pub number: u64,
    /// Its bytes without the line end, or why it was not kept.
    pub bytes: Result<Vec<u8>, Reason>,
}

/// Reads lines.
pub struct Lines<R> {
    input: R,
    number: u64,
    /// Bytes read so far.
    pub bytes: u64,
}

impl<R: BufRead> Lines<R> {
    /// Over an input.
    pub fn new(input: R) -> Self {
        Self { input, number: 0, bytes: 0 }
    }

    /// The next line that is not empty.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        while let Some(mut bytes) = self.read()? {
            self.number += 1;
            if let Ok(bytes) = &mut bytes {
                if self.number == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
                    bytes.drain(..3);
                }
                if bytes.trim_ascii().is_empty() {
                    continue;
                }
            }
            return Ok(Some(Line { number: self.number, bytes }));
        }
        Ok(None)
    }

    /// One line, whatever it holds; `None` at the end.
    fn read(&mut self) -> io::Result<Option<Result<Vec<u8>, Reason>>> {
        let mut kept = Vec::new();
        let mut any = false;
        let mut too_long = false;
        loop {
            let buffer = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if too_long || kept.len() + part.len() > LONGEST {
                too_long = true;
                kept = Vec::new();
            } else {
                kept.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            self.bytes += used as u64;
            if end.is_some() {
                break;
            }
        }
        Ok(any.then_some(if too_long { Err(Reason::TooLong) } else { Ok(kept) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_passed_over_and_counted() {
        let mut input = b"\xef\xbb\xbfone\r\n\n".to_vec();
        input.extend(std::iter::repeat_n(b'x', LONGEST + 1));
        input.extend(b"\nlast");
        let mut lines = Lines::new(io::BufReader::with_capacity(7, input.as_slice()));
        let mut next = || lines.next().unwrap().map(|line| (line.number, line.bytes));
        assert_eq!(next(), Some((1, Ok(b"one\r".to_vec()))));
        assert_eq!(next(), Some((3, Err(Reason::TooLong))));
        assert_eq!(next(), Some((4, Ok(b"last".to_vec()))));
        assert_eq!(next(), None);
    }
}
