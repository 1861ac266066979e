//! The administrator takes somebody in, who signs in and sets a password of their own; the organisation goes out and in.

use crate::demo::{Demo, demo};
use axum::{
    body::Body,
    http::{Request, header},
};
use kernel::Role;

/// A browser that keeps its cookie and sends the word of its forms.
pub struct Browser<'d> {
    demo: &'d Demo,
    cookie: String,
}

pub struct Page {
    pub status: u16,
    pub to: String,
    pub text: String,
}

impl<'d> Browser<'d> {
    pub async fn sign_in(demo: &'d Demo, user: &str, password: &str) -> (Self, Page) {
        let mut browser = Self { demo, cookie: String::new() };
        let page = browser.send("POST", "/login", &[("user", user), ("password", password)]).await;
        (browser, page)
    }

    async fn send(&mut self, method: &str, path: &str, form: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(form).unwrap();
        self.send_as(method, path, "application/x-www-form-urlencoded", body).await
    }

    /// Sends the form of a new entry, with a file whose text is given.
    pub async fn register(&mut self, form: &[(&str, &str)], file: &str) -> Page {
        self.send_file("/desk/register/new", form, ("α.txt", file)).await
    }

    /// Sends the form of a page, with one file: its name and its text.
    pub async fn send_file(&mut self, path: &str, form: &[(&str, &str)], (name, file): (&str, &str)) -> Page {
        let shown = self.get(path).await;
        let csrf = between(&shown.text, "name=\"csrf\" value=\"", "\"").to_owned();
        let file_name = name;
        let mut body = String::new();
        for (name, value) in [("csrf", csrf.as_str())].iter().chain(form) {
            body += &format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        let part = "--b\r\ncontent-disposition: form-data; name=\"files\"; filename=";
        body += &format!("{part}\"{file_name}\"\r\n\r\n{file}\r\n--b--\r\n");
        self.send_as("POST", path, "multipart/form-data; boundary=b", body).await
    }

    /// Sends a form with a file whose text is given, or none.
    pub async fn upload(&mut self, path: &str, form: &[(&str, &str)], file: Option<&str>) -> Page {
        let shown = self.get(path).await;
        let csrf = between(&shown.text, "name=\"csrf\" value=\"", "\"").to_owned();
        let mut body = String::new();
        for (name, value) in [("csrf", csrf.as_str())].iter().chain(form) {
            body += &format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        if let Some(file) = file {
            let part = "--b\r\ncontent-disposition: form-data; name=\"files\"; filename=";
            body += &format!("{part}\"σ.txt\"\r\n\r\n{file}\r\n");
        }
        body += "--b--\r\n";
        self.send_as("POST", path, "multipart/form-data; boundary=b", body).await
    }

    async fn send_as(&mut self, method: &str, path: &str, kind: &str, body: String) -> Page {
        let request = Request::builder().method(method).uri(path).header("host", "asty.localhost");
        let request = request.header("cookie", &self.cookie).header("content-type", kind).body(Body::from(body));
        let response = self.demo.answer(request.unwrap()).await;
        let head = |name| response.headers().get_all(name).iter().filter_map(|v| v.to_str().ok());
        if let Some(cookie) = head(header::SET_COOKIE).find(|c| c.starts_with("asty_session=")) {
            self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        }
        let to = head(header::LOCATION).next().unwrap_or_default().to_owned();
        let status = response.status().as_u16();
        Page { status, to, text: String::from_utf8_lossy(&response.into_body()).into_owned() }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send("GET", path, &[]).await
    }

    /// Sends a form with the word that its page carries.
    pub async fn post(&mut self, page: &str, path: &str, form: &[(&str, &str)]) -> Page {
        let shown = self.get(page).await;
        let csrf = between(&shown.text, "name=\"csrf\" value=\"", "\"").to_owned();
        let form: Vec<_> = form.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        self.send("POST", path, &form).await
    }
}

pub fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}")).1;
    rest.split_once(after).unwrap().0
}

