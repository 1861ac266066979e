statistics-title = Στατιστικά
statistics-pages = Σελίδες στατιστικών
statistics-volumes = Κίνηση
statistics-times = Χρόνοι
statistics-savings = Εξοικονόμηση
statistics-times-title = Πού χάνεται ο χρόνος
statistics-savings-title = Τι εξοικονομήθηκε
statistics-filter = Περίοδος και μονάδα
statistics-unit = Μονάδα
statistics-all-units = Όλες οι μονάδες
statistics-own-units = Όλες οι μονάδες μου
statistics-alone = χωρίς τις υπαγόμενες μονάδες
statistics-from = Από
statistics-to = Έως
statistics-show = Προβολή
statistics-when = από { $from } έως { $to }
statistics-this-month = Αυτός ο μήνας
statistics-last-month = Προηγούμενος μήνας
statistics-this-quarter = Αυτό το τρίμηνο
statistics-last-quarter = Προηγούμενο τρίμηνο
statistics-this-year = Φέτος
statistics-last-year = Πέρυσι
statistics-problem-period = Γράψτε την περίοδο ως 22/11/2026. Η πρώτη ημέρα προηγείται της τελευταίας, και ανάμεσά τους χωρούν το πολύ δέκα χρόνια.
statistics-problem-day = Γράψτε την ημερομηνία ως 22/11/2026.
statistics-problem-value = Γράψτε ένα ποσό ως 1,20 ή, για φύλλα, λεπτά και έγγραφα, έναν ακέραιο αριθμό.
statistics-problem-source = Γράψτε από πού προκύπτει η τιμή, με έως 300 χαρακτήρες.
statistics-problems = Διορθώστε τα παρακάτω
statistics-nothing = Δεν προΐστασθε σε μονάδα, γι' αυτό δεν υπάρχουν στοιχεία να δείτε.
statistics-none = Κανένα έγγραφο δεν καταχωρίστηκε αυτή την περίοδο με αρμόδια μονάδα από αυτές. Οι χρεώσεις τους φαίνονται επάνω.
statistics-none-readable = Δεν υπάρχουν έγγραφα που μπορείτε να διαβάσετε.
statistics-no-papers = Βλέπετε τα στοιχεία, όχι τα έγγραφα: τα διαβάζει όποιος έχει πρόσβαση στο πρωτόκολλο.
statistics-restricted = Οι εγγραφές περιορισμένης πρόσβασης μετρώνται στα σύνολα· στις λίστες εμφανίζονται μόνο σε όσους μπορούν να τις διαβάσουν.
statistics-counted = Στοιχεία έως { $at }.
statistics-not-counted = Τα στοιχεία υπολογίζονται τώρα.
statistics-total = Σύνολο
statistics-against-before = σε σχέση με την προηγούμενη περίοδο
statistics-by-time = Ανά ημέρα ή μήνα
statistics-by-month = Ανά μήνα
statistics-by-unit = Ανά μονάδα
statistics-by-unit-text = Κάθε έγγραφο μετράται στην αρμόδια μονάδα του.
statistics-by-kind = Ανά είδος
statistics-nobody = Χωρίς αρμόδια μονάδα
statistics-day = Ημέρα
statistics-month = Μήνας
statistics-table = Ο πίνακας του διαγράμματος
statistics-chart-volumes = Έγγραφα { $when }. Τα ίδια στοιχεία βρίσκονται στον πίνακα.
statistics-chart-savings = Εξοικονόμηση { $when }. Τα ίδια στοιχεία βρίσκονται στον πίνακα.
statistics-heat = Ώρες αιχμής
statistics-heat-text = Πόσα έγγραφα καταχωρίστηκαν ανά ημέρα της εβδομάδας και ώρα. Όσο πιο σκούρο, τόσο περισσότερα.
statistics-weekday-1 = Δευτέρα
statistics-weekday-2 = Τρίτη
statistics-weekday-3 = Τετάρτη
statistics-weekday-4 = Πέμπτη
statistics-weekday-5 = Παρασκευή
statistics-weekday-6 = Σάββατο
statistics-weekday-7 = Κυριακή
statistics-export = Εξαγωγή
statistics-export-all = XLSX με όλους τους πίνακες
statistics-entries = Αναλυτικά
statistics-back = Πίσω στα στατιστικά
statistics-minutes =
    { $count ->
        [one] { $count } λεπτό
       *[other] { $count } λεπτά
    }
