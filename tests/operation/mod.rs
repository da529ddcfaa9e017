//! Starting, running, failing, ending.

mod audit;
mod crash;
mod deleting;
mod log;
mod nodes;
mod outage;
mod start;
mod stop;
