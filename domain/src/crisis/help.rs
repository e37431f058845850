//! Who helps at once, in France: free, day and night.

use super::Crisis;

crate::word_enum! {
    /// Somebody who answers.
    Line {
        /// Medical emergencies.
        Samu = "15",
        /// Emergencies of all kinds, in all of Europe.
        Europe = "112",
        /// Emergencies by text message, for whoever cannot hear or speak.
        Text = "114",
        /// Suicide prevention.
        Suicide = "3114",
        /// Police and gendarmerie.
        Police = "17",
        /// Violence against women.
        Women = "3919",
    }
}

impl Line {
    /// As an address that a phone opens.
    pub fn address(self) -> String {
        let scheme = if self == Self::Text { "sms" } else { "tel" };
        format!("{scheme}:{}", self.word())
    }
}

/// Who helps with these, the nearest first, each once.
pub fn lines(signs: &[Crisis]) -> Vec<Line> {
    let mut lines = Vec::new();
    for sign in signs {
        let those: &[Line] = match sign {
            Crisis::Suicide => &[Line::Suicide, Line::Samu, Line::Text],
            Crisis::Overdose | Crisis::Chest | Crisis::Stroke => &[Line::Samu, Line::Europe, Line::Text],
            Crisis::Violence => &[Line::Police, Line::Women, Line::Text],
        };
        lines.extend(those.iter().copied().filter(|line| !lines.contains(line)).collect::<Vec<_>>());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_stands_once_the_nearest_first() {
        assert_eq!(lines(&[Crisis::Suicide]), [Line::Suicide, Line::Samu, Line::Text]);
        assert_eq!(lines(&[Crisis::Suicide, Crisis::Overdose]), [Line::Suicide, Line::Samu, Line::Text, Line::Europe]);
        assert_eq!(lines(&[]), []);
        assert_eq!(Line::Text.address(), "sms:114");
        assert_eq!(Line::Suicide.address(), "tel:3114");
    }
}
