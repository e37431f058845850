//! Tables as spreadsheets read them (RFC 4180), in UTF-8 with a mark that says so.

use serde_json::Value;

/// What spreadsheets take for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table from its rows, which have the same fields. `None` when there are none.
pub fn table(rows: &[Value]) -> Option<String> {
    let heads: Vec<&String> = rows.first()?.as_object()?.keys().collect();
    let mut text = String::from("\u{feff}");
    line(&mut text, heads.iter().map(|head| (*head).clone()));
    for row in rows {
        line(&mut text, heads.iter().map(|head| cell(&row[head.as_str()])));
    }
    Some(text)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        // Opened, a text must stay a text.
        Value::String(text) if text.starts_with(FORMULA) => format!("'{text}"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            text.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r', ';']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn cells_are_quoted_and_nothing_runs() {
        let rows = [json!({"a": "un, \"deux\"\ntrois", "b": null, "c": 3}), json!({"a": "=1+1", "b": true, "c": -4})];
        let text = table(&rows).unwrap();
        assert_eq!(text, "\u{feff}a,b,c\r\n\"un, \"\"deux\"\"\ntrois\",,3\r\n'=1+1,true,-4\r\n");
        assert_eq!(table(&[]), None);
    }
}
