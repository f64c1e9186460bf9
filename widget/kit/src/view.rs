//! Leptos' `view!` without markup from strings. What is static in a view it would else put into the page through
//! `innerHTML`, which pages that require Trusted Types refuse. A class for all elements of a view turns that off; the Worker
//! writes strings anyway and needs none.

/// `leptos::view!`, rendered by the Worker.
#[cfg(feature = "ssr")]
#[macro_export]
macro_rules! view {
    ($($tokens:tt)*) => { ::leptos::view! { $($tokens)* } };
}

/// `leptos::view!`, made of elements alone.
#[cfg(not(feature = "ssr"))]
#[macro_export]
macro_rules! view {
    (class = $class:literal, $($tokens:tt)*) => { ::leptos::view! { class = $class, $($tokens)* } };
    ($($tokens:tt)*) => { ::leptos::view! { class = "k", $($tokens)* } };
}
