circulation-way = The document's way
circulation-nobody = Nobody has it.
circulation-assign = Assign
circulation-assign-title = Assign { $number }/{ $year }
circulation-assign-do = Assign
circulation-forward = Forward
circulation-forward-title = Forward { $number }/{ $year }
circulation-forward-do = Forward
circulation-opinion = Ask an opinion
circulation-opinion-title = Ask an opinion on { $number }/{ $year }
circulation-opinion-do = Send the question
circulation-return = Return
circulation-return-title = Return { $number }/{ $year }
circulation-return-text = Why it is returned
circulation-complete = Complete
circulation-complete-title = Complete { $number }/{ $year }
circulation-complete-text = What was done
circulation-accept = Accept
circulation-acknowledge = Noted
circulation-withdraw = Take it back
circulation-withdraw-of = Take it back: { $name }
circulation-recipients = To whom
circulation-recipients-hint = Type the first letters of the unit, or of a colleague of your unit, and choose.
circulation-find = Unit or person
circulation-find-hint = Type the beginning of a word of the name, with or without accents, and press Enter. The down arrow shows all. Add up to { $count }.
circulation-find-none = Nobody was found by these words. In another department you assign to the department, not to a person.
circulation-find-there = Already among the recipients.
circulation-found = Suggestions
circulation-chosen = Who will get it
circulation-full = Up to { $count } recipients at a time.
circulation-taken = Added: { $name }
circulation-left = Removed: { $name }
circulation-leave = Remove: { $name }
circulation-to = Recipient { $place }
circulation-more = To others too
circulation-purpose = For
circulation-purpose-action = for action
circulation-purpose-information = for information
circulation-expected = Expected
circulation-expected-reply = a reply
circulation-expected-opinion = an opinion
circulation-expected-file = filing
circulation-due = Deadline
circulation-due-hint = A date, or a number of working days from today: 5. Left empty: the legal time for an answer, where there is one.
circulation-instructions = Instructions
circulation-answer = Answered by
circulation-answer-hint = The number of the outgoing document, where there is one: 124/2026
circulation-state-waiting = to accept
circulation-state-in_hand = in hand
circulation-state-forwarded = forwarded
circulation-state-returned = returned
circulation-state-done = done
circulation-state-withdrawn = taken back
circulation-movements = { $count ->
    [one] One movement
   *[other] { $count } movements
}
circulation-act-assigned = Assigned to:
circulation-act-accepted = Accepted by:
circulation-act-returned = Returned by:
circulation-act-forwarded = Forwarded by:
circulation-act-completed = Completed by:
circulation-act-acknowledged = Noted by:
circulation-act-withdrawn = Taken back from:
circulation-to-assign = To assign
circulation-to-assign-lead = Documents that are not assigned yet or came back, the oldest first. Tick those that you assign; the competent unit is filled in where it was stated.
circulation-to-assign-none = Every document is assigned.
circulation-pick = Pick
circulation-pick-of = Pick { $label }
circulation-addressed = Written to you
circulation-came-back = returned by: { $unit }
circulation-age = Waiting
circulation-days = { $days ->
    [0] today
    [one] 1 working day
   *[other] { $days } working days
}
circulation-to-unit = Assign to
circulation-to-of = Assign { $label } to
circulation-assign-picked = Assign selected
circulation-done = { $count ->
    [one] One document was assigned.
   *[other] { $count } documents were assigned.
}
circulation-undo = Undo
circulation-undone = The assignment was taken back.
circulation-next = Next
circulation-mine = Mine
circulation-trays = Trays
circulation-parts = State of documents
circulation-tab-accept = To accept
circulation-tab-in_hand = In hand
circulation-tab-others = Waiting for others
circulation-tab-information = For information
circulation-tab-overdue = Overdue
circulation-tab-done = Done
circulation-none-accept = Nothing to accept.
circulation-none-in_hand = Nothing in hand.
circulation-none-others = Nothing waits for others.
circulation-none-information = Nothing for information.
circulation-none-overdue = Nothing is overdue.
circulation-none-done = Nothing yet.
circulation-holder = Held by
circulation-made-by = From
circulation-late = overdue
circulation-accept-picked = Accept those picked
circulation-acknowledge-picked = Note those picked
circulation-many-done = { $count ->
    [0] Nothing changed.
    [one] Done for one document.
   *[other] Done for { $count } documents.
}
circulation-many-moved = { $count ->
    [one] Somebody had moved one already.
   *[other] Somebody had moved { $count } already.
}
circulation-problem-nobody = Say to whom.
circulation-problem-nobody-acts = Somebody must receive it for action.
circulation-problem-many = At most 50 recipients at once.
circulation-problem-twice = The same recipient stands there twice.
circulation-problem-same = They have it already: choose somebody else.
circulation-problem-unknown = Not found. Choose from the list.
circulation-problem-namesakes = Several have this name. Choose one.
circulation-problem-several = Several match. Choose from the list.
circulation-problem-past = The deadline is past.
circulation-problem-due = Write a date (23/11/2026) or a number of working days.
circulation-problem-days = At most 500 working days.
circulation-problem-long = At most 2,000 characters.
circulation-problem-reason = Say why.
circulation-problem-opinion = Write the opinion.
circulation-problem-answer = There is no such outgoing document. Write number and year: 124/2026.
circulation-problem-none-picked = Tick one document at least.
circulation-tray = My tray
circulation-waits = Waiting for you
circulation-mail-restricted = (restricted)
circulation-mail-assigned-subject = Assigned for action: { $label }
circulation-mail-assigned-text =
    The document { $label } was assigned to you for action.

    Subject: { $subject }
    From: { $by }
    To: { $holder }
    Deadline: { $due }
    Instructions: { $text }

    { $url }

    { $municipality }
