//! PostgreSQL's own programs: `pg_dump` writes, `pg_restore` reads, `psql` carries out in one transaction.

use super::keys::hex;
use anyhow::{Context as _, bail};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use store::backups::{Counts, LEFT_OUT, MemberKeyRow, positions_anew};

/// Where the programs are and which database they speak to.
#[derive(Debug, Clone)]
pub struct Tools {
    folder: Option<PathBuf>,
    address: String,
    password: Option<String>,
}

impl Tools {
    /// For a database; `folder` empty: the programs are looked for on `PATH`.
    pub fn new(database_url: &str, folder: &Path) -> anyhow::Result<Self> {
        let mut address = url::Url::parse(database_url).context("setting `database_url`")?;
        // A command line is for everybody on the machine to read: the password travels apart.
        let mut password = address
            .password()
            .map(|password| percent_encoding::percent_decode_str(password).decode_utf8_lossy().into_owned());
        let _ = address.set_password(None);
        let pairs: Vec<(String, String)> = address.query_pairs().into_owned().collect();
        address.set_query(None);
        for (name, value) in pairs {
            match name.as_str() {
                "password" => password = Some(value),
                // The driver's own; PostgreSQL's programs do not know it.
                "statement-cache-capacity" => {}
                _ => {
                    address.query_pairs_mut().append_pair(&name, &value);
                }
            }
        }
        let folder = (!folder.as_os_str().is_empty()).then(|| folder.to_path_buf());
        Ok(Self { folder, address: address.to_string(), password })
    }

