identity-login-title = Staff sign-in
identity-user = User name
identity-password = Password
identity-login = Sign in
identity-problem-credentials = The user name or the password is wrong.
identity-problem-locked = There were too many failed attempts. Try again after { $until }.
identity-login-with = Sign in with { $name }
identity-problem-oidc = Signing in did not complete. Try again, or use your password.
identity-problem-oidc-unknown = There is no account for this e-mail. Ask the administrator.
identity-code-title = One-time code
identity-code = One-time code
identity-code-hint = The six digits that the app on your phone shows, or one of your recovery codes.
identity-problem-code = The code is wrong or has expired. Type the one that the app shows now.
# My account
identity-account = My account
identity-roles = Roles
identity-role-clerk = Register clerk
identity-role-head = Head of unit
identity-role-employee = Employee
identity-role-auditor = Auditor
identity-role-administrator = Administrator
identity-action = Action
identity-done = Saved.
identity-done-password = The password was changed. Your other sessions have ended.
identity-done-code = From now on signing in asks for a one-time code too.
identity-done-code-removed = Signing in no longer asks for a one-time code.
identity-done-sessions = The session has ended.
identity-done-tokens = The API token no longer opens.
identity-change-password = Change password
identity-password-current = Present password
identity-password-new = New password
identity-password-again = New password again
identity-password-hint = At least 10 characters. Three or four unrelated words are easy to remember and hard to guess.
identity-password-forced = The administrator gave you this password. Set one of your own to go on.
identity-problem-current = The present password is wrong.
identity-problem-password-short = The password has fewer than 10 characters. Type a longer one.
identity-problem-password-long = The password has more than 200 characters. Type a shorter one.
identity-problem-password-common = Many people use this password, so it is tried first. Choose another.
identity-problem-password-user = The password has the user name in it. Choose another.
identity-problem-password-again = The two new passwords differ. Type the same one again.
identity-problem-password-same = The new password is the present one. Choose another.
identity-code-section = One-time code
identity-code-on = Signing in asks for a one-time code from your phone too.
identity-code-off = With a one-time code from your phone nobody gets in with the password alone.
identity-code-add = Turn on one-time codes
identity-code-renew = New phone or new recovery codes
identity-code-remove = Turn off
identity-code-step-app = Open an app for one-time codes on your phone (FreeOTP, Aegis, Google Authenticator).
identity-code-step-scan = Scan this QR code with it.
identity-code-qr = QR code for the app
identity-code-type = If it cannot be scanned, type:
identity-code-step-type = Type the six digits that the app shows.
identity-code-confirm = Confirm
identity-recovery = Recovery codes
identity-recovery-text = Keep them in a safe place: each lets you in once if you lose the phone. You will not see them again.
identity-recovery-kept = I have kept them
identity-sessions = Sessions
identity-sessions-none = Not signed in anywhere.
identity-session-since = Since
identity-session-where = Address and browser
identity-session-this = this one
identity-session-end = End
identity-session-end-of = End the session of { $at }
identity-sessions-end = End all sessions
identity-sessions-end-others = End all others
identity-tokens = API tokens
identity-tokens-none = There is no API token.
identity-token-name = Name
identity-token-scopes = Allows
identity-token-revoke = Revoke
identity-token-revoke-of = Revoke the token { $name }
# Invitations
identity-way = How they come in the first time
identity-way-invite = Invitation by e-mail
identity-way-tell = Temporary password that you tell them
identity-invite = Send invitation
identity-invite-again = New invitation
identity-invite-needs-email = To invite them, fill in the e-mail among the details first.
identity-no-password = no password set
identity-invitation = Invitation
identity-invitation-until = good until { $until }
identity-invitation-expired = expired on { $until }
identity-invitation-not-sent = not sent
identity-invitations = Invitations
identity-invitations-waiting =
    { $count ->
        [0] Everybody who has an account has set a password.
        [one] One employee has an account and has not set a password yet.
       *[other] { $count } employees have an account and have not set a password yet.
    }
identity-invitations-unreachable =
    { $count ->
        [one] The e-mail of one is missing.
       *[other] The e-mail of { $count } is missing.
    }
identity-invitations-send =
    { $count ->
        [one] Invite the one who has no invitation in force
       *[other] Invite all who have no invitation in force ({ $count })
    }
