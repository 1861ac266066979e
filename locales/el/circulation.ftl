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
circulation-due-hint = Ημερομηνία, ή αριθμός εργάσιμων ημερών από σήμερα: 5
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
circulation-to-assign-lead = Έγγραφα που δεν έχει κανείς, από το παλαιότερο. Σημειώστε όσα χρεώνετε· η αρμόδια μονάδα είναι ήδη γραμμένη, όπου ορίστηκε.
circulation-to-assign-none = Όλα τα έγγραφα έχουν χρεωθεί.
circulation-pick = Επιλογή
circulation-pick-of = Επιλογή του { $label }
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
circulation-problem-several = Ταιριάζουν περισσότεροι. Διαλέξτε από τον κατάλογο.
circulation-problem-past = Η προθεσμία έχει περάσει.
circulation-problem-due = Γράψτε ημερομηνία (23/11/2026) ή αριθμό εργάσιμων ημερών.
circulation-problem-days = Έως 500 εργάσιμες ημέρες.
circulation-problem-long = Έως 2.000 χαρακτήρες.
circulation-problem-reason = Γράψτε τον λόγο.
circulation-problem-opinion = Γράψτε τη γνώμη.
circulation-problem-answer = Δεν υπάρχει τέτοιο εξερχόμενο. Γράψτε αριθμό και έτος: 124/2026.
circulation-problem-none-picked = Σημειώστε ένα έγγραφο τουλάχιστον.
