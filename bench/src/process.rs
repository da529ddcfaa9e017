//! What processes cost: CPU time and memory, from `/proc` on Linux, from `ps` elsewhere.

use std::{path::Path, process::Command, time::Duration};

use anyhow::{Context as _, Result};

/// The processes that are measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meter {
    /// The server.
    pub(crate) server: u32,
    /// The database server's first process, whose children count too.
    pub(crate) database: Option<u32>,
}

#[derive(Debug)]
struct Process {
    id: u32,
    parent: u32,
    /// Its own time.
    own: Duration,
    /// That of children that ended.
    ended: Duration,
}

impl Meter {
    /// The CPU time that they have used so far.
    pub(crate) fn cpu(&self) -> Result<Duration> {
        let Some(database) = self.database else {
            return Ok(one(self.server)?.own);
        };
        let all = all()?;
        let server = all
            .iter()
            .find(|process| process.id == self.server)
            .context("the server has ended")?;
        let of_database: Duration = all
            .iter()
            .map(|process| match process {
                Process { id, .. } if *id == database => process.own + process.ended,
                Process { parent, .. } if *parent == database => process.own,
                _ => Duration::ZERO,
            })
            .sum();
        Ok(server.own + of_database)
    }
}

/// The process that started this one.
pub(crate) fn parent(id: u32) -> Result<u32> {
    Ok(one(id)?.parent)
}

/// Resident memory now and at its highest, bytes. Where the system does not tell the highest, it is the one now.
pub(crate) fn memory(id: u32) -> Result<(u64, u64)> {
    let Ok(status) = std::fs::read_to_string(format!("/proc/{id}/status")) else {
        let now: u64 = ps(&["-o", "rss=", "-p", &id.to_string()])?.trim().parse()?;
        return Ok((now * 1024, now * 1024));
    };
    let kilobytes = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        number.with_context(|| format!("no {name} of process {id}"))
    };
    Ok((kilobytes("VmRSS:")? * 1024, kilobytes("VmHWM:")? * 1024))
}

fn one(id: u32) -> Result<Process> {
    if !Path::new("/proc/self/stat").exists() {
        let text = ps(&["-o", "pid=,ppid=,time=", "-p", &id.to_string()])?;
        return of_ps(text.trim()).context("the process has ended");
    }
    let text = std::fs::read_to_string(format!("/proc/{id}/stat")).context("the process has ended")?;
    of_stat(&text).context("/proc/…/stat is not as expected")
}

fn all() -> Result<Vec<Process>> {
    if !Path::new("/proc/self/stat").exists() {
        let text = ps(&["-A", "-o", "pid=,ppid=,time="])?;
        return Ok(text.lines().filter_map(|line| of_ps(line.trim())).collect());
    }
    Ok(std::fs::read_dir("/proc")?
        .filter_map(Result::ok)
        .filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok())
        .filter_map(|text| of_stat(&text))
        .collect())
}

/// The fields of `/proc/<pid>/stat`; times are in hundredths of a second.
fn of_stat(text: &str) -> Option<Process> {
    let id = text.split(' ').next()?.parse().ok()?;
    // The name, in parentheses, may hold anything.
    let fields: Vec<&str> = text[text.rfind(')')? + 1..].split_whitespace().collect();
    let ticks = |at: usize| -> Option<u64> { fields.get(at)?.parse().ok() };
    Some(Process {
        id,
        parent: fields.get(1)?.parse().ok()?,
        own: Duration::from_millis(10 * (ticks(11)? + ticks(12)?)),
        ended: Duration::from_millis(10 * (ticks(13)? + ticks(14)?)),
    })
}

/// A line of `ps`: id, parent and `[[days-]hours:]minutes:seconds[.hundredths]`.
fn of_ps(line: &str) -> Option<Process> {
    let mut fields = line.split_whitespace();
    let (id, parent) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let (days, clock) = match fields.next()?.split_once('-') {
        Some((days, clock)) => (days.parse::<f64>().ok()?, clock.to_owned()),
        None => (0.0, line.split_whitespace().nth(2)?.to_owned()),
    };
    let seconds = clock
        .split(':')
        .try_fold(0.0, |sum, part| Some(sum * 60.0 + part.parse::<f64>().ok()?))?;
    Some(Process {
        id,
        parent,
        own: Duration::from_secs_f64(days * 86_400.0 + seconds),
        ended: Duration::ZERO,
    })
}

fn ps(arguments: &[&str]) -> Result<String> {
    let output = Command::new("ps")
        .args(arguments)
        .output()
        .context("cannot run ps")?;
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_stat() {
        let text = "42 (post (gres) S 7 42 42 0 -1 4194304 100 0 0 0 12 3 400 50 20 0 1 0 99 0 0";
        let process = of_stat(text).unwrap();
        assert_eq!((process.id, process.parent), (42, 7));
        assert_eq!((process.own.as_millis(), process.ended.as_millis()), (150, 4500));
    }

    #[test]
    fn a_line_of_ps() {
        let seconds = |line| of_ps(line).unwrap().own.as_secs_f64();
        assert!((seconds("42 7 1:02.50") - 62.5).abs() < 1e-9);
        assert!((seconds("42 7 1-02:03:04") - 93_784.0).abs() < 1e-9);
    }
}
