circulation-way = Πορεία του εγγράφου
circulation-nobody = Δεν έχει χρεωθεί σε κανέναν.
circulation-assign = Χρέωση
circulation-assign-title = Χρέωση του Α.Π. { $number }/{ $year }
circulation-assign-do = Χρέωση
circulation-forward = Προώθηση
circulation-forward-title = Προώθηση του Α.Π. { $number }/{ $year }
circulation-forward-do = Προώθηση
circulation-opinion = Αίτημα γνώμης
circulation-opinion-title = Αίτημα γνώμης για τον Α.Π. { $number }/{ $year }
circulation-opinion-do = Αποστολή του αιτήματος
circulation-return = Επιστροφή
circulation-return-title = Επιστροφή του Α.Π. { $number }/{ $year }
circulation-return-text = Γιατί επιστρέφεται
circulation-complete = Ολοκλήρωση
circulation-complete-title = Ολοκλήρωση του Α.Π. { $number }/{ $year }
circulation-complete-text = Τι έγινε
circulation-accept = Αποδοχή
circulation-acknowledge = Ενημερώθηκα
circulation-withdraw = Ανάκληση της χρέωσης
circulation-withdraw-of = Ανάκληση της χρέωσης: { $name }
circulation-recipients = Σε ποιον
circulation-recipients-hint = Γράψτε τα πρώτα γράμματα της μονάδας, ή του συναδέλφου της μονάδας σας, και διαλέξτε.
circulation-find = Μονάδα ή πρόσωπο
circulation-find-hint = Γράψτε την αρχή μιας λέξης του ονόματος, με ή χωρίς τόνους, και πατήστε Enter. Το κάτω βέλος τους δείχνει όλους. Προσθέτετε έως { $count }.
circulation-find-none = Κανείς δεν βρέθηκε με αυτές τις λέξεις. Σε άλλο τμήμα χρεώνετε το τμήμα, όχι υπάλληλο.
circulation-find-there = Υπάρχει ήδη στους αποδέκτες.
circulation-found = Προτάσεις
circulation-chosen = Όσοι θα το λάβουν
circulation-full = Έως { $count } αποδέκτες τη φορά.
circulation-taken = Προστέθηκε: { $name }
circulation-left = Αφαιρέθηκε: { $name }
circulation-leave = Αφαίρεση: { $name }
circulation-to = Αποδέκτης { $place }
circulation-more = Και σε άλλους
circulation-purpose = Για
circulation-purpose-action = για ενέργεια
circulation-purpose-information = για ενημέρωση
circulation-expected = Τι αναμένεται
circulation-expected-reply = απάντηση
circulation-expected-opinion = γνώμη
circulation-expected-file = αρχειοθέτηση
circulation-due = Προθεσμία
circulation-due-hint = Ημερομηνία, ή αριθμός εργάσιμων ημερών από σήμερα: 5. Κενό: η νόμιμη προθεσμία απάντησης, όπου υπάρχει.
circulation-instructions = Οδηγίες
circulation-answer = Απαντήθηκε με
circulation-answer-hint = Ο Α.Π. του εξερχόμενου εγγράφου, αν υπάρχει: 124/2026
circulation-state-waiting = προς αποδοχή
circulation-state-in_hand = σε ενέργεια
circulation-state-forwarded = προωθήθηκε
circulation-state-returned = επιστράφηκε
circulation-state-done = ολοκληρώθηκε
circulation-state-withdrawn = ανακλήθηκε
circulation-movements = { $count ->
    [one] Μία κίνηση
   *[other] { $count } κινήσεις
}
circulation-act-assigned = Χρέωση:
circulation-act-accepted = Αποδοχή:
circulation-act-returned = Επιστροφή από:
circulation-act-forwarded = Προώθηση από:
circulation-act-completed = Ολοκλήρωση:
circulation-act-acknowledged = Έλαβε γνώση:
circulation-act-withdrawn = Ανάκληση χρέωσης:
circulation-to-assign = Προς χρέωση
circulation-to-assign-lead = Έγγραφα που δεν χρεώθηκαν ακόμη ή επιστράφηκαν, από το παλαιότερο. Σημειώστε όσα χρεώνετε· η αρμόδια μονάδα είναι ήδη γραμμένη, όπου ορίστηκε.
circulation-to-assign-none = Όλα τα έγγραφα έχουν χρεωθεί.
circulation-pick = Επιλογή
circulation-pick-of = Επιλογή του { $label }
circulation-addressed = Σας έγραψαν
circulation-came-back = επιστράφηκε από: { $unit }
circulation-age = Αναμονή
circulation-days = { $days ->
    [0] σήμερα
    [one] 1 εργάσιμη
   *[other] { $days } εργάσιμες
}
circulation-to-unit = Χρέωση σε
circulation-to-of = Χρέωση του { $label } σε
circulation-assign-picked = Χρέωση των επιλεγμένων
circulation-done = { $count ->
    [one] Χρεώθηκε ένα έγγραφο.
   *[other] Χρεώθηκαν { $count } έγγραφα.
}
circulation-undo = Αναίρεση
circulation-undone = Η χρέωση ανακλήθηκε.
circulation-next = Επόμενα
circulation-mine = Τα δικά μου
circulation-trays = Θυρίδες εγγράφων
circulation-parts = Κατάσταση εγγράφων
circulation-tab-accept = Προς αποδοχή
circulation-tab-in_hand = Σε ενέργεια
circulation-tab-others = Σε αναμονή άλλων
circulation-tab-information = Για ενημέρωση
circulation-tab-overdue = Εκπρόθεσμα
circulation-tab-done = Ολοκληρωμένα
circulation-none-accept = Τίποτα προς αποδοχή.
circulation-none-in_hand = Τίποτα σε ενέργεια.
circulation-none-others = Τίποτα σε αναμονή άλλων.
circulation-none-information = Τίποτα για ενημέρωση.
circulation-none-overdue = Τίποτα εκπρόθεσμο.
circulation-none-done = Τίποτα ακόμη.
circulation-holder = Το έχει
circulation-made-by = Από
circulation-late = εκπρόθεσμο
circulation-accept-picked = Αποδοχή των επιλεγμένων
circulation-acknowledge-picked = Ενημερώθηκα για τα επιλεγμένα
circulation-many-done = { $count ->
    [0] Δεν άλλαξε τίποτα.
    [one] Έγινε για ένα έγγραφο.
   *[other] Έγινε για { $count } έγγραφα.
}
circulation-many-moved = { $count ->
    [one] Ένα το είχε ήδη μετακινήσει άλλος.
   *[other] { $count } τα είχε ήδη μετακινήσει άλλος.
}
circulation-problem-nobody = Γράψτε σε ποιον.
circulation-problem-nobody-acts = Κάποιος πρέπει να το λάβει για ενέργεια.
circulation-problem-many = Έως 50 αποδέκτες μαζί.
circulation-problem-twice = Ο ίδιος αποδέκτης υπάρχει δύο φορές.
circulation-problem-same = Το έχει ήδη: διαλέξτε άλλον αποδέκτη.
circulation-problem-unknown = Δεν βρέθηκε. Διαλέξτε από τον κατάλογο.
circulation-problem-namesakes = Υπάρχουν περισσότεροι με αυτό το όνομα. Διαλέξτε έναν.
circulation-problem-several = Ταιριάζουν περισσότεροι. Διαλέξτε από τον κατάλογο.
circulation-problem-past = Η προθεσμία έχει περάσει.
circulation-problem-due = Γράψτε ημερομηνία που υπάρχει (ηη/μμ/εεεε) ή αριθμό εργάσιμων ημερών.
circulation-problem-days = Έως 500 εργάσιμες ημέρες.
circulation-problem-long = Έως 2.000 χαρακτήρες.
circulation-problem-reason = Γράψτε τον λόγο.
circulation-problem-opinion = Γράψτε τη γνώμη.
circulation-problem-answer = Δεν υπάρχει τέτοιο εξερχόμενο. Γράψτε αριθμό και έτος: 124/2026.
circulation-problem-none-picked = Σημειώστε ένα έγγραφο τουλάχιστον.
circulation-tray = Τα δικά μου
circulation-waits = Σας περιμένουν
circulation-mail-restricted = (περιορισμένης πρόσβασης)
circulation-mail-assigned-subject = Χρέωση για ενέργεια: Α.Π. { $label }
circulation-mail-assigned-text =
    Σας χρεώθηκε για ενέργεια το έγγραφο με Α.Π. { $label }.

    Θέμα: { $subject }
    Από: { $by }
    Προς: { $holder }
    Προθεσμία: { $due }
    Οδηγίες: { $text }

    { $url }

    { $municipality }
