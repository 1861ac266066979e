search-title = Αναζήτηση
search-form = Αναζήτηση στα έγγραφα
search-words = Λέξεις, φράσεις ή αριθμός
search-days = Ημερομηνίες πρωτοκόλλησης
search-new = Νέα αναζήτηση
search-problem = Μια ημερομηνία ή το έτος δεν διαβάζεται. Γράψτε την ημερομηνία ως 28/11/2026.
search-help = Πώς ψάχνω;
search-help-text = Γράψτε ό,τι θυμάστε, σε όποια πτώση, με ή χωρίς τόνους, και με λατινικά (adeia). Βρίσκονται και λέξεις μέσα στα αρχεία. Σε εισαγωγικά βρίσκεται η ακριβής φράση: "δημοτικό συμβούλιο". Με παύλα μπροστά αποκλείεται μια λέξη: -πρόσκληση. Με αστερίσκο στο τέλος αρκεί η αρχή: πεζοδρ*. Μόνο στο θέμα, στον συναλλασσόμενο, στα ονόματα αρχείων ή στα σχόλια: θέμα:άδεια, από:ΔΕΥΑΧ, αρχείο:σχέδιο, σχόλιο:εκκρεμεί. Αριθμοί πρωτοκόλλου, ΑΔΑ, ΑΔΑΜ, ΑΦΜ, κωδικοί RF και πινακίδες γράφονται όπως είναι.
search-found = { $count ->
    [0] Δεν βρέθηκε τίποτα.
    [one] Βρέθηκε 1 έγγραφο.
   *[other] Βρέθηκαν { $count } έγγραφα.
 }
search-relaxed = Κανένα δεν έχει όλες τις λέξεις· αυτά έχουν τις περισσότερες.
search-none = Δοκιμάστε λιγότερες ή άλλες λέξεις, ή αφαιρέστε έναν περιορισμό. Έγγραφα που δεν δικαιούστε να δείτε δεν βρίσκονται.
search-narrow = Περιορισμός των αποτελεσμάτων
search-by-year = Έτος
search-by-unit = Αρμόδια μονάδα
search-by-kind = Είδος
search-by-direction = Είδος εγγραφής
search-by-folder = Φάκελος
search-by-state = Κατάσταση
search-state-unassigned = προς χρέωση
search-state-in_hand = σε εξέλιξη
search-state-done = ολοκληρωμένο
search-state-active = σε ισχύ
search-state-cancelled = ακυρωμένο
search-unit-former = παλαιότερη μονάδα
search-widen = (αφαίρεση)
search-order = Σειρά
search-order-best = σχετικότερα
search-order-newest = νεότερα
search-order-oldest = παλαιότερα
search-in-file = { $name }, σελίδα { $page }
search-in-comment = σχόλιο: { $name }
search-in-details = παρατηρήσεις
search-before = Προηγούμενα
search-next = Επόμενα
search-alike = Όμοια με το { $label }
search-alike-link = Όμοια έγγραφα
search-alike-of = Όμοια έγγραφα: { $label }
search-saved = Αποθηκευμένες αναζητήσεις
search-saved-none = Δεν έχετε αποθηκεύσει καμία αναζήτηση. Ψάξτε κάτι και πατήστε «Αποθήκευση της αναζήτησης» κάτω από τα αποτελέσματα.
search-saved-unit = της μονάδας ({ $name })
search-saved-feed = ροή
search-saved-mails = με e-mail
search-saved-remove = Διαγραφή
search-saved-remove-of = Διαγραφή της αναζήτησης «{ $name }»
search-save = Αποθήκευση της αναζήτησης
search-save-name = Όνομα
search-save-for = Για ποιον
search-save-me = μόνο για μένα
search-save-mails = Να μου έρχονται τα νέα αποτελέσματα με e-mail κάθε πρωί
search-save-feed = Ροή ενημερώσεων (RSS/Atom)
search-save-do = Αποθήκευση
search-feed-made = Η αναζήτηση «{ $name }» αποθηκεύτηκε.
search-feed-copy = Αντιγραφή
search-feed-copied = Αντιγράφηκε
search-feed-lead = Η διεύθυνση της ροής εμφανίζεται μόνο τώρα. Όποιος την έχει βλέπει τα αποτελέσματα χωρίς κωδικό, ποτέ όμως έγγραφα περιορισμένης πρόσβασης. Για να πάψει να ισχύει, διαγράψτε την αναζήτηση.
search-back = Στα αποτελέσματα
search-problem-name = Γράψτε ένα όνομα, έως 100 χαρακτήρες.
search-problem-long = Η αναζήτηση είναι πολύ μεγάλη για να αποθηκευτεί.
search-problem-many = Κρατάτε ήδη 100 αναζητήσεις. Διαγράψτε κάποια για να αποθηκεύσετε νέα.
search-problem-query = Η αναζήτηση αυτή δεν διαβάζεται. Κάντε την ξανά και αποθηκεύστε την από τη σελίδα της.
search-problem-unit = Αποθηκεύονται αναζητήσεις μόνο για μονάδα όπου υπηρετείτε.
search-reading = Ανάγνωση αρχείων
search-reading-lead = Το κείμενο κάθε αρχείου διαβάζεται μία φορά, στο παρασκήνιο, ώστε να βρίσκεται στην αναζήτηση. Για σαρωμένες σελίδες χρειάζεται το πρόγραμμα Tesseract (ocr.program).
search-index-entries = Έγγραφα στο ευρετήριο
search-index-size = Μέγεθος του ευρετηρίου
search-reading-waiting = Περιμένουν
search-reading-read = Διαβάστηκαν
search-reading-empty = Χωρίς κείμενο
search-reading-foreign = Άλλων τύπων
search-reading-failed = Δεν διαβάστηκαν
search-reading-file = Τύπος
search-reading-size = Μέγεθος
search-reading-asked = Ζητήθηκε
search-reading-why = Τι συνέβη
search-reading-attempts = { $count ->
    [one] 1 προσπάθεια
   *[other] { $count } προσπάθειες
 }
search-reading-none = Κανένα αρχείο.
search-reading-more = Επόμενα
search-reading-again = Να διαβαστούν ξανά
search-reading-again-done = { $count ->
    [one] 1 αρχείο θα διαβαστεί ξανά.
   *[other] { $count } αρχεία θα διαβαστούν ξανά.
 }
search-mail-subject = { $count ->
    [one] 1 νέο έγγραφο: { $name }
   *[other] { $count } νέα έγγραφα: { $name }
 }
search-mail-text = Στην αποθηκευμένη αναζήτησή σας «{ $name }» βρέθηκαν νέα έγγραφα της { $day }:

    { $lines }

    Όλα τα αποτελέσματα: { $url }

    { $municipality }
