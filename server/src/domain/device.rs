//! A browser's header in words, and the network it came from, for people who look at where they are signed in.

use std::net::IpAddr;

use ipnet::IpNet;

const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chromium"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
];
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

/// Such as `Firefox on Linux`.
pub fn describe(user_agent: Option<&str>) -> String {
    let text = user_agent.unwrap_or_default();
    let find = |table: &[(&str, &'static str)]| {
        table
            .iter()
            .find(|(mark, _)| text.contains(mark))
            .map(|(_, name)| *name)
    };
    match (find(BROWSERS), find(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Unknown device".to_owned(),
    }
}

/// The network of an address: an IPv4 address without its last number, or the first 48 bits of an IPv6 one, which is
/// about what one provider gives to one place. Whoever wants to know where that is has to look it up: we ask nobody.
pub fn network(address: &str) -> Option<String> {
    let address: IpAddr = address.parse().ok()?;
    let bits = if address.is_ipv4() { 24 } else { 48 };
    let network = IpNet::new(address, bits).ok()?;
    Some(network.trunc().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_what_a_provider_gives_to_one_place() {
        for (address, expected) in [
            ("192.0.2.77", Some("192.0.2.0/24")),
            ("2001:db8:1:2::3", Some("2001:db8:1::/48")),
            ("somewhere", None),
        ] {
            assert_eq!(network(address).as_deref(), expected);
        }
    }

    #[test]
    fn common_browsers_are_told_apart() {
        for (header, words) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
                "Safari on iPhone",
            ),
            ("curl/8.5.0", "curl"),
            ("<script>", "Unknown device"),
        ] {
            assert_eq!(describe(Some(header)), words);
        }
        assert_eq!(describe(None), "Unknown device");
    }
}