circulation-mail-information-subject = Για ενημέρωση: Α.Π. { $label }
circulation-mail-information-text =
    Σας κοινοποιήθηκε για ενημέρωση το έγγραφο με Α.Π. { $label }.

    Θέμα: { $subject }
    Από: { $by }
    Προς: { $holder }
    Οδηγίες: { $text }

    { $url }

    { $municipality }
circulation-mail-returned-subject = Επιστροφή: Α.Π. { $label }
circulation-mail-returned-text =
    Επιστράφηκε το έγγραφο με Α.Π. { $label }, που είχατε χρεώσει.

    Θέμα: { $subject }
    Επιστροφή από: { $holder }
    Αιτία: { $text }

    { $url }

    { $municipality }
circulation-digest = Ημερήσιο δελτίο
circulation-digest-subject = Ημερήσιο δελτίο { $day }: { $unit }
circulation-digest-more = και { $count } ακόμη
circulation-digest-empty = Τίποτα δεν αφορά σήμερα τη μονάδα.
circulation-digest-mail = Αποστολή με e-mail
circulation-digest-hour = Ώρα αποστολής
circulation-digest-when-empty = Να στέλνεται και όταν είναι κενό
circulation-digest-save = Αποθήκευση
circulation-digest-set = Αποθηκεύτηκε. Ισχύει από αύριο.
circulation-digest-at = Στέλνεται κάθε ημέρα στις { $hour }:00 στη μονάδα και σε όποιον προΐσταται σε αυτήν.
circulation-digest-day = Ημέρα
circulation-digest-log = Ιστορικό αποστολών
circulation-digest-made = Ετοιμάστηκε
circulation-digest-to = Παραλήπτες
circulation-digest-mail-lost = επιστράφηκε
circulation-digest-mail-waiting = περιμένει να σταλεί
circulation-digest-mail-again = δεν έφυγε ακόμη, δοκιμάζεται ξανά
circulation-digest-mail-failed = δεν στάλθηκε
circulation-digest-mail-done = παραδόθηκε στον διακομιστή στις
circulation-digest-nothing = δεν στάλθηκε: ήταν κενό ή δεν υπάρχει e-mail
circulation-section-overdue = Εκπρόθεσμα
circulation-section-due_today = Λήγουν σήμερα
circulation-section-new = Νέα
circulation-section-accept = Προς αποδοχή
circulation-section-returned = Επιστράφηκαν
circulation-section-information = Για ενημέρωση
circulation-section-unassigned = Αρμοδιότητάς σας, αχρέωτα
circulation-problem-hour = Ώρα από 0 έως 23.
circulation-comments = Συνεννόηση
circulation-comment-new = Νέο σχόλιο
circulation-comment-title = Σχόλιο για τον Α.Π. { $number }/{ $year }
circulation-comment = Σχόλιο
circulation-comment-do = Καταχώριση σχολίου
circulation-tell = Να ειδοποιηθεί
circulation-tell-hint = Μονάδα, ή υπάλληλος οποιασδήποτε μονάδας με το ονοματεπώνυμό του. Προαιρετικά.
circulation-told = ειδοποίηση: { $name }
circulation-problem-silent = Γράψτε το σχόλιο.
circulation-problem-closed = Δεν έχει πρόσβαση στο έγγραφο.
circulation-mail-comment-subject = Σχόλιο: Α.Π. { $label }
circulation-mail-comment-text =
    { $by }: { $text }

    Έγγραφο με Α.Π. { $label }: { $subject }

    { $url }

    { $municipality }
