intake-title = Mail and scans
intake-lead = Mails that came to the mailbox { $mailbox } and scanned papers, the oldest first. What you register gets its number.
intake-lead-none = No mailbox is set for the protocol; the administrator sets it.
intake-mailbox-trouble = The mailbox cannot be read since { $since } (last try { $at }). Tell the administrator of the system.
intake-tabs = State
intake-tab-waiting = To be registered
intake-tab-registered = Registered
intake-tab-refused = Refused
intake-none-waiting = Nothing waits to be registered.
intake-none-registered = No mail has been registered yet.
intake-none-refused = No mail has been refused.
intake-from = From
intake-to = To
intake-sent = Sent
intake-arrived = Arrived
intake-who = In hand
intake-outcome = Outcome
intake-kept = { $name }
intake-mine = you
intake-next = Next
intake-back = All that came in
intake-source-email = E-mail
intake-source-scan = Scan
intake-automatic = automatic mail
intake-returned = Our mail to { $to } came back. It is noted where it belongs.
intake-next-one = Next in line:
intake-no-subject = (no subject)
intake-no-text = The mail has no text.
intake-cut = The text goes on in the original mail.
intake-text = Text
intake-card = In the directory
intake-card-new = not yet; it will be added
intake-message-id = Message-ID
intake-sha256 = SHA-256 of the mail
intake-sheet-foot = The mail as it was taken from the mailbox of the protocol
intake-forgotten = Sender, text and files were deleted at { $at }.
intake-register = Register
intake-register-changed = Register with changes
intake-refuse = Refuse
intake-claim = I look into it
intake-release = I leave it
intake-take-over = I take it over
intake-wants = Before it is registered
intake-done = Registered with the number { $label }.
intake-refused-done = The mail was refused.
intake-late = It changed meanwhile. Look at it again.
intake-late-kept = Somebody looks into it already: { $name }.
intake-late-decided = Somebody was quicker: { $name }.
intake-registered-as = Registered with the number
intake-refused-by = Refused by: { $name }
intake-trouble-winmail = only Outlook opens it (winmail.dat)
intake-trouble-empty = empty file
intake-trouble-infected = infected file
intake-trouble-unscanned = not looked at for viruses
intake-trouble-large = too large
intake-trouble-encrypted = asks for a password
intake-trouble-many = above the limit of files
intake-trouble-unreadable = cannot be read
intake-trouble-text = The mail stays in the mailbox: open it with a mail program and, if need be, ask the sender to send it again.
intake-refuse-title = Refuse a mail
intake-refuse-reason = Why it is refused
intake-refuse-hint = For example: advertising, sent twice, not for the municipality.
intake-refuse-tell = Tell the sender, with the reason
intake-refuse-nobody = The sender is not told: the mail is automatic or has no address.
intake-problem-reason = Say why it is refused.
intake-problem-reason-long = The reason is too long.
intake-problem-sender = Write an e-mail address, or @ and the name of the organisation: @dei.gr
intake-problem-words = Write a few words of the subject, or leave it empty.
intake-rules = Rules of automatic registration
intake-rules-lead = The mails of these senders get their number as soon as they arrive, without a clerk.
intake-rules-checked = This holds only for mails whose sender the mail server confirms. The others wait for a clerk.
intake-rules-believed = The address of a mail can be forged: write only senders all of whose mails are registered.
intake-rules-none = There is no rule: a clerk sees every mail.
intake-rule-new = New rule
intake-rule-when = Mails from
intake-rule-as = Are registered as
intake-rule-made-by = Written by
intake-rule-sender = Address of the sender
intake-rule-sender-hint = One address, or all of an organisation: @dei.gr
intake-rule-words = Words of the subject
intake-rule-words-hint = All of them must be there. Empty: any subject.
intake-rule-closed = the unit is closed
intake-rule-folder-closed = (the folder is closed: they are registered without one)
intake-rule-add = Add the rule
intake-rule-end = End
intake-rule-end-ask = The next mails will wait for a clerk.
intake-rule-added = The rule holds for mails that arrive from now on.
intake-rule-ended = The rule was ended.
intake-form = From the mail
intake-form-files = The files of the mail become those of the entry; you may add others.
intake-mail-registered-subject = Proof of entry: { $label } · { $municipality }
intake-mail-registered-text =
    The document that you sent was registered with the number { $label } on { $at }.

    The proof of entry is attached. You may check that it is genuine at { $url }

    { $municipality }

    This mail was sent automatically.
intake-mail-refused-subject = Your mail was not registered · { $municipality }
intake-mail-refused-text =
    Your mail "{ $subject }" was not registered.

    Reason: { $reason }

    { $municipality }

    This mail was sent automatically.
intake-separators = Separator sheets for the scanner
intake-separator = Separator sheet
intake-separator-how = Put it before each document for this unit, and scan them all together.
intake-attach-to = Add to an entry that is there
intake-attach-hint = Its number: 123/2026
intake-attach-missing = There is no such entry, or it is cancelled.
intake-attach-reason = Scanned later
