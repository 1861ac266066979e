system-title = Κατάσταση συστήματος
system-health = Λειτουργία
system-database = Βάση δεδομένων
system-storage = Αποθήκευση αρχείων
system-mailbox = Γραμματοκιβώτιο πρωτοκόλλου
system-mailbox-trouble = Δεν διαβάζεται από { $since } (τελευταία προσπάθεια { $at }):
system-version = Έκδοση
system-memory = Μνήμη σε χρήση
system-good = λειτουργεί κανονικά
system-bad = δεν ανταποκρίνεται
system-files = Αρχεία
system-files-named = Αρχεία των εγγράφων
system-files-stored = Αποθηκευμένα
system-saved = Χώρος που εξοικονομείται
system-saved-help = Το ίδιο αρχείο αποθηκεύεται μία φορά, σε όσα έγγραφα και αν επισυνάπτεται.
system-sweep-help = Κάθε μέρα διαγράφονται αυτόματα τα αρχεία που έμειναν από αποστολές που διακόπηκαν και δεν ανήκουν σε κανένα έγγραφο.
system-log-key = Δημόσιο κλειδί του ημερολογίου αποδείξεων
system-log-key-text = Με αυτό ελέγχει ο καθένας τις αποδείξεις και το δημόσιο ημερολόγιο αποδείξεων του Δήμου. Δώστε το στους ελεγκτές σε χαρτί.
system-log-key-change = Πότε και πώς αλλάζει το κλειδί;
system-log-key-change-text = Όταν ίσως το έμαθε κάποιος τρίτος ή όταν αλλάζει ο διαχειριστής: asty log rotate, επανεκκίνηση του προγράμματος και νέο αντίγραφο ασφαλείας. Οι παλαιές αποδείξεις εξακολουθούν να ισχύουν, γιατί το παλαιό κλειδί υπογράφει το νέο.
system-jobs = Εργασίες
system-jobs-lead = Όσα εκτελούνται στο παρασκήνιο: e-mail, σημεία ελέγχου, τακτοποίηση. Ό,τι αποτυγχάνει ξαναδοκιμάζεται για μία ημέρα και μετά περιμένει εδώ.
system-jobs-waiting = Σε αναμονή
system-jobs-done = Ολοκληρώθηκαν
system-jobs-failed = Απέτυχαν
system-jobs-filter = Επιλογή εργασιών
system-jobs-state = Κατάσταση
system-jobs-kind = Εργασία
system-jobs-kind-all = όλες
system-jobs-show = Προβολή
system-jobs-error = Τι εμποδίζει
system-jobs-next = Επόμενη προσπάθεια
system-jobs-last = Τελευταία προσπάθεια
system-jobs-came-back = Επιστράφηκε χωρίς να παραδοθεί.
system-jobs-ended = Ολοκληρώθηκε
system-jobs-action = Ενέργεια
system-jobs-attempts =
    { $count ->
        [one] μία προσπάθεια
       *[other] { $count } προσπάθειες
    }
system-jobs-again = Ξανά
system-jobs-again-of = Ξανά: { $kind }, { $at }
system-jobs-again-all = Ξανά όλες όσες απέτυχαν
system-jobs-again-done =
    { $count ->
        [0] Καμία εργασία δεν είχε αποτύχει.
        [one] Η εργασία δοκιμάζεται ξανά.
       *[other] { $count } εργασίες δοκιμάζονται ξανά.
    }
system-jobs-none = Καμία εργασία.
system-jobs-older = Παλαιότερες
system-job-kind-mail = Αποστολή e-mail
system-job-kind-checkpoint = Ημερήσιο σημείο ελέγχου
system-job-kind-tidy = Ημερήσια τακτοποίηση
system-job-why-server = Δεν έχει οριστεί διακομιστής e-mail (mail.server στις ρυθμίσεις).
system-job-why-address = Η διεύθυνση e-mail δεν είναι σωστή. Διορθώστε την και στείλτε ξανά.
system-job-why-certificate = Ο διακομιστής έχει πιστοποιητικό που δεν αναγνωρίζεται (mail.authority στις ρυθμίσεις).
system-job-why-connection = Ο διακομιστής δεν απαντά.
system-job-why-other = Δεν ολοκληρώθηκε.
system-tidied = Τελευταία τακτοποίηση
system-tidied-never = δεν έχει γίνει ακόμη
system-job-kind-notice = Ειδοποίηση για κίνηση εγγράφου
system-job-kind-digest = Ημερήσιο δελτίο μονάδας
system-job-kind-search = Νέα αποτελέσματα αποθηκευμένης αναζήτησης
system-job-why-refused = Ο εξυπηρετητής αλληλογραφίας του παραλήπτη δεν δέχεται το μήνυμα. Ελέγξτε τη διεύθυνση.
system-job-kind-sender-letter = Απάντηση σε αποστολέα e-mail
