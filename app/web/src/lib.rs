//! The page: Leptos components over the view models.
