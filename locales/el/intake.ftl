intake-title = Μηνύματα και σαρώσεις
intake-lead = Μηνύματα που έφτασαν στο γραμματοκιβώτιο { $mailbox } και σαρωμένα έγγραφα, από το παλαιότερο. Όσα καταχωρίζετε παίρνουν αριθμό πρωτοκόλλου.
intake-lead-none = Δεν έχει οριστεί γραμματοκιβώτιο για το πρωτόκολλο· το ορίζει ο διαχειριστής του συστήματος.
intake-mailbox-trouble = Το γραμματοκιβώτιο δεν διαβάζεται από { $since } (τελευταία προσπάθεια { $at }). Ειδοποιήστε τον διαχειριστή του συστήματος.
intake-tabs = Κατάσταση
intake-tab-waiting = Προς καταχώριση
intake-tab-registered = Καταχωρίστηκαν
intake-tab-refused = Απορρίφθηκαν
intake-none-waiting = Δεν περιμένει τίποτα προς καταχώριση.
intake-none-registered = Δεν έχει καταχωριστεί ακόμη κανένα μήνυμα.
intake-none-refused = Δεν έχει απορριφθεί κανένα μήνυμα.
intake-from = Αποστολέας
intake-to = Προς
intake-sent = Στάλθηκε
intake-arrived = Ήρθε
intake-who = Το χειρίζεται
intake-outcome = Αποτέλεσμα
intake-kept = { $name }
intake-mine = εσείς
intake-next = Επόμενα
intake-back = Όλα τα εισερχόμενα
intake-source-email = Μήνυμα e-mail
intake-source-scan = Σάρωση
intake-automatic = αυτόματο μήνυμα
intake-returned = Ειδοποίηση μη παράδοσης του μηνύματός μας προς { $to }. Σημειώθηκε εκεί που ανήκει.
intake-next-one = Επόμενο στη σειρά:
intake-no-subject = (χωρίς θέμα)
intake-no-text = Το μήνυμα δεν έχει κείμενο.
intake-cut = Το κείμενο συνεχίζεται στο αρχικό μήνυμα.
intake-text = Κείμενο
intake-card = Στον κατάλογο συναλλασσομένων
intake-card-new = δεν υπάρχει ακόμη· θα προστεθεί
intake-message-id = Message-ID
intake-sha256 = SHA-256 του μηνύματος
intake-sheet-foot = Το μήνυμα όπως παραλήφθηκε στο γραμματοκιβώτιο του πρωτοκόλλου
intake-forgotten = Ο αποστολέας, το κείμενο και τα αρχεία διαγράφηκαν στις { $at }.
intake-register = Καταχώριση
intake-register-changed = Καταχώριση με αλλαγές
intake-refuse = Απόρριψη
intake-claim = Το χειρίζομαι
intake-release = Το αφήνω
intake-take-over = Το αναλαμβάνω
intake-wants = Πριν από την καταχώριση
intake-done = Καταχωρίστηκε με αριθμό { $label }.
intake-refused-done = Το μήνυμα απορρίφθηκε.
intake-late = Άλλαξε στο μεταξύ. Δείτε το ξανά.
intake-late-kept = Το χειρίζεται ήδη: { $name }.
intake-late-decided = Πρόλαβε άλλος: { $name }.
intake-registered-as = Καταχωρίστηκε με αριθμό
intake-refused-by = Απορρίφθηκε από: { $name }
intake-trouble-winmail = ανοίγει μόνο με το Outlook
intake-trouble-empty = κενό αρχείο
intake-trouble-infected = μολυσμένο αρχείο
intake-trouble-unscanned = δεν ελέγχθηκε για ιούς
intake-trouble-large = πολύ μεγάλο
intake-trouble-encrypted = ζητά κωδικό
intake-trouble-many = πάνω από το όριο αρχείων
intake-trouble-unreadable = δεν διαβάζεται
intake-trouble-text = Το μήνυμα μένει στο γραμματοκιβώτιο: ανοίξτε το με το πρόγραμμα αλληλογραφίας και, αν χρειάζεται, ζητήστε από τον αποστολέα να το στείλει ξανά.
intake-refuse-title = Απόρριψη μηνύματος
intake-refuse-reason = Γιατί απορρίπτεται
intake-refuse-hint = Για παράδειγμα: διαφημιστικό, διπλό, δεν αφορά τον Δήμο.
intake-refuse-tell = Να σταλεί στον αποστολέα, με τον λόγο
intake-refuse-nobody = Ο αποστολέας δεν ενημερώνεται: το μήνυμα είναι αυτόματο ή δεν έχει διεύθυνση.
intake-problem-reason = Γράψτε γιατί απορρίπτεται.
intake-problem-reason-long = Ο λόγος είναι πολύ μεγάλος.
intake-problem-sender = Γράψτε μια διεύθυνση e-mail, ή @ και το όνομα του οργανισμού: @dei.gr
intake-problem-words = Γράψτε λίγες λέξεις του θέματος, ή αφήστε το κενό.
intake-rules = Κανόνες αυτόματης καταχώρισης
intake-rules-lead = Τα μηνύματα αυτών των αποστολέων πρωτοκολλούνται αυτόματα μόλις φτάσουν, χωρίς έλεγχο από υπάλληλο.
intake-rules-checked = Αυτό ισχύει μόνο για όσα μηνύματα ο διακομιστής αλληλογραφίας επιβεβαιώνει τον αποστολέα. Τα υπόλοιπα περιμένουν υπάλληλο.
intake-rules-believed = Η διεύθυνση ενός μηνύματος μπορεί να πλαστογραφηθεί: γράψτε μόνο αποστολείς των οποίων όλα τα μηνύματα πρωτοκολλούνται.
intake-rules-none = Δεν υπάρχει κανόνας: όλα τα μηνύματα τα βλέπει υπάλληλος.
intake-rule-new = Νέος κανόνας
intake-rule-when = Μηνύματα από
intake-rule-as = Καταχωρίζονται ως
intake-rule-made-by = Ορίστηκε από
intake-rule-sender = Διεύθυνση αποστολέα
intake-rule-sender-hint = Μία διεύθυνση, ή όλες ενός οργανισμού: @dei.gr
intake-rule-words = Λέξεις του θέματος
intake-rule-words-hint = Όλες πρέπει να υπάρχουν. Κενό: κάθε θέμα.
intake-rule-closed = η μονάδα έκλεισε
intake-rule-folder-closed = (ο φάκελος έκλεισε: καταχωρίζονται χωρίς φάκελο)
intake-rule-add = Προσθήκη κανόνα
intake-rule-end = Κατάργηση
intake-rule-end-ask = Τα επόμενα μηνύματα θα περιμένουν υπάλληλο.
intake-rule-added = Ο κανόνας ισχύει για όσα μηνύματα έρθουν από εδώ και πέρα.
intake-rule-ended = Ο κανόνας καταργήθηκε.
intake-form = Από το μήνυμα
intake-form-files = Τα αρχεία του μηνύματος μπαίνουν στην εγγραφή· μπορείτε να προσθέσετε και άλλα.
intake-mail-registered-subject = Απόδειξη καταχώρισης: Α.Π. { $label } · { $municipality }
intake-mail-registered-text =
    Το έγγραφο που στείλατε καταχωρίστηκε στο πρωτόκολλο με αριθμό { $label }, στις { $at }.

    Επισυνάπτεται η απόδειξη καταχώρισης. Μπορείτε να ελέγξετε ότι είναι γνήσια στη διεύθυνση { $url }

    { $municipality }

    Το μήνυμα στάλθηκε αυτόματα.
intake-mail-refused-subject = Το μήνυμά σας δεν πρωτοκολλήθηκε · { $municipality }
intake-mail-refused-text =
    Το μήνυμά σας «{ $subject }» δεν καταχωρίστηκε στο πρωτόκολλο.

    Λόγος: { $reason }

    { $municipality }

    Το μήνυμα στάλθηκε αυτόματα.
intake-separators = Διαχωριστικά φύλλα για τον σαρωτή
intake-separator = Διαχωριστικό φύλλο
intake-separator-how = Βάλτε το πριν από κάθε έγγραφο που προορίζεται για τη μονάδα, και σαρώστε όλα μαζί.
intake-attach-to = Προσθήκη σε εγγραφή που υπάρχει
intake-attach-hint = Ο αριθμός της: 123/2026
intake-attach-missing = Δεν υπάρχει τέτοια εγγραφή, ή είναι ακυρωμένη.
intake-attach-reason = Σαρώθηκε αργότερα