identity-invitations-sent =
    { $count ->
        [one] One invitation is on its way. It is good for seven days.
       *[other] { $count } invitations are on their way. They are good for seven days.
    }
identity-email-none = missing
identity-invitation-title = Invitation
identity-invitation-open = Set your password
identity-invitation-text = { $name }, with this password you sign in from now on. The link is good until { $until }, and only once.
identity-invitation-accept = Set password and sign in
identity-invitation-used = The invitation has been used
identity-invitation-why-used = The password is set. Sign in with it. If it was not you who set it, tell the administrator at once.
identity-invitation-ended = The invitation is no longer good
identity-invitation-why-ended = The seven days are over, or a newer one was sent. Open the latest message, or ask the administrator for a new invitation.
identity-invitation-unknown = There is no such invitation
identity-invitation-why-unknown = The link may be cut off. Copy all of it from the message, or ask the administrator for a new invitation.
identity-invitation-mail-subject = Your account in the register: { $municipality }
identity-invitation-mail-text =
    { $name },

    { $municipality } has opened an account for you in the program of the register.
    Open the link and set your password:

    { $url }

    User name: { $user }
    The link is good until { $until }, and only once. Do not pass it on.

    If you did not expect this message, ignore it.
identity-problem-no-email = The e-mail is missing. Fill it in, so that the invitation can be sent.
identity-problem-has-password = They have a password of their own. If they forgot it, give them a new temporary one.
identity-problem-account-closed = The account is locked, or the employee has left.
identity-code-password-hint = There is a one-time code already. To replace it, type the password too.
identity-password-elsewhere = You sign in at the identity provider. There is no password here.
identity-token-from-to = { $from } – { $to }
identity-token-until = until { $to }
# People
identity-people = People and accounts
identity-people-find = Find
identity-people-words = Name, user or unit
identity-people-none = Nobody was found.
identity-next = Next
identity-person-new = New employee
identity-name = Name
identity-email = E-mail
identity-phone = Telephone
identity-employee-code = Personnel number
identity-unit = Unit
identity-from = From
identity-period = Period
identity-main = Main position
identity-head = Head
identity-deputy = Deputy head
identity-deputy-short = deputy
identity-details = Details
identity-positions = Positions
identity-positions-none = No position in any unit.
identity-position-title = Position
identity-position-add = New position
identity-position-end = End
identity-position-end-on = Ends on
identity-account-section = Account
identity-account-none = No account.
identity-account-add = Make an account
identity-user-hint = Without blanks. Leave it empty for an employee without an account.
identity-yes = yes
identity-no = no
identity-locked = locked
identity-locked-until = Locked until
identity-must-change = changes password at next sign-in
identity-lock = Lock
identity-unlock = Unlock
identity-reset = New temporary password
identity-reset-text = The employee will set a password of their own at the next sign-in. Their sessions end.
identity-reset-code = The phone is lost too: ask for no one-time code
identity-roles-save = Save roles
identity-secret = Temporary password
identity-secret-text = Tell the employee ({ $name }) the following.
identity-secret-once = The password will not be shown again. It must be changed at the first sign-in.
identity-secret-told = I have told it
identity-save = Save
identity-leave = Departure
identity-stay = Take the departure back
identity-leave-on = Leaves on
identity-leave-text = The positions end on that day, and from then on they cannot sign in. What they registered stays under their name.
identity-problems = Correct the fields that are marked.
identity-problem-required = Fill in this field.
identity-problem-date = Write a date, e.g. 31/12/2026.
identity-problem-user = A user name cannot be empty or have blanks.
identity-problem-user-taken = Another account has this user name.
identity-problem-code-taken = This code is already used.
identity-problem-self = You cannot lock or demote your own account.
identity-problem-last-administrator = This is the last administrator. Appoint another first.
identity-problem-parent-closed = The unit does not exist on that day. Choose another.
identity-problem-parent-below = A unit cannot be under itself or under a unit that is under it.
identity-problem-before-last-change = There is a later change already. Write a later date.
identity-problem-closed = The unit is closed.
identity-problem-has-units = Other units are still under it. Move or close them first.
identity-problem-has-people = People still work in it. Move them first.
identity-problem-position-taken = There is a position in this unit already.
identity-problem-two-main = There is a main position already. End it first.
# Organisation
identity-organisation = Organisation
identity-organisation-none = There is no unit on that day.
identity-on-day = As it was on
identity-show = Show
identity-as-it-was = This is the organisation as it was on { $day }.
identity-as-list = As a list
identity-as-chart = As a chart
identity-leaders = Heads
identity-headcount = People
identity-kind = Kind
identity-kind-political = Elected organs
identity-kind-directorate = Directorate
identity-kind-department = Department
identity-kind-office = Office
identity-kind-citizen_service_centre = Citizen service centre
identity-kind-local_office = Local office
identity-parent = Under
identity-unit-new = New unit
identity-unit-name = Name
identity-unit-code = Code
identity-unit-code-hint = A short word that never changes, e.g. protocol.
identity-units-below = Units under it
identity-unit-empty = Nobody works here.
identity-unit-history = History
identity-unit-not-then = The unit did not exist on { $day }.
identity-unit-change = Rename, or place elsewhere
identity-change-from = From
identity-change-hint = What was before that day stays as it was.
identity-unit-close = Close the unit
identity-close-from = Closed from
# Import and export
identity-exchange = Import and export
identity-export = Export
identity-export-text = All units and people with their history. The XLSX has two sheets.
identity-export-units = Units (CSV)
identity-export-people = People (CSV)
identity-import = Import
identity-import-text = Correct the exported file and bring it back. Lines are added or changed; none is removed. First you see what would happen.
identity-import-file = Files
identity-import-file-hint = One XLSX, or one or two CSV, up to 3 MB together.
identity-import-try = Try
identity-import-really = Import now
identity-import-dry = Tried without a mistake. Nothing has changed yet.
identity-import-done = The import is done.
identity-import-unreadable = The file is neither CSV nor XLSX. Save it again and try once more.
identity-import-problems = Nothing has changed. Correct these lines and retry.
identity-import-more = and { $count } more
identity-import-table = Table
identity-import-row = Line
identity-import-what = What to correct
identity-import-units = units
identity-import-people = people
identity-import-units-added = New units
identity-import-units-changed = Changes of units
identity-import-people-added = New people
identity-import-people-changed = Changes of people
identity-import-unchanged = Lines without a change
identity-import-no-table = No table was found. The first row has the heads of the columns. Units: code, parent, kind, name, email, phone, from, to. People: employee, name, email, phone, user, roles, unit, title, main, head, deputy, from, to.
identity-import-date = “{ $value }” is no date such as 2026-12-31.
identity-import-period = The end ({ $value }) comes before the beginning.
identity-import-kind = “{ $value }” is no kind of unit.
identity-import-role = “{ $value }” is no role.
identity-import-unit = There is no unit “{ $value }” on that day.
identity-import-employee = There is no employee “{ $value }”. For somebody new write a personnel number.
identity-import-user = “{ $value }”: a user name is not changed by an import.
identity-import-overlap = “{ $value }”: the periods overlap.
identity-on-day-hint = Every change counts from a day on. Enter an earlier day to see units and employees as they were then, or a later one for what is already settled.
identity-close-hint = The first day without the unit. The documents that it has keep its name.
identity-serves-from = Serves from
identity-agent = { $browser } on { $system }
identity-scope-register-read = read the register
identity-scope-register-write = register papers
identity-scope-register-confidential = entries with restricted access
identity-scope-organisation-read = read the organisation
identity-scope-organisation-write = change the organisation and accounts
identity-scope-audit-read = read the audit trail
identity-scope-system-read = state of the system
identity-scope-account-own = one's own account
identity-person-done-invited = The invitation is on its way to { $email }. It is good for seven days.
identity-person-done-stays = The departure was taken back.
identity-person-done-left = The departure was recorded.
identity-person-done-locked = The account was locked, and its sessions were ended.
identity-person-done-unlocked = The account was unlocked.
identity-person-done-sessions = The sessions were ended.
identity-person-done-token = The API token was revoked and opens no more.
identity-person-done-roles = The roles were saved.
identity-leaves = Leaves on { $day }
identity-left-on = Left on { $day }
identity-position-leaves = Leaves on { $day }: a new position does not change that.
identity-position-save = Save position
identity-details-save = Save details
identity-unit-choose = Choose a unit
identity-required-note = Name and date are required.
identity-lock-ask = { $name } will not be able to sign in, and the sessions end at once.
identity-lock-do = Lock the account
identity-invite-again-ask = The invitation before opens no more, and a new one goes to { $email }.
identity-token-revoke-ask = { $name }: programs that use the token stop at once. This cannot be undone.
identity-invitations-send-ask =
    { $count ->
        [one] One e-mail will be sent.
       *[other] { $count } e-mails will be sent.
    }
