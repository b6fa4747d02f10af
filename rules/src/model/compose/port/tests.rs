use super::{Port, short};

fn of(text: &str) -> (Option<String>, Option<String>, String, Option<String>) {
    let Port {
        host_ip,
        published,
        target,
        protocol,
        ..
    } = short(text).unwrap();
    (host_ip, published, target, protocol)
}

#[test]
fn all_short_forms_are_read() {
    for (text, ip, published, target, protocol) in [
        ("80", "", "", "80", ""),
        ("8080:80", "", "8080", "80", ""),
        (":80", "", "", "80", ""),
        ("0:80", "", "0", "80", ""),
        ("127.0.0.1:8080:80", "127.0.0.1", "8080", "80", ""),
        ("127.0.0.1::80", "127.0.0.1", "", "80", ""),
        ("[::1]:80:80", "::1", "80", "80", ""),
        ("[::1]::80", "::1", "", "80", ""),
        ("::1:6000:6000", "::1", "6000", "6000", ""),
        ("2001:db8::1:80:80", "2001:db8::1", "80", "80", ""),
        ("3000-3002", "", "", "3000-3002", ""),
        ("8080-8082:80-82/udp", "", "8080-8082", "80-82", "udp"),
        ("8080-8090:80", "", "8080-8090", "80", ""),
        ("80/TCP", "", "", "80", "tcp"),
        ("::80", "", "", "80", ""),
    ] {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let expected = (some(ip), some(published), target.to_owned(), some(protocol));
        assert_eq!(of(text), expected, "{text}");
    }
}

#[test]
fn what_compose_refuses_is_refused() {
    for text in [
        "",
        "80:",
        "80/foo",
        "localhost:80:80",
        "99999:80",
        "1.2.3.4.5:80:80",
        "80:80/tcp/udp",
        "5-3:80",
        "80:0",
        "+80",
        "a",
        "[::1:80:80",
        "80-",
        "-80",
        "8 0",
        "80:é",
    ] {
        assert!(short(text).is_err(), "{text}");
    }
}

#[test]
fn ranges_pair_up_or_one_port_has_them_all() {
    for (text, unequal) in [
        ("1-3:5-6", true),
        ("1:5-6", true),
        ("1-3:5-7", false),
        ("1-3:5", false),
        ("5-6", false),
    ] {
        assert_eq!(short(text).unwrap().has_unequal_ranges(), unequal, "{text}");
    }
}