circulation-act-handed_over = Παράδοση σε:
circulation-instead = με αναπλήρωση
circulation-instead-of = με αναπλήρωση: { $name }
circulation-away = απουσιάζει έως { $day } · αναπληρώνει: { $name }
circulation-hand-over = Παράδοση εκκρεμοτήτων
circulation-hand-over-lead = Όποιος φεύγει ή αλλάζει θέση παραδίδει με μία κίνηση όλα όσα έχει: προς αποδοχή, σε ενέργεια και σε αναμονή άλλων.
circulation-hand-over-from = Ποιος παραδίδει
circulation-hand-over-me = Εγώ
circulation-hand-over-why = Αιτιολογία (προαιρετικά)
circulation-hand-over-next = Συνέχεια
circulation-hand-over-ask = Όλες οι εκκρεμότητες θα περάσουν σε: { $name }. Η κίνηση μένει στην πορεία κάθε εγγράφου.
circulation-hand-over-do = Παράδοση
circulation-handed-over = { $count ->
    [0] Δεν υπήρχε τίποτα προς παράδοση.
    [one] Παραδόθηκε ένα έγγραφο.
   *[other] Παραδόθηκαν { $count } έγγραφα.
}
circulation-handed-over-left = { $count ->
    [one] Ένα έγγραφο περιορισμένης πρόσβασης δεν παραδόθηκε· το χρεώνει εκ νέου το πρωτόκολλο.
   *[other] { $count } έγγραφα περιορισμένης πρόσβασης δεν παραδόθηκαν· τα χρεώνει εκ νέου το πρωτόκολλο.
}
circulation-load = Φόρτος ανά υπάλληλο
circulation-load-picture = Εικόνα
circulation-load-unit = (η μονάδα)
circulation-rules = Κανόνες χρέωσης
circulation-rules-lead = Όσα έγγραφα πληρούν όλους τους όρους ενός κανόνα προτείνονται για τη μονάδα του ή χρεώνονται σε αυτήν μόλις πρωτοκολληθούν. Τα έγγραφα περιορισμένης πρόσβασης τα χρεώνει πάντα άνθρωπος. Ο πιο ειδικός κανόνας υπερισχύει.
circulation-rules-none = Κανένας κανόνας ακόμη.
circulation-rule-new = Νέος κανόνας
circulation-rule-when = Όταν
circulation-rule-when-hint = Ένας όρος τουλάχιστον. Οι λέξεις γράφονται όπως θέλετε· αρκεί η αρχή τους.
circulation-rule-any = οποιοδήποτε
circulation-rule-sender = Αποστολέας
circulation-rule-words = Λέξεις του θέματος
circulation-rule-folder = Φάκελος
circulation-rule-folder-hint = Με όσους περιέχει: ο 15 και τον 15.3
circulation-rule-made-by = Ορίστηκε από
circulation-rule-closed = Η μονάδα έχει κλείσει
circulation-rule-automatic = χρεώνεται αυτόματα
circulation-rule-suggests = προτείνεται
circulation-rule-automatic-do = Να χρεώνεται αυτόματα ό,τι πρωτοκολλείται από εδώ και πέρα
circulation-rule-save = Αποθήκευση κανόνα
circulation-rule-added = Ο κανόνας αποθηκεύτηκε.
circulation-rule-end = Κατάργηση
circulation-rule-end-ask = Ο κανόνας παύει να ισχύει. Όσα χρεώθηκαν μένουν όπως είναι.
circulation-rule-ended = Ο κανόνας καταργήθηκε.
circulation-why-competent = αρμόδια κατά την καταχώριση
circulation-why-rule = από κανόνα χρέωσης
circulation-why-sender = πρόταση: εκεί πήγαν { $times } από τα { $of } έγγραφα του ίδιου αποστολέα
circulation-why-folder = πρόταση: εκεί πήγαν { $times } από τα { $of } έγγραφα του ίδιου φακέλου
circulation-problem-conditions = Γράψτε έναν όρο τουλάχιστον.
circulation-by-rule = κανόνα χρέωσης
circulation-stale = Η λίστα άλλαξε: ανανέωση
circulation-mail-due-subject = Λήγει προθεσμία: Α.Π. { $label }
circulation-mail-due-text =
    Στις { $due } λήγει η προθεσμία για το έγγραφο με Α.Π. { $label }.

    Θέμα: { $subject }
    Το έχει: { $holder }

    { $url }

    { $municipality }