circulation-mail-information-subject = For information: { $label }
circulation-mail-information-text =
    The document { $label } came to you for information.

    Subject: { $subject }
    From: { $by }
    To: { $holder }
    Instructions: { $text }

    { $url }

    { $municipality }
circulation-mail-returned-subject = Returned: { $label }
circulation-mail-returned-text =
    The document { $label }, which you had assigned, was returned.

    Subject: { $subject }
    Returned by: { $holder }
    Reason: { $text }

    { $url }

    { $municipality }
circulation-digest = Daily digest
circulation-digest-subject = Daily digest { $day }: { $unit }
circulation-digest-more = and { $count } more
circulation-digest-empty = Nothing concerns the unit today.
circulation-digest-mail = By e-mail
circulation-digest-hour = Sent at
circulation-digest-when-empty = Send it when it is empty as well
circulation-digest-save = Save
circulation-digest-set = Saved. It counts from tomorrow.
circulation-digest-at = It is sent every day at { $hour }:00 to the unit and to whoever leads it.
circulation-digest-day = Day
circulation-digest-log = What was sent
circulation-digest-made = Made
circulation-digest-to = Recipients
circulation-digest-mail-lost = came back
circulation-digest-mail-waiting = waiting to be sent
circulation-digest-mail-again = has not left yet, is tried again
circulation-digest-mail-failed = not sent
circulation-digest-mail-done = taken by the mail server at
circulation-digest-nothing = not sent: it was empty, or there is no e-mail
circulation-section-overdue = Overdue
circulation-section-due_today = Due today
circulation-section-new = New
circulation-section-accept = To accept
circulation-section-returned = Returned
circulation-section-information = For information
circulation-section-unassigned = Yours, assigned to nobody
circulation-problem-hour = An hour from 0 to 23.
circulation-comments = Comments
circulation-comment-new = New comment
circulation-comment-title = Comment on { $number }/{ $year }
circulation-comment = Comment
circulation-comment-do = Add the comment
circulation-tell = Tell
circulation-tell-hint = A unit, or anybody of any unit by their full name. Not required.
circulation-told = told: { $name }
circulation-problem-silent = Write the comment.
circulation-problem-closed = They may not read this document.
circulation-mail-comment-subject = Comment: { $label }
circulation-mail-comment-text =
    { $by }: { $text }

    Document { $label }: { $subject }

    { $url }

    { $municipality }