statistics-hours =
    { $count ->
        [one] { $count } ώρα
       *[other] { $count } ώρες
    }
statistics-days =
    { $count ->
        [one] { $count } ημέρα
       *[other] { $count } ημέρες
    }
statistics-median = Διάμεσος
statistics-ninth = 9 στα 10
statistics-accept = Έως την αποδοχή
statistics-stops = Διεκπεραιώθηκαν
statistics-due = Με προθεσμία
statistics-late = Εκπρόθεσμα
statistics-open = Εκκρεμούν
statistics-open-late = Εκκρεμούν εκπρόθεσμα
statistics-accept-minutes = Διάμεσος έως την αποδοχή (εργάσιμα λεπτά)
statistics-median-minutes = Διάμεσος παραμονής (εργάσιμα λεπτά)
statistics-ninth-minutes = 9 στα 10 (εργάσιμα λεπτά)
statistics-median-text = συνήθης παραμονή σε μια μονάδα (διάμεσος)
statistics-ninth-text = τα 9 στα 10 έμειναν λιγότερο
statistics-late-text = όσων είχαν προθεσμία έφυγαν εκπρόθεσμα
statistics-open-late-text =
    { $count ->
        [one] εκπρόθεσμα τώρα, από { $count } που εκκρεμεί
       *[other] εκπρόθεσμα τώρα, από { $count } που εκκρεμούν
    }
statistics-of-them-late =
    { $count ->
        [one] { $count } εκπρόθεσμο
       *[other] { $count } εκπρόθεσμα
    }
