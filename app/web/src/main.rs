//! The page.

fn main() {
    plimsoll_web::start();
}
