//! What the trail hears from the register.

pub(crate) const REGISTERED: &str = "register.registered";
pub(crate) const CORRECTED: &str = "register.corrected";
pub(crate) const CANCELLED: &str = "register.cancelled";
pub(crate) const ATTACHED: &str = "register.attached";
pub(crate) const STAMPED: &str = "register.stamped";
pub(crate) const OPENED: &str = "register.opened";
pub(crate) const FOLDER_ADDED: &str = "register.folder-added";
pub(crate) const FOLDER_ENDED: &str = "register.folder-ended";
pub(crate) const FOLDER_REOPENED: &str = "register.folder-reopened";
pub(crate) const FOLDER: &str = "folder";
pub(crate) const EXPORTED: &str = "register.exported";
pub(crate) const LEGACY: &str = "register.legacy-imported";
pub(crate) const MERGED: &str = "register.correspondents-merged";
pub(crate) const CORRESPONDENT_CHANGED: &str = "register.correspondent-changed";
pub(crate) const CORRESPONDENT: &str = "correspondent";
pub(crate) const BOOK: &str = "book";
pub(crate) const ENTRY: &str = "entry";
