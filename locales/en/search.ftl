search-title = Search
search-form = Search the documents
search-words = Words, phrases or a number
search-days = Days of registration
search-new = New search
search-problem = A date or the year cannot be read. Write the date as 28/11/2026.
search-help = How do I search?
search-help-text = Write whatever you remember, in any form, with or without accents, and in Latin letters (adeia). Words inside files are found too. Quotes find the exact phrase: "δημοτικό συμβούλιο". A minus excludes a word: -πρόσκληση. With an asterisk the beginning is enough: πεζοδρ*. Only in the subject, among the correspondents, in file names or in comments: subject:άδεια, from:ΔΕΥΑΧ, file:σχέδιο, comment:εκκρεμεί. Register numbers, ΑΔΑ, ΑΔΑΜ, ΑΦΜ, RF codes and plates are written as they are.
search-found = { $count ->
    [0] Nothing was found.
    [one] 1 document was found.
   *[other] { $count } documents were found.
 }
search-relaxed = None has all the words; these have most of them.
search-none = Try fewer or other words, or remove a restriction. Documents that you may not see are not found.
search-narrow = Narrow the results
search-by-year = Year
search-by-unit = Competent unit
search-by-kind = Kind
search-by-direction = Direction
search-by-folder = Folder
search-by-state = State
search-state-unassigned = to be assigned
search-state-in_hand = in hand
search-state-done = completed
search-state-active = standing
search-state-cancelled = cancelled
search-unit-former = former unit
search-widen = (remove)
search-order = Order
search-order-best = best first
search-order-newest = newest first
search-order-oldest = oldest first
search-in-file = { $name }, page { $page }
search-in-comment = comment: { $name }
search-in-details = remarks
search-before = Previous
search-next = Next
search-alike = Similar to { $label }
search-alike-link = Similar documents
search-alike-of = Similar documents: { $label }
search-saved = Saved searches
search-saved-none = You have not saved any search. Search for something and press “Save this search” below the results.
search-saved-unit = of the unit ({ $name })
search-saved-feed = feed
search-saved-mails = by e-mail
search-saved-remove = Remove
search-saved-remove-of = Remove the search “{ $name }”
search-save = Save this search
search-save-name = Name
search-save-for = For whom
search-save-me = only for me
search-save-mails = Send me the new results by e-mail each morning
search-save-feed = Give it a feed (Atom) for a feed reader
search-save-do = Save
search-feed-made = The search “{ $name }” was saved.
search-feed-copy = Copy
search-feed-copied = Copied
search-feed-lead = The address of the feed is shown only now. Whoever has it sees the results without a password, but never restricted documents. Remove the search to end it.
search-back = To the results
search-problem-name = Write a name of at most 100 characters.
search-problem-long = The search is too long to be saved.
search-problem-many = You keep 100 searches already. Remove one to save another.
search-problem-query = This search cannot be read. Search again, and save it from its page.
search-problem-unit = Searches are saved only for a unit in which you work.
search-reading = Reading of files
search-reading-lead = The text of each file is read once, in the background, so that the search finds it. Scanned pages need the program Tesseract (ocr.program).
search-index-entries = Documents in the index
search-index-size = Size of the index
search-reading-waiting = Waiting
search-reading-read = Read
search-reading-empty = Without text
search-reading-foreign = Of other types
search-reading-failed = Not read
search-reading-file = Type
search-reading-size = Size
search-reading-asked = Asked
search-reading-why = What happened
search-reading-attempts = { $count ->
    [one] 1 attempt
   *[other] { $count } attempts
 }
search-reading-none = No file.
search-reading-more = Next
search-reading-again = Read again
search-reading-again-done = { $count ->
    [one] 1 file will be read again.
   *[other] { $count } files will be read again.
 }
search-mail-subject = { $count ->
    [one] 1 new document: { $name }
   *[other] { $count } new documents: { $name }
 }
search-mail-text = Your saved search “{ $name }” found new documents of { $day }:

    { $lines }

    All results: { $url }

    { $municipality }