circulation-complete-picked = Ολοκλήρωση των επιλεγμένων
circulation-complete-picked-ask = Το ίδιο κείμενο γράφεται σε όλα τα επιλεγμένα.
circulation-many-kept = { $count ->
    [one] Ένα περιμένει τη γνώμη σας: ανοίξτε το.
   *[other] { $count } περιμένουν τη γνώμη σας: ανοίξτε τα.
}
circulation-digest-pdf = Εκτύπωση (PDF)
circulation-problem-yourself = Αναπληρώνετε: δεν το δίνετε στον εαυτό σας.
circulation-problem-taken = Το χρέωσε ήδη άλλος.
circulation-office = Πρωτόκολλο
circulation-picture = Κάθε στάση με τον χρόνο που έμεινε εκεί το έγγραφο, σε ώρες λειτουργίας των υπηρεσιών.
circulation-picture-all = Σύνολο έως την τελευταία κίνηση:
circulation-picture-so-far = Σύνολο έως τώρα:
circulation-here = εδώ τώρα
circulation-minutes = { $minutes ->
    [0] κάτω από 1 λ.
   *[other] { $minutes } λ.
}
circulation-hours = { $minutes ->
    [0] { $hours } ώρ.
   *[other] { $hours } ώρ. { $minutes } λ.
}
circulation-arrival-registered = καταχωρίστηκε
circulation-arrival-action = για ενέργεια
circulation-arrival-information = για ενημέρωση
circulation-arrival-opinion = για γνώμη
circulation-arrival-handed_over = με παράδοση
circulation-act-reopened = Αναίρεση ολοκλήρωσης:
circulation-reopen-action = Αναίρεση της ολοκλήρωσης
circulation-reopen-information = Δεν ενημερώθηκα ακόμη
circulation-reopen-of-action = Αναίρεση της ολοκλήρωσης: { $name }
circulation-reopen-of-information = Δεν ενημερώθηκα ακόμη: { $name }
circulation-many-undone = { $count ->
    [0] Δεν αναιρέθηκε τίποτα.
    [one] Αναιρέθηκε για ένα έγγραφο.
   *[other] Αναιρέθηκε για { $count } έγγραφα.
}
circulation-many-acted = { $count ->
    [one] Σε ένα έχει ήδη ενεργήσει άλλος.
   *[other] Σε { $count } έχει ήδη ενεργήσει άλλος.
}
circulation-file = Ποιο έγγραφο
circulation-file-all = ολόκληρη η εγγραφή
circulation-about-file = Αφορά το αρχείο: { $name }
circulation-problem-file = Το αρχείο δεν ανήκει στην εγγραφή.
circulation-comment-files = Αρχεία
circulation-comment-files-hint = Προαιρετικά. Τα βλέπουν όσοι βλέπουν την εγγραφή.
circulation-problem-files = Έως 20 αρχεία σε κάθε σχόλιο.
circulation-undelivered = Μηνύματα που δεν παραδόθηκαν
circulation-digest-tray = Τα έγγραφα της μονάδας
circulation-read-waiting = δεν διαβάστηκε ακόμη
circulation-read-done = διαβάστηκε
