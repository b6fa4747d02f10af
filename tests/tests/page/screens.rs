//! Pictures of every screen, for eyes: they lie in the build folder's `screenshots/`.

use std::env;
use std::fs;
use std::path::PathBuf;

use plimsoll_tests::browser::Browser;
use plimsoll_tests::corpus;
use plimsoll_tests::reader::{SCREENS, Site};
use serde_json::{Value, json};

/// A desk, a tablet, a telephone, in pixels.
const WIDTHS: [u32; 3] = [1440, 768, 380];

fn folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let folder = corpus::root().join(target).join("screenshots");
    fs::create_dir_all(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    folder
}

async fn look(browser: &Browser, scheme: &str) {
    let features = json!([
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]);
    browser
        .cdp("Emulation.setEmulatedMedia", json!({"features": features}))
        .await;
}

/// Takes the whole screen at every width, and insists that nothing sticks out sideways.
async fn take(browser: &Browser, name: &str, scheme: &str) {
    for width in WIDTHS {
        let metrics =
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        browser
            .cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        let wide = browser
            .run("return document.documentElement.scrollWidth", Vec::new())
            .await;
        assert!(
            wide.as_u64() <= Some(width.into()),
            "{name} at {width} is {wide} wide"
        );
        let tall = browser
            .run("return document.documentElement.scrollHeight", Vec::new())
            .await;
        let tall = tall.as_u64().unwrap_or_default().clamp(900, 6000);
        let metrics =
            json!({"width": width, "height": tall, "deviceScaleFactor": 1, "mobile": false});
        browser
            .cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        let path = folder().join(format!("{name}-{width}-{scheme}.png"));
        let picture = browser.picture().await;
        fs::write(&path, picture).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    }
    browser
        .cdp("Emulation.clearDeviceMetricsOverride", json!({}))
        .await;
}

#[tokio::test]
async fn every_screen_fits_every_width() {
    let Site { browser, server } = Site::open().await;
    for scheme in ["light", "dark"] {
        look(&browser, scheme).await;
        browser.open(&server.url()).await;
        take(&browser, "0-start", scheme).await;
        browser.open_sample().await;
        for (number, screen) in (1..).zip(SCREENS) {
            browser.go(screen).await;
            take(
                &browser,
                &format!("{number}-{}", screen.to_lowercase()),
                scheme,
            )
            .await;
        }
        browser.open_control("docker-socket-unmounted").await;
        browser.run("scrollTo(0, 0)", Vec::new()).await;
        take(&browser, "8-open-control", scheme).await;
        let shown = browser
            .run(
                "return matchMedia('(prefers-color-scheme: dark)').matches",
                Vec::new(),
            )
            .await;
        assert_eq!(shown, Value::from(scheme == "dark"));
    }
}
