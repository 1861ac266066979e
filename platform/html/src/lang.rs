//! The languages of the pages.

kernel::words! {
    /// A language of the pages.
    Lang {
        /// Greek, the default.
        El = "el",
        /// English.
        En = "en",
    }
}
