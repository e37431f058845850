//! Whatever else refers to a member by the engine's own catalogue: a table that joins later and that nobody thought of
//! here must neither keep a member nor keep them from going.
//!
//! `server/tests/all/erasure.rs` fails for such a table all the same, so that somebody thinks of it.

use crate::backups::quoted;
use crate::{Conn, Result};
use domain::MemberId;
use sqlx::AssertSqlSafe;

/// Columns that refer to a member: table, column, whether it may be empty.
pub async fn references(conn: &mut Conn<'_>) -> Result<Vec<(String, String, bool)>> {
    Ok(match conn {
        Conn::Sqlite(connection) => {
            sqlx::query_as(
                "SELECT m.name, f.\"from\", c.\"notnull\" = 0 AND c.pk = 0 FROM sqlite_master m, \
                 pragma_foreign_key_list(m.name) f, pragma_table_info(m.name) c \
                 WHERE m.type = 'table' AND f.\"table\" = 'member' AND c.name = f.\"from\" ORDER BY 1, 2",
            )
            .fetch_all(&mut **connection)
            .await?
        }
        Conn::Postgres(connection) => {
            sqlx::query_as(
                "SELECT c.relname::text, a.attname::text, NOT a.attnotnull FROM pg_constraint k \
                 JOIN pg_class c ON c.oid = k.conrelid \
                 JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) \
                 WHERE k.contype = 'f' AND k.confrelid = 'member'::regclass ORDER BY 1, 2",
            )
            .fetch_all(&mut **connection)
            .await?
        }
    })
}

/// Takes a member out of every column that refers to them: emptied where it may be, else the row goes.
pub async fn forget_references(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    for (table, column, may_be_empty) in references(conn).await? {
        // The request itself ends with its member.
        if table == "erasure" {
            continue;
        }
        let (table, column) = (quoted(&table), quoted(&column));
        let sql = if may_be_empty {
            format!("UPDATE {table} SET {column} = NULL WHERE {column} = $1")
        } else {
            format!("DELETE FROM {table} WHERE {column} = $1")
        };
        execute!(&mut *conn, AssertSqlSafe(sql.clone()), member.0)?;
    }
    Ok(())
}
