use super::{Volume, VolumeKind, short};

fn of(text: &str) -> (VolumeKind, Option<String>, String) {
    let Volume {
        kind,
        source,
        target,
        ..
    } = short(text).unwrap();
    (kind, source, target)
}

#[test]
fn sources_tell_the_kind() {
    for (text, kind, source, target) in [
        ("data:/x", VolumeKind::Volume, "data", "/x"),
        ("./a:/x", VolumeKind::Bind, "./a", "/x"),
        ("/a:/x:ro", VolumeKind::Bind, "/a", "/x"),
        ("~/a:/x", VolumeKind::Bind, "~/a", "/x"),
        ("a/b:/x", VolumeKind::Volume, "a/b", "/x"),
        (r"C:\a:/x:ro", VolumeKind::Bind, r"C:\a", "/x"),
        (r"C:\a:D:\b", VolumeKind::Bind, r"C:\a", r"D:\b"),
        ("c:/x:/y:ro", VolumeKind::Bind, "c:/x", "/y"),
        (
            r"\\.\pipe\d:\\.\pipe\d",
            VolumeKind::Bind,
            r"\\.\pipe\d",
            r"\\.\pipe\d",
        ),
        ("$x:/b", VolumeKind::Volume, "$x", "/b"),
    ] {
        assert_eq!(
            of(text),
            (kind, Some(source.to_owned()), target.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn a_single_letter_is_a_drive() {
    for text in ["/x", "v:/data", "c:/x", "relative", "ab", "a"] {
        assert_eq!(
            of(text),
            (VolumeKind::Anonymous, None, text.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn options_are_read_in_their_order() {
    let volume = short("/a:/b:ro,Z,rshared,nocopy,what").unwrap();
    assert!(volume.read_only);
    assert_eq!(volume.selinux.as_deref(), Some("Z"));
    assert_eq!(volume.propagation.as_deref(), Some("rshared"));
    assert!(short("/a:/b:rw,ro").unwrap().read_only);
    assert!(!short("/a:/b:ro,rw").unwrap().read_only);
    assert!(!short("/a:/b:RO").unwrap().read_only);
}

#[test]
fn empty_and_surplus_parts_are_refused() {
    for text in ["", ":/x", "/a:", "/a:/b:", "/a:/b:ro:z", ":::"] {
        assert!(short(text).is_err(), "{text}");
    }
}