pub fn password(demo: &Demo, role: Role) -> (String, String) {
    let accounts = demo.document["municipalities"][0]["accounts"].as_array().unwrap();
    let account = accounts.iter().find(|a| a["role"] == role.as_str()).unwrap();
    (account["user"].as_str().unwrap().to_owned(), account["password"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn somebody_new_comes_in_and_sets_a_password() {
    let demo = demo().await;
    let (user, secret) = password(&demo, Role::Administrator);
    let (mut admin, page) = Browser::sign_in(&demo, &user, &secret).await;
    assert_eq!((page.status, page.to.as_str()), (303, "/home"));
    assert_eq!(admin.get("/home").await.to, "/admin/people");
    let unit = admin.get("/admin/people/new").await;
    let unit = between(&unit.text, "<option value=\"\"></option><option value=\"", "\"").to_owned();
    let form = [("name", "Ζωή Νέου"), ("from", "2026-11-23"), ("unit", &unit), ("user", "zoi"), ("role-clerk", "on")];
    let page = admin.post("/admin/people/new", "/admin/people/new", &form).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let temporary = between(&page.text, "Κωδικός πρόσβασης</dt><dd><code>", "</code>").to_owned();
    let taken = admin.post("/admin/people/new", "/admin/people/new", &form).await;
    assert!(taken.status == 422 && taken.text.contains("Υπάρχει άλλος λογαριασμός"), "{}", taken.text);

    let (zoi, page) = Browser::sign_in(&demo, "ΖΩΗ", &temporary).await;
    assert_eq!(page.status, 422, "another name");
    assert!(zoi.cookie.is_empty());
    let (mut zoi, _) = Browser::sign_in(&demo, "zoi", &temporary).await;
    assert_eq!(zoi.get("/desk").await.to, "/desk/account/password");
    let change = |current: &str, new: &str| {
        [("current", current.to_owned()), ("password", new.to_owned()), ("again", new.to_owned())]
    };
    for (current, new, wrong) in [
        (temporary.as_str(), "password2026", "Αυτόν τον κωδικό"),
        (temporary.as_str(), "σύντομος", "λιγότερους"),
        ("λάθος", "τρία γαλάζια παράθυρα", "τρέχων κωδικός πρόσβασης δεν"),
    ] {
        let form = change(current, new);
        let form: Vec<_> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let page = zoi.post("/desk/account/password", "/desk/account/password", &form).await;
        assert!(page.status == 422 && page.text.contains(wrong), "{}", page.text);
    }
    let form = change(&temporary, "τρία γαλάζια παράθυρα");
    let form: Vec<_> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let page = zoi.post("/desk/account/password", "/desk/account/password", &form).await;
    assert_eq!(page.to, "/desk/account?done=password");
    assert_eq!(zoi.get("/desk").await.status, 200);

    let found = admin.get("/admin/people?q=%CE%B6%CF%89%CE%B7").await;
    let id = between(&found.text, "<td><a href=\"/admin/people/", "\"").to_owned();
    let path = format!("/admin/people/{id}");
    let page = admin.post(&path, &format!("{path}/lock"), &[]).await;
    assert_eq!(page.to, format!("{path}?done=locked"));
    assert_eq!(zoi.get("/desk").await.to, "/login");
    assert!(admin.get(&page.to).await.text.contains("Ο λογαριασμός κλειδώθηκε και οι συνδέσεις του τερματίστηκαν."));
    assert!(admin.get("/admin/people?show=locked").await.text.contains("Ζωή Νέου"));
    let page = admin.post(&path, &format!("{path}/roles"), &[("role-auditor", "on"), ("role-clerk", "on")]).await;
    assert!(page.status == 422 && page.text.contains("Ο ελεγκτής δεν πρέπει να έχει και άλλον ρόλο"), "{}", page.text);
}

#[tokio::test]
async fn somebody_is_invited_from_the_pages() {
    let demo = demo().await;
    let (user, secret) = password(&demo, Role::Administrator);
    let (mut admin, _) = Browser::sign_in(&demo, &user, &secret).await;
    let form = [
        ("name", "Ζωή Νέου"),
        ("from", "2026-11-23"),
        ("unit", ""),
        ("user", "zoi"),
        ("way", "invite"),
        ("role-employee", "on"),
    ];
    let page = admin.post("/admin/people/new", "/admin/people/new", &form).await;
    assert!(page.status == 422 && page.text.contains("Λείπει το e-mail"), "{}", page.text);
    let form: Vec<_> = form.into_iter().chain([("email", "zoi@nisida.gr")]).collect();
    let page = admin.post("/admin/people/new", "/admin/people/new", &form).await;
    assert!(page.status == 303 && page.to.ends_with("?done=invited"), "{} {}", page.to, page.text);
    let page = admin.get(&page.to).await;
    assert!(page.text.contains("στέλνεται στο zoi@nisida.gr") && page.text.contains("Νέα πρόσκληση"), "{}", page.text);
    let list = admin.get("/admin/invitations").await;
    assert!(list.text.contains("Ένας υπάλληλος") && list.text.contains("Ζωή Νέου"), "{}", list.text);
    // Nobody is left without an invitation; the one who has it may get another.
    let page = admin.post("/admin/invitations", "/admin/invitations", &[]).await;
    assert_eq!(page.to, "/admin/invitations?sent=0");
    let invite = format!("/admin/people/{}/invite", between(&list.text, "action=\"/admin/people/", "/invite\""));
    let page = admin.post("/admin/invitations", &invite, &[("list", "1")]).await;
    assert_eq!(page.to, "/admin/invitations?sent=1");
    let jobs = admin.get("/admin/system/jobs?state=waiting&kind=mail").await;
    assert_eq!(jobs.text.matches("<tr><td>Αποστολή e-mail").count(), 2, "{}", jobs.text);
}

#[tokio::test]
async fn the_organisation_is_drawn_changed_and_taken_out() {
    let demo = demo().await;
    let (user, secret) = password(&demo, Role::Administrator);
    let (mut admin, _) = Browser::sign_in(&demo, &user, &secret).await;
    let page = admin.get("/desk/organisation").await;
    let units = page.text.matches("<rect").count();
    assert!(page.text.contains("<svg") && units > 3, "{}", page.text);
    let id = between(&page.text, "&emsp;<a href=\"/desk/organisation/", "?").to_owned();
    let path = format!("/desk/organisation/{id}");
    let form = [("name", "Τμήμα Πολιτών"), ("kind", "department"), ("from", "2026-12-01"), ("parent", "")];
    let page = admin.post(&path, &format!("/admin/organisation/{id}/change"), &form).await;
    assert_eq!(page.status, 303, "{}", page.text);
    assert!(!admin.get("/desk/organisation").await.text.contains("Τμήμα Πολιτών"));
    let wrong = admin.get("/desk/organisation?on=31/02/2026").await;
    assert!(wrong.status == 422 && wrong.text.contains("Γράψτε ημερομηνία"), "{}", wrong.text);
    assert!(admin.get("/desk/organisation?on=2026-12-01").await.text.contains("Τμήμα Πολιτών"));
    let csv = admin.get("/admin/organisation/units.csv").await.text;
    assert_eq!(csv.lines().count(), 1 + units + 1, "{csv}");

    let shown = admin.get("/admin/organisation/exchange").await;
    let csrf = between(&shown.text, "name=\"csrf\" value=\"", "\"").to_owned();
    let csv = format!("{csv}it,protocol,γραφείο,Γραφείο Πληροφορικής,,,2026-12-02,\r\n");
    let dry = multipart(&demo, &admin.cookie, &csrf, "file", &csv, false).await;
    assert!(dry.contains("Τίποτα δεν άλλαξε ακόμη"), "{dry}");
    let again = between(&dry, "name=\"again\" value=\"", "\"").to_owned();
    let done = multipart(&demo, &admin.cookie, &csrf, "again", &again.replace("&#x2f;", "/"), true).await;
    assert!(done.contains("Η εισαγωγή έγινε"), "{done}");
    let same = multipart(&demo, &admin.cookie, &csrf, "file", &csv, false).await;
    assert!(same.contains("Τίποτα δεν αλλάζει") && !same.contains("Εισαγωγή τώρα"), "{same}");
    assert!(admin.get("/desk/organisation?on=2026-12-02").await.text.contains("Γραφείο Πληροφορικής"));
    let bad = multipart(&demo, &admin.cookie, &csrf, "file", "code,name\nx,\n", false).await;
    assert!(bad.contains("Λείπει το είδος της μονάδας."), "{bad}");
}

async fn multipart(demo: &Demo, cookie: &str, csrf: &str, name: &str, file: &str, really: bool) -> String {
    let part =
        |name: &str, value: &str| format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let really = if really { part("really", "1") } else { String::new() };
    let body = format!("{}{really}{}--b--\r\n", part("csrf", csrf), part(name, file));
    let request = Request::builder().method("POST").uri("/admin/organisation/exchange");
    let request = request.header("host", "asty.localhost").header("cookie", cookie);
    let request = request.header("content-type", "multipart/form-data; boundary=b").body(Body::from(body)).unwrap();
    String::from_utf8(demo.send(request).await.1).unwrap()
}