circulation-act-handed_over = Handed over to:
circulation-instead = standing in
circulation-instead-of = standing in for { $name }
circulation-away = away until { $day } · { $name } stands in
circulation-hand-over = Hand over everything
circulation-hand-over-lead = Who leaves or changes position hands over everything in one step: to accept, in hand, and waiting for others.
circulation-hand-over-from = Who hands over
circulation-hand-over-me = Me
circulation-hand-over-why = Reason (optional)
circulation-hand-over-next = Continue
circulation-hand-over-ask = Everything will go to: { $name }. The step stays in the way of every document.
circulation-hand-over-do = Hand over
circulation-handed-over = { $count ->
    [0] There was nothing to hand over.
    [one] One document was handed over.
   *[other] { $count } documents were handed over.
}
circulation-handed-over-left = { $count ->
    [one] One restricted document was not handed over; the protocol office assigns it anew.
   *[other] { $count } restricted documents were not handed over; the protocol office assigns them anew.
}
circulation-load = Load of each employee
circulation-load-picture = Picture
circulation-load-unit = (the unit)
circulation-rules = Assignment rules
circulation-rules-lead = Documents that meet every condition of a rule are suggested for its unit, or assigned to it as soon as they are registered. What is restricted is always assigned by a person. The more specific rule wins.
circulation-rules-none = No rule yet.
circulation-rule-new = New rule
circulation-rule-when = When
circulation-rule-when-hint = One condition at least. Write words as you like; their beginning is enough.
circulation-rule-any = any
circulation-rule-sender = Sender
circulation-rule-words = Words of the subject
circulation-rule-folder = Folder
circulation-rule-folder-hint = With everything in it: 15 means 15.3 as well
circulation-rule-made-by = Written by
circulation-rule-closed = The unit is closed
circulation-rule-automatic = assigned by itself
circulation-rule-suggests = suggested
circulation-rule-automatic-do = Assign by itself what is registered from now on
circulation-rule-save = Save the rule
circulation-rule-added = The rule is saved.
circulation-rule-end = End
circulation-rule-end-ask = The rule stands no longer. What was assigned stays as it is.
circulation-rule-ended = The rule has ended.
circulation-why-competent = competent, as registered
circulation-why-rule = by an assignment rule
circulation-why-sender = suggestion: { $times } of { $of } documents of the same sender went there
circulation-why-folder = suggestion: { $times } of { $of } documents of the same folder went there
circulation-problem-conditions = Write one condition at least.
circulation-by-rule = an assignment rule
circulation-stale = The tray has changed: reload
circulation-mail-due-subject = A deadline ends: no. { $label }
circulation-mail-due-text =
    The deadline of document no. { $label } ends on { $due }.

    Subject: { $subject }
    In the hands of: { $holder }

    { $url }

    { $municipality }
circulation-complete-picked = Complete those picked
circulation-complete-picked-ask = The same text is written for all of those picked.
circulation-many-kept = { $count ->
    [one] One waits for your opinion: open it.
   *[other] { $count } wait for your opinion: open them.
}
circulation-digest-pdf = Print (PDF)
circulation-problem-yourself = You stand in for somebody: you do not give it to yourself.
circulation-problem-taken = Somebody has assigned it already.
circulation-office = Protocol office
circulation-picture = Each stop with the time that the document stayed there, in the hours in which the services work.
circulation-picture-all = In all, to the last movement:
circulation-picture-so-far = In all so far:
circulation-here = here now
circulation-minutes = { $minutes ->
    [0] under 1 min
   *[other] { $minutes } min
}
circulation-hours = { $minutes ->
    [0] { $hours } h
   *[other] { $hours } h { $minutes } min
}
circulation-arrival-registered = registered
circulation-arrival-action = for action
circulation-arrival-information = for information
circulation-arrival-opinion = for an opinion
circulation-arrival-handed_over = handed over
circulation-act-reopened = Reopened:
circulation-reopen-action = Undo the completion
circulation-reopen-information = I have not read it yet
circulation-reopen-of-action = Undo the completion: { $name }
circulation-reopen-of-information = I have not read it yet: { $name }
circulation-many-undone = { $count ->
    [0] Nothing was undone.
    [one] Undone for one document.
   *[other] Undone for { $count } documents.
}
circulation-many-acted = { $count ->
    [one] Somebody has acted on one already.
   *[other] Somebody has acted on { $count } already.
}
circulation-file = Which document
circulation-file-all = the whole entry
circulation-about-file = About the file: { $name }
circulation-problem-file = The file does not belong to the entry.
circulation-comment-files = Files
circulation-comment-files-hint = Optional. Whoever sees the entry sees them.
circulation-problem-files = At most 20 files with a comment.
circulation-undelivered = Messages that were not delivered
circulation-digest-tray = The tray of the unit
circulation-read-waiting = not read yet
circulation-read-done = read
