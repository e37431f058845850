//! A page of the queue that is filled: who may see a row is asked of each after it was read, so that a page takes as
//! many parts of the list as it needs. None looks empty that has something behind it.

use domain::feed::Cursor;
use store::moderation::Part;

/// Rows read at a time: a full page, and some that are not for whoever looks.
const ROWS: i64 = 150;
/// So often for one page. Where nearly nothing is found, the next page goes on from there.
const PARTS: usize = 20;

/// The rows so far.
pub(super) struct Filling<T> {
    rows: Vec<T>,
    size: usize,
    cursor: fn(&T) -> Cursor,
    /// The last row read, shown or not.
    after: Option<Cursor>,
    parts: usize,
    ended: bool,
}

impl<T> Filling<T> {
    /// A page of so many rows, behind one; `cursor` is where a row stands in its list.
    pub(super) fn new(size: usize, after: Option<Cursor>, cursor: fn(&T) -> Cursor) -> Self {
        Self { rows: Vec::new(), size, cursor, after, parts: 0, ended: false }
    }

    /// What is to be read next: one row more than the page has tells that there is another page.
    pub(super) fn wants<'a>(&self, beginning: &'a str) -> Option<Part<'a>> {
        let goes_on = !self.ended && self.parts < PARTS && self.rows.len() <= self.size;
        goes_on.then_some(Part { beginning, after: self.after, limit: ROWS })
    }

    /// Takes what was read, and of it what may be shown.
    pub(super) fn take(&mut self, read: Vec<T>, may: impl Fn(&T) -> bool) {
        self.parts += 1;
        self.ended = i64::try_from(read.len()).is_ok_and(|length| length < ROWS);
        self.after = read.last().map(self.cursor).or(self.after);
        self.rows.extend(read.into_iter().filter(|row| may(row)));
    }

    /// The page, and the encoded cursor of the next where there is one.
    pub(super) fn done(mut self) -> (Vec<T>, Option<String>) {
        let next = if self.rows.len() > self.size {
            self.rows.truncate(self.size);
            self.rows.last().map(self.cursor)
        } else if self.ended {
            None
        } else {
            self.after
        };
        (self.rows, next.map(Cursor::encode))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;
    use uuid::Uuid;

    /// Reads one page out of the numbers up to `most`, those that `may` alone.
    fn page(most: u32, after: Option<Cursor>, may: impl Fn(&u32) -> bool) -> (Vec<u32>, Option<Cursor>) {
        let mut filling: Filling<u32> = Filling::new(10, after, |row| Cursor {
            at: Timestamp(i64::from(*row)),
            id: Uuid::from_u128(u128::from(*row)),
        });
        while let Some(part) = filling.wants("") {
            let behind = part.after.map_or(0, |after| u32::try_from(after.at.0).expect("a number") + 1);
            let read = (behind..most).take(usize::try_from(part.limit).expect("a limit")).collect();
            filling.take(read, &may);
        }
        let (rows, next) = filling.done();
        (rows, next.as_deref().and_then(Cursor::parse))
    }

    #[test]
    fn every_row_stands_on_one_page() {
        for (most, every) in [(0, 1), (9, 1), (10, 1), (11, 1), (150, 1), (151, 1), (900, 70), (2_990, 300)] {
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let (rows, next) = page(most, after, |row| row.is_multiple_of(every));
                assert!(rows.len() <= 10 && (!rows.is_empty() || seen.is_empty()), "{most}, one in {every}");
                seen.extend(rows);
                after = next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(
                seen,
                (0..most).filter(|row| row.is_multiple_of(every)).collect::<Vec<_>>(),
                "{most}, one in {every}"
            );
        }
    }

    #[test]
    fn what_is_looked_through_for_one_page_has_an_end() {
        let (rows, next) = page(100_000, None, |row| *row == 99_999);
        assert_eq!((rows.len(), next.map(|next| next.at.0)), (0, Some(2_999)));
    }
}
