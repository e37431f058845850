//! The server, over HTTP and as a process, on both engines.
//!
//! One program for all of them: a program each would link the same libraries twenty times, and fill a disk.

mod administration;
mod api;
mod audit;
mod backups;
mod cached;
mod crash;
mod doors;
mod enumeration;
mod erasure;
mod http;
mod labels;
mod live;
mod machines;
mod moves;
mod nodes;
mod operation;
mod passkeys;
mod pictures;
mod pro_sante;
mod push;
mod reach;
mod reading;
mod restored;
mod support;