    fn command(&self, program: &str) -> Command {
        let mut command =
            Command::new(self.folder.as_ref().map_or_else(|| program.into(), |folder| folder.join(program)));
        if let Some(password) = &self.password {
            command.env("PGPASSWORD", password);
        }
        command.env("PGAPPNAME", "vecu").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Writes the database as it was at a snapshot, in PostgreSQL's custom format.
    pub fn dump(&self, snapshot: &str, to: &Path) -> anyhow::Result<()> {
        let mut command = self.command("pg_dump");
        command.args(["--format=custom", "--no-owner", "--no-privileges", "--no-password"]);
        for table in LEFT_OUT {
            command.arg(format!("--exclude-table-data={table}"));
        }
        command.arg(format!("--snapshot={snapshot}")).arg("--file").arg(to).arg("--dbname").arg(&self.address);
        Running::start("pg_dump", command)?.finish()
    }

    /// Reads a whole dump over: what it lists, and how many rows each table has in it.
    pub fn check(&self, file: &Path) -> anyhow::Result<Counts> {
        let mut list = self.command("pg_restore");
        list.arg("--list").arg(file);
        let mut running = Running::start("pg_restore", list)?;
        let mut text = String::new();
        running.output()?.read_to_string(&mut text)?;
        running.finish()?;
        // "123; 1259 16385 TABLE public member owner"
        let listed: BTreeSet<String> = text
            .lines()
            .filter_map(|line| {
                let mut words = line.split_whitespace().skip(3);
                (words.next() == Some("TABLE")).then_some(())?;
                words.nth(1).filter(|_| !line.contains(" TABLE DATA ")).map(str::to_owned)
            })
            .collect();
        let mut counts: Counts = listed.into_iter().map(|table| (table, 0)).collect();

        let mut data = self.command("pg_restore");
        data.args(["--data-only", "--file=-"]).arg(file);
        let mut running = Running::start("pg_restore", data)?;
        let mut lines = BufReader::with_capacity(1 << 20, running.output()?);
        let mut line = Vec::new();
        let mut table: Option<String> = None;
        while {
            line.clear();
            lines.read_until(b'\n', &mut line)?
        } > 0
        {
            match &table {
                Some(_) if line == b"\\.\n" => table = None,
                Some(name) => *counts.entry(name.clone()).or_default() += 1,
                None => table = copied_table(&line),
            }
        }
        drop(lines);
        running.finish()?;
        if let Some(table) = table {
            bail!("{}: the rows of {table} end too early", file.display());
        }
        Ok(counts)
    }

    /// Puts a dump in the place of these tables, with the keys of its members, in one transaction:
    /// it is whole, or it was never begun.
    pub fn restore(&self, file: &Path, instead_of: &[String], keys: &[MemberKeyRow]) -> anyhow::Result<()> {
        let mut source = self.command("pg_restore");
        source.args(["--no-owner", "--no-privileges", "--file=-"]).arg(file);
        let mut source = Running::start("pg_restore", source)?;
        let mut psql = self.command("psql");
        psql.args(["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--dbname"])
            .arg(&self.address)
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        let mut psql = Running::start("psql", psql)?;
        let mut script = psql.child.stdin.take().context("psql takes no script")?;
        let fed = (|| -> anyhow::Result<()> {
            writeln!(script, "SET client_min_messages = warning;\nBEGIN;")?;
            for table in instead_of {
                writeln!(script, "DROP TABLE {table} CASCADE;")?;
            }
            // What triggers call does not go with their table.
            writeln!(script, "DROP FUNCTION IF EXISTS audit_keeps() CASCADE;")?;
            std::io::copy(&mut source.output()?, &mut script)?;
            source.finish()?;
            writeln!(script, "SET search_path = public;")?;
            script.write_all(positions_anew().as_bytes())?;
            writeln!(script, "CREATE TEMPORARY TABLE brought (member UUID, wrapped BYTEA);\nCOPY brought FROM stdin;")?;
            for key in keys {
                writeln!(script, "{}\t\\\\x{}", key.member, hex(&key.wrapped))?;
            }
            writeln!(
                script,
                "\\.\nINSERT INTO member_key (member, wrapped) SELECT b.member, b.wrapped FROM brought b JOIN member m ON m.id = b.member;"
            )?;
            // Without this line nothing of the above has happened.
            writeln!(script, "DROP TABLE brought;\nCOMMIT;")?;
            Ok(())
        })();
        drop(script);
        // What psql says tells more than that it stopped reading.
        psql.finish()?;
        fed
    }
}

/// The table that a line of a dump begins the rows of.
fn copied_table(line: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(line).ok()?;
    let name = line.strip_prefix("COPY ")?.split_whitespace().next()?;
    line.trim_end()
        .ends_with("FROM stdin;")
        .then(|| name.rsplit('.').next().unwrap_or(name).trim_matches('"').to_owned())
}

/// A program that runs; what it complains of is kept.
struct Running {
    name: &'static str,
    child: Child,
    complaints: Option<std::thread::JoinHandle<String>>,
}

impl Running {
    fn start(name: &'static str, mut command: Command) -> anyhow::Result<Self> {
        let mut child = command.spawn().with_context(|| {
            format!(
                "{name} cannot be started: install PostgreSQL's client programs (Debian: postgresql-client), of the \
                 server's version or a later one, or name their folder in the setting `postgres_bin`"
            )
        })?;
        let complaints = child.stderr.take().map(|mut stderr| {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                let _ = stderr.read_to_end(&mut bytes);
                String::from_utf8_lossy(&bytes).into_owned()
            })
        });
        Ok(Self { name, child, complaints })
    }

    fn output(&mut self) -> anyhow::Result<std::process::ChildStdout> {
        self.child.stdout.take().context("its output was taken already")
    }

    fn finish(&mut self) -> anyhow::Result<()> {
        // Nobody writes to a pipe that nobody reads.
        drop(self.child.stdout.take());
        let ended = self.child.wait()?;
        let said = self.complaints.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        if !ended.success() {
            bail!("{} did not succeed: {}", self.name, said.trim());
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_on_the_command_line() {
        for (url, address) in [
            ("postgres://vecu:s%20cr@db:5433/vecu", "postgres://vecu@db:5433/vecu"),
            (
                "postgres://db/vecu?user=vecu&password=s+cr&sslmode=require",
                "postgres://db/vecu?user=vecu&sslmode=require",
            ),
        ] {
            let tools = Tools::new(url, Path::new("")).unwrap();
            assert_eq!(tools.address, address);
            assert_eq!(tools.password.as_deref(), Some("s cr"));
        }
    }

    #[test]
    fn a_missing_program_says_what_to_do() {
        let tools = Tools::new("postgres://db/vecu", Path::new("/nowhere")).unwrap();
        let said = tools.dump("1", Path::new("/dev/null")).unwrap_err().to_string();
        assert!(said.contains("pg_dump") && said.contains("postgres_bin"), "{said}");
    }
}
