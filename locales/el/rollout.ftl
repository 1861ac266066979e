rollout-title = Ένταξη μονάδων
rollout-lead = Οι μονάδες μπαίνουν στο πρόγραμμα μία μία. Ώσπου να ενταχθεί μια μονάδα, τα έγγραφά της εκτυπώνονται και της παραδίδονται με κατάσταση.
rollout-saved = Αποθηκεύτηκε.
rollout-unit = Μονάδα
rollout-joins = Εργάζεται στο πρόγραμμα
rollout-joins-always = από την αρχή
rollout-joins-from = από την ημέρα που γράφω
rollout-joins-not_yet = όχι ακόμη
rollout-first-day = Πρώτη ημέρα
rollout-set = Ημέρα ένταξης
rollout-set-text = Αν δεν οριστεί κάτι άλλο, η μονάδα εργάζεται στο πρόγραμμα από την αρχή.
rollout-set-do = Αποθήκευση
rollout-problem-day = Γράψτε την πρώτη ημέρα ως 22/11/2026.
rollout-adoption = Πόσο χρησιμοποιείται
rollout-adoption-text = Για κάθε μονάδα και εβδομάδα: από όσα της χρεώθηκαν, με πόσα έκανε κάτι στο πρόγραμμα (αποδοχή, προώθηση, επιστροφή, ολοκλήρωση), και πόσοι υπάλληλοί της μπήκαν. Η εβδομάδα φαίνεται με τη Δευτέρα της. Όσο πιο σκούρο, τόσο περισσότερο. Μονάδες χωρίς χρεώσεις και εισόδους δεν εμφανίζονται.
rollout-all = Σύνολο
rollout-headcount =
    { $count ->
        [one] { $count } υπάλληλος
       *[other] { $count } υπάλληλοι
    }
rollout-present =
    { $count ->
        [one] μπήκε { $count }
       *[other] μπήκαν { $count }
    }
rollout-no-units = Δεν χρεώθηκε ακόμη τίποτα και δεν μπήκε κανείς τις τελευταίες 12 εβδομάδες.
rollout-export = Εξαγωγή
rollout-week = Εβδομάδα από
rollout-received = Χρεώθηκαν
rollout-taken = Ενέργεια στο πρόγραμμα
rollout-people = Υπάλληλοι που μπήκαν
rollout-deliveries = Παραδόσεις
rollout-deliveries-lead = Για μονάδες που δεν έχουν ενταχθεί: εκτυπώνετε όσα τους χρεώθηκαν, τα παραδίδετε με κατάσταση που υπογράφεται, και σημειώνετε ποιος τα παρέλαβε.
rollout-waiting = Περιμένουν εκτύπωση
rollout-documents = Έγγραφα
rollout-make = Κατάσταση παράδοσης
rollout-make-of = Κατάσταση παράδοσης για: { $name }
rollout-all-joined = Όλες οι μονάδες εργάζονται στο πρόγραμμα.
rollout-nothing-waits = Δεν περιμένει πια τίποτα για αυτή τη μονάδα: κάποιος άλλος πρόλαβε.
rollout-lists = Καταστάσεις παράδοσης
rollout-list = Αριθμός
rollout-list-title = Κατάσταση παράδοσης { $label }
rollout-made = Έγινε
rollout-made-by = έγινε { $at } · { $name }
rollout-given = Παραδόθηκε
rollout-not-given = δεν παραδόθηκε
rollout-by = Ποιος παρέδωσε
rollout-to = Ποιος παρέλαβε
rollout-to-hint = Ονοματεπώνυμο, όπως στην κατάσταση
rollout-day = Ημέρα
rollout-time = Ώρα
rollout-hand-over = Σημείωση παράδοσης
rollout-hand-over-do = Παραδόθηκε
rollout-noted = Η παράδοση σημειώθηκε.
rollout-problems = Διορθώστε τα παρακάτω
rollout-problem-name = Γράψτε ονοματεπώνυμο με έως 100 χαρακτήρες.
rollout-problem-at = Γράψτε την ημέρα ως 22/11/2026 και την ώρα ως 14:05, μετά την κατάσταση και όχι στο μέλλον.
rollout-print-each = Ανοίξτε και εκτυπώστε κάθε αρχείο. Τα περιορισμένης πρόσβασης ανοίγουν από τη σελίδα της εγγραφής και παραδίδονται σε κλειστό φάκελο.
rollout-to-print = Προς εκτύπωση
rollout-from-entry = από τη σελίδα της εγγραφής
rollout-no-file = χωρίς αρχείο
rollout-restricted = Περιορισμένης πρόσβασης, σε κλειστό φάκελο
rollout-list-pdf = Κατάσταση για υπογραφή (PDF)
rollout-signature = Υπογραφή
rollout-list-foot = Παρέδωσε: ________________   Παρέλαβε (ονοματεπώνυμο): ________________   Ημερομηνία: __________