identity-invitations-send-do = Send the invitations
identity-invitations-no-mail = Invitations wait: no mail server has been set (mail.server).
identity-problem-no-role = An account needs at least one role.
identity-problem-own-roles = Nobody changes their own roles. Ask another administrator.
identity-problem-auditor = The auditor must not have another role.
identity-problem-leaves-not = There is no departure that could be taken back.
identity-problem-leaves = The departure has been recorded already.
identity-problem-gone = They will have left by then. Write an earlier date.
identity-problem-head-deputy = Nobody stands in for themselves: choose head or deputy.
identity-people-show = Show
identity-people-show-all = all
identity-people-show-locked = locked
identity-people-show-without-code = without one-time code
identity-people-show-left = those who left
identity-people-count =
    { $count ->
        [one] One employee
       *[other] { $count } employees
    }
identity-import-missing-employee = The personnel number is missing.
identity-import-missing-name = The name is missing.
identity-import-missing-kind = The kind of the unit is missing.
identity-import-missing-code = The code of the unit is missing.
identity-import-email = “{ $value }” is no e-mail address.
identity-import-nothing = Nothing changes: all of it is so already.
identity-term-from = From { $day }
identity-term-to = to { $day }
identity-term-under = under: { $unit }
identity-change-withdraw = Withdraw the change ahead
identity-change-withdraw-ask = The change that was to be in force from { $day } will not be made. What is in force today stays.
identity-change-withdraw-do = Withdraw the change
identity-problem-nothing-ahead = No change lies ahead.
identity-scope-circulation-write = moving documents
identity-absence = Absence and substitution
identity-absence-of = Absences: { $name }
identity-absence-lead = While you are away, the substitute sees your tray, moves what you have and leads what you lead. Every step says that it was done standing in for you.
identity-absence-you-stand-in = You stand in for:
identity-absence-until = until { $day }
identity-absence-whose = Absences
identity-absence-mine = my own
identity-absence-show = Show
identity-absence-substitute = Substitute
identity-absence-choose = Choose
identity-absence-made-by = Set by
identity-absence-now = in force
identity-absence-ended-at = ended { $at }
identity-absence-end = End now
identity-absence-end-ask = { $name } stops standing in at once.
identity-absence-none = No absence.
identity-absence-new = New absence
identity-absence-first = From
identity-absence-last = Until (inclusive)
identity-absence-unit = For the position
identity-absence-everything = all positions
identity-absence-restricted = Restricted documents that name me as well
identity-absence-restricted-short = restricted ones as well
identity-absence-restricted-question = What does this mean?
identity-absence-restricted-answer = Without it the substitute sees only number and date of restricted and confidential documents. With it they read them, and every reading is recorded.
identity-absence-save = Set the substitute
identity-absence-done-set = The absence is set.
identity-absence-done-ended = The substitution has ended.
identity-problem-day = Write a date: 23/11/2026.
identity-problem-absence-order = The last day is before the first.
identity-problem-absence-past = The period is over.
identity-problem-absence-long = Two years at most.
identity-problem-absence-self = Choose somebody else.
identity-problem-absence-substitute = Choose a substitute who is there until the end of the period.
identity-problem-absence-away = They are away themselves on those days.
identity-problem-absence-unit = There is no such position.
identity-problem-absence-overlap = There is an absence on those days already.
identity-notices = Notices by e-mail
identity-notices-lead = They go to the address that the administrator keeps for you. What you do not tick you see only in your tray.
identity-notice-assigned = When a document is assigned to me for action
identity-notice-information = When a document is sent to me for information
identity-notice-returned = When a document that I assigned comes back
identity-notice-comment = When somebody names me in a comment
identity-notice-due = On the day before a deadline
identity-notice-digest = The daily digest of the units that I lead
identity-notices-save = Save
identity-done-notices = Saved.
identity-scope-statistics-read = read the statistics
