//! A release has the built dashboard inside, so it is built again when that changes; development reads it from the
//! disk.

fn main() {
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let inside = if release { "../web/dist" } else { "build.rs" };
    println!("cargo::rerun-if-changed={inside}");
}