statistics-times-text = Εργάσιμος χρόνος: μετρούν μόνο οι ώρες λειτουργίας των εργάσιμων ημερών, χωρίς τις αργίες και τις τοπικές αργίες. Μια ημέρα έχει { $day }. Ο χρόνος αρχίζει με τη χρέωση στη μονάδα και τελειώνει όταν κανείς εκεί δεν έχει να κάνει κάτι: ολοκληρώθηκε, επιστράφηκε ή προωθήθηκε αλλού. Μετρούν όσα έφυγαν μέσα στην περίοδο· οι εκκρεμότητες είναι οι σημερινές.
statistics-times-picture = Συνήθης χρόνος, και χρόνος για τα 9 στα 10
statistics-arrived = Ήρθε
statistics-stay = Έμεινε
statistics-assigned = Χρεώσεις για ενέργεια
statistics-which-arrived = Όσα χρεώθηκαν για ενέργεια
statistics-which-left = Όσα έμειναν περισσότερο
statistics-which-late = Όσα έφυγαν εκπρόθεσμα
statistics-which-open = Όσα εκκρεμούν
statistics-which-open_late = Όσα εκκρεμούν εκπρόθεσμα
statistics-saved = δεν δαπανήθηκαν
statistics-sheets-text = φύλλα χαρτί
statistics-letters-text = φάκελοι και ταχυδρομικά τέλη
statistics-walking-text = εργάσιμου χρόνου σε διαδρομές
statistics-sheets = Φύλλα
statistics-envelopes = Φάκελοι
statistics-walking = Διαδρομές
statistics-walking-minutes = Διαδρομές (λεπτά)
statistics-carried = Διακινήσεις
statistics-copied = Αρχεία που θα φωτοτυπούνταν
statistics-printed = Αρχεία που θα εκτυπώνονταν
statistics-letters = Αποστολές χωρίς χαρτί
statistics-paper-money = Χαρτί και εκτύπωση
statistics-post-money = Φάκελοι και ταχυδρομείο
statistics-work-money = Ώρες εργασίας
statistics-money = Σύνολο
statistics-reckoning = Πώς υπολογίζεται
statistics-reckoning-text = Μετρώνται γεγονότα που κατέγραψε το πρόγραμμα και πολλαπλασιάζονται με το κόστος που ίσχυε την πρώτη ημέρα κάθε μήνα. Οι τιμές εδώ είναι οι σημερινές.
statistics-reckoning-sheets = Φύλλα = (αρχεία που θα φωτοτυπούνταν { $copied } + αρχεία που θα εκτυπώνονταν { $printed } + αρχεία που θα ταχυδρομούνταν { $posted }) × { $sheets } φύλλα ανά αρχείο. Φωτοτυπία: όταν ένα έγγραφο χρεώνεται σε πολλές μονάδες μαζί, μία παίρνει το πρωτότυπο και οι υπόλοιπες αντίγραφο. Εκτύπωση: μία για κάθε έγγραφο που ήρθε ηλεκτρονικά. Ο αριθμός των αρχείων κάθε εγγράφου είναι ο πραγματικός.
statistics-reckoning-paper = Χαρτί και εκτύπωση = φύλλα × ({ $paper } το χαρτί + { $printing } η εκτύπωση) ανά 100 φύλλα.
statistics-reckoning-post = Φάκελοι και ταχυδρομείο = { $letters } παραλήπτες εξερχομένων που έφυγαν με e-mail, πύλη ή διαλειτουργικότητα × ({ $envelope } ανά 100 φακέλους + { $postage } ταχυδρομικό τέλος).
statistics-reckoning-walking = Ώρες εργασίας = { $carried } διακινήσεις από μονάδα σε μονάδα × { $minutes } λεπτά ανά διαδρομή ÷ { $papers } έγγραφα ανά διαδρομή × { $hour } την ώρα.
statistics-reckoning-not = Δεν υπολογίζονται ο χρόνος αναζήτησης, ο χώρος του αρχείου και όσα έγιναν σε μονάδες πριν ενταχθούν στο πρόγραμμα: εκεί το χαρτί εκτυπώθηκε.
statistics-costs = Τιμές υπολογισμού
statistics-costs-text = Ό,τι δεν έχει ορίσει ο Δήμος είναι παραδοχή του προγράμματος και φαίνεται ως παραδοχή. Μια νέα τιμή ισχύει από την ημερομηνία της· οι προηγούμενοι μήνες υπολογίζονται με την παλιά.
statistics-cost = Κόστος
statistics-value = Τιμή
statistics-source = Πηγή
statistics-source-hint = Π.χ. σύμβαση προμήθειας 12/2026, μέτρηση της Διεύθυνσης Διοικητικών
statistics-assumption = παραδοχή
statistics-always = πάντα
statistics-cost-sheets_per_file = Φύλλα ανά αρχείο
statistics-cost-paper = Χαρτί, ανά 100 φύλλα
statistics-cost-printing = Εκτύπωση ή φωτοτυπία, ανά 100 φύλλα
statistics-cost-envelope = Φάκελοι, ανά 100
statistics-cost-postage = Ταχυδρομικό τέλος ανά επιστολή
statistics-cost-walk_minutes = Λεπτά ανά διαδρομή
statistics-cost-papers_per_walk = Έγγραφα ανά διαδρομή
statistics-cost-hour = Ώρα εργασίας
statistics-cost-new = Νέα τιμή
statistics-cost-do = Αποθήκευση τιμής
statistics-done-cost = Η τιμή αποθηκεύτηκε.
statistics-done-recount = Τα στοιχεία υπολογίζονται από την αρχή.
statistics-hours-title = Ώρες λειτουργίας
statistics-hours-text = Ο εργάσιμος χρόνος μετριέται με τις ώρες λειτουργίας και τις τοπικές αργίες που ορίζονται στις διατάξεις. Όταν αλλάζουν για ημέρες που πέρασαν, υπολογίστε τα στοιχεία από την αρχή.
statistics-recount = Υπολογισμός από την αρχή
statistics-recount-ask = Όλα τα στοιχεία υπολογίζονται ξανά από το πρωτόκολλο και τις κινήσεις. Χρειάζεται όταν προστέθηκε εκ των υστέρων μια τοπική αργία ή μια ημέρα ένταξης μονάδας. Ώσπου να τελειώσει, οι σελίδες δείχνουν όσα έχουν υπολογιστεί.
statistics-recount-do = Υπολογισμός
statistics-log = Αρχείο γεγονότων
statistics-log-text = Όλα τα έγγραφα της περιόδου και οι κινήσεις τους σε μορφή OCEL 2.0 (JSON), για προγράμματα ανάλυσης διαδικασιών όπως το PM4Py. Οι υπάλληλοι έχουν ψευδώνυμα, διαφορετικά σε κάθε εξαγωγή. Η εξαγωγή γράφεται στο ιστορικό ενεργειών.
statistics-log-do = Εξαγωγή OCEL
statistics-log-named = Με ονόματα υπαλλήλων
