//! A release has the built dashboard inside, so it is built again when that changes; development reads it from the
//! disk.

#[expect(
    clippy::disallowed_methods,
    reason = "cargo speaks to build scripts through the environment"
)]
fn main() {
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let inside = if release { "../web/dist" } else { "build.rs" };
    println!("cargo::rerun-if-changed={inside}");
}
