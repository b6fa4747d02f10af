//! The sample project: a small shop with one artifact of every kind that is judged.

use plimsoll_view::message::Source;

const FILES: [(&str, &str); 5] = [
    (
        "harbour-shop/api/Dockerfile",
        include_str!("../../../public/sample/harbour-shop/api/Dockerfile"),
    ),
    (
        "harbour-shop/web/Dockerfile",
        include_str!("../../../public/sample/harbour-shop/web/Dockerfile"),
    ),
    (
        "harbour-shop/compose.yaml",
        include_str!("../../../public/sample/harbour-shop/compose.yaml"),
    ),
    (
        "harbour-shop/inspect.json",
        include_str!("../../../public/sample/harbour-shop/inspect.json"),
    ),
    (
        "harbour-shop/docker-bench.log",
        include_str!("../../../public/sample/harbour-shop/docker-bench.log"),
    ),
];

/// Its files; the page numbers them.
pub(crate) fn files() -> Vec<Source> {
    let source = |(name, text): (&str, &str)| Source {
        id: 0,
        name: name.into(),
        text: Some(text.into()),
    };
    FILES.into_iter().map(source).collect()
}
