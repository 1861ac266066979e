identity-login-title = Είσοδος υπαλλήλων
identity-user = Όνομα χρήστη
identity-password = Κωδικός πρόσβασης
identity-login = Είσοδος
identity-problem-credentials = Το όνομα χρήστη ή ο κωδικός δεν είναι σωστά.
identity-problem-locked = Έγιναν πολλές αποτυχημένες προσπάθειες. Δοκιμάστε ξανά μετά τις { $until }.
identity-login-with = Είσοδος με { $name }
identity-problem-oidc = Η είσοδος δεν ολοκληρώθηκε. Δοκιμάστε ξανά ή μπείτε με τον κωδικό σας.
identity-problem-oidc-unknown = Δεν υπάρχει λογαριασμός για αυτό το e-mail. Απευθυνθείτε στον διαχειριστή.
identity-code-title = Κωδικός μιας χρήσης
identity-code = Κωδικός μιας χρήσης
identity-code-hint = Τα έξι ψηφία που δείχνει η εφαρμογή στο κινητό σας, ή ένας από τους κωδικούς ανάκτησης.
identity-problem-code = Ο κωδικός δεν είναι σωστός ή έληξε. Γράψτε αυτόν που δείχνει τώρα η εφαρμογή.
# Ο λογαριασμός μου
identity-account = Ο λογαριασμός μου
identity-roles = Ρόλοι
identity-role-clerk = Υπάλληλος πρωτοκόλλου
identity-role-head = Προϊστάμενος μονάδας
identity-role-employee = Υπάλληλος
identity-role-auditor = Ελεγκτής
identity-role-administrator = Διαχειριστής
identity-action = Ενέργεια
identity-done = Αποθηκεύτηκε.
identity-done-password = Ο κωδικός άλλαξε. Οι άλλες συνδέσεις σας τερματίστηκαν.
identity-done-code = Από εδώ και πέρα η είσοδος ζητά και κωδικό μιας χρήσης.
identity-done-code-removed = Η είσοδος δεν ζητά πια κωδικό μιας χρήσης.
identity-done-sessions = Η σύνδεση τερματίστηκε.
identity-done-tokens = Το κλειδί API δεν ισχύει πια.
identity-change-password = Αλλαγή κωδικού
identity-password-current = Τρέχων κωδικός πρόσβασης
identity-password-new = Νέος κωδικός
identity-password-again = Επανάληψη νέου κωδικού
identity-password-hint = Τουλάχιστον 10 χαρακτήρες. Τρεις ή τέσσερις άσχετες λέξεις θυμούνται εύκολα και μαντεύονται δύσκολα.
identity-password-forced = Ο κωδικός σας δόθηκε από τον διαχειριστή. Ορίστε δικό σας για να συνεχίσετε.
identity-problem-current = Ο τρέχων κωδικός πρόσβασης δεν είναι σωστός.
identity-problem-password-short = Ο κωδικός έχει λιγότερους από 10 χαρακτήρες. Γράψτε μεγαλύτερο.
identity-problem-password-long = Ο κωδικός έχει περισσότερους από 200 χαρακτήρες. Γράψτε μικρότερο.
identity-problem-password-common = Αυτόν τον κωδικό τον χρησιμοποιούν πολλοί και τον δοκιμάζουν πρώτο. Διαλέξτε άλλον.
identity-problem-password-user = Ο κωδικός περιέχει το όνομα χρήστη. Διαλέξτε άλλον.
identity-problem-password-again = Οι δύο νέοι κωδικοί διαφέρουν. Γράψτε ξανά τον ίδιο.
identity-problem-password-same = Ο νέος κωδικός είναι ίδιος με τον τρέχοντα. Διαλέξτε άλλον.
identity-code-section = Κωδικός μιας χρήσης
identity-code-on = Η είσοδος ζητά και κωδικό μιας χρήσης από το κινητό σας.
identity-code-off = Με κωδικό μιας χρήσης από το κινητό σας, κανείς δεν μπαίνει μόνο με τον κωδικό πρόσβασης.
identity-code-add = Ενεργοποίηση κωδικού μιας χρήσης
identity-code-renew = Νέο κινητό ή νέοι κωδικοί ανάκτησης
identity-code-remove = Απενεργοποίηση
identity-code-step-app = Ανοίξτε στο κινητό μια εφαρμογή κωδικών μιας χρήσης (π.χ. FreeOTP, Aegis, Google Authenticator).
identity-code-step-scan = Σαρώστε με αυτήν τον κωδικό QR.
identity-code-qr = Κωδικός QR για την εφαρμογή
identity-code-type = Αν δεν σαρώνεται, πληκτρολογήστε:
identity-code-step-type = Γράψτε τα έξι ψηφία που δείχνει η εφαρμογή.
identity-code-confirm = Επιβεβαίωση
identity-recovery = Κωδικοί ανάκτησης
identity-recovery-text = Φυλάξτε τους σε ασφαλές μέρος: με καθέναν μπαίνετε μία φορά αν χάσετε το κινητό. Δεν θα τους ξαναδείτε.
identity-recovery-kept = Τους φύλαξα
identity-sessions = Συνδέσεις
identity-sessions-none = Δεν είναι συνδεδεμένος πουθενά.
identity-session-since = Από
identity-session-where = Διεύθυνση και πρόγραμμα περιήγησης
identity-session-this = αυτή
identity-session-end = Τερματισμός
identity-session-end-of = Τερματισμός της σύνδεσης από { $at }
identity-sessions-end = Τερματισμός όλων των συνδέσεων
identity-sessions-end-others = Τερματισμός των άλλων συνδέσεων
identity-tokens = Κλειδιά API
identity-tokens-none = Δεν υπάρχει κλειδί API.
identity-token-name = Όνομα
identity-token-scopes = Επιτρέπει
identity-token-revoke = Ανάκληση
identity-token-revoke-of = Ανάκληση του κλειδιού { $name }
# Προσκλήσεις
identity-way = Πρώτη είσοδος
identity-way-invite = Πρόσκληση με e-mail
identity-way-tell = Προσωρινός κωδικός που του παραδίδετε
identity-invite = Αποστολή πρόσκλησης
identity-invite-again = Νέα πρόσκληση
identity-invite-needs-email = Για να τον προσκαλέσετε, συμπληρώστε πρώτα το e-mail στα στοιχεία του.
identity-no-password = δεν έχει ορίσει κωδικό
identity-invitation = Πρόσκληση
identity-invitation-until = ισχύει έως { $until }
identity-invitation-expired = έληξε στις { $until }
identity-invitation-not-sent = δεν έχει σταλεί
identity-invitations = Προσκλήσεις
identity-invitations-waiting =
    { $count ->
        [0] Όλοι όσοι έχουν λογαριασμό έχουν ορίσει κωδικό.
        [one] Ένας υπάλληλος έχει λογαριασμό και δεν έχει ορίσει ακόμη κωδικό.
       *[other] { $count } υπάλληλοι έχουν λογαριασμό και δεν έχουν ορίσει ακόμη κωδικό.
    }
identity-invitations-unreachable =
    { $count ->
        [one] Για έναν από αυτούς δεν υπάρχει e-mail.
       *[other] Για { $count } από αυτούς δεν υπάρχει e-mail.
    }
identity-invitations-send =
    { $count ->
        [one] Πρόσκληση σε έναν που δεν έχει σε ισχύ
       *[other] Πρόσκληση σε όλους όσοι δεν έχουν σε ισχύ ({ $count })
    }
identity-invitations-sent =
    { $count ->
        [one] Στέλνεται μία πρόσκληση. Ισχύει επτά ημέρες.
       *[other] Στέλνονται { $count } προσκλήσεις. Ισχύουν επτά ημέρες.
    }
identity-email-none = λείπει
identity-invitation-title = Πρόσκληση
identity-invitation-open = Ορίστε τον κωδικό σας
identity-invitation-text = { $name }, με αυτόν τον κωδικό θα μπαίνετε από εδώ και πέρα. Ο σύνδεσμος ισχύει έως { $until } και μόνο για μία φορά.
identity-invitation-accept = Ορισμός κωδικού και είσοδος
identity-invitation-used = Η πρόσκληση έχει χρησιμοποιηθεί
identity-invitation-why-used = Ο κωδικός έχει οριστεί. Μπείτε με αυτόν. Αν δεν τον ορίσατε εσείς, ειδοποιήστε αμέσως τον διαχειριστή.
identity-invitation-ended = Η πρόσκληση δεν ισχύει πια
identity-invitation-why-ended = Πέρασαν οι επτά ημέρες ή στάλθηκε νεότερη. Ανοίξτε το πιο πρόσφατο μήνυμα ή ζητήστε από τον διαχειριστή νέα πρόσκληση.
identity-invitation-unknown = Δεν υπάρχει τέτοια πρόσκληση
identity-invitation-why-unknown = Ο σύνδεσμος είναι ίσως κομμένος. Αντιγράψτε τον ολόκληρο από το μήνυμα ή ζητήστε από τον διαχειριστή νέα πρόσκληση.
identity-invitation-mail-subject = Ο λογαριασμός σας στο πρωτόκολλο: { $municipality }
identity-invitation-mail-text =
    { $name },

    ο { $municipality } σάς άνοιξε λογαριασμό στο πρόγραμμα του πρωτοκόλλου.
    Ανοίξτε τον σύνδεσμο και ορίστε τον κωδικό σας:

    { $url }

    Όνομα χρήστη: { $user }
    Ο σύνδεσμος ισχύει έως { $until } και μόνο για μία φορά. Μην τον προωθήσετε σε άλλον.

    Αν δεν περιμένατε αυτό το μήνυμα, αγνοήστε το.
identity-problem-no-email = Λείπει το e-mail. Συμπληρώστε το για να σταλεί η πρόσκληση.
identity-problem-has-password = Έχει ήδη δικό του κωδικό. Αν τον ξέχασε, δώστε νέο προσωρινό.
identity-problem-account-closed = Ο λογαριασμός είναι κλειδωμένος ή ο υπάλληλος έχει αποχωρήσει.
identity-code-password-hint = Υπάρχει ήδη κωδικός μιας χρήσης. Για να αντικατασταθεί, γράψτε και τον κωδικό πρόσβασης.
identity-password-elsewhere = Μπαίνετε μέσω του παρόχου ταυτότητας. Δεν υπάρχει κωδικός εδώ.
identity-token-from-to = { $from } – { $to }
identity-token-until = έως { $to }
# Άνθρωποι
identity-people = Υπάλληλοι και λογαριασμοί
identity-people-find = Εύρεση
identity-people-words = Όνομα, χρήστης ή μονάδα
identity-people-none = Δεν βρέθηκε κανείς.
identity-next = Επόμενοι
identity-person-new = Νέος υπάλληλος
identity-name = Ονοματεπώνυμο
identity-email = E-mail
identity-phone = Τηλέφωνο
identity-employee-code = Αριθμός μητρώου
identity-unit = Μονάδα
identity-from = Από
identity-period = Διάστημα
identity-main = Κύρια θέση
identity-head = Προϊστάμενος
identity-deputy = Αναπληρωτής προϊστάμενος
identity-deputy-short = αναπλ.
identity-details = Στοιχεία
identity-positions = Θέσεις
identity-positions-none = Δεν έχει θέση σε μονάδα.
identity-position-title = Θέση
identity-position-add = Νέα θέση
identity-position-end = Λήξη
identity-position-end-on = Λήγει στις
identity-account-section = Λογαριασμός
identity-account-none = Δεν έχει λογαριασμό.
identity-account-add = Δημιουργία λογαριασμού
identity-user-hint = Χωρίς κενά. Αφήστε το κενό για υπάλληλο χωρίς λογαριασμό.
identity-yes = ναι
identity-no = όχι
identity-locked = κλειδωμένος
identity-locked-until = Κλειδωμένος έως
identity-must-change = αλλάζει κωδικό στην επόμενη είσοδο
identity-lock = Κλείδωμα
identity-unlock = Ξεκλείδωμα
identity-reset = Νέος προσωρινός κωδικός
identity-reset-text = Ο υπάλληλος θα ορίσει δικό του κωδικό στην επόμενη είσοδο. Οι συνδέσεις του τερματίζονται.
identity-reset-code = Έχασε και το κινητό: να μη ζητηθεί κωδικός μιας χρήσης
identity-roles-save = Αποθήκευση ρόλων
identity-secret = Προσωρινός κωδικός
identity-secret-text = Δώστε στον υπάλληλο ({ $name }) τα παρακάτω στοιχεία.
identity-secret-once = Ο κωδικός δεν θα φανεί ξανά. Στην πρώτη είσοδο ζητείται η αλλαγή του.
identity-secret-told = Τον έδωσα
identity-save = Αποθήκευση
identity-leave = Αποχώρηση
identity-stay = Ανάκληση της αποχώρησης
identity-leave-on = Αποχωρεί στις
identity-leave-text = Οι θέσεις του λήγουν εκείνη την ημέρα και από τότε δεν συνδέεται πια. Όσα καταχώρισε παραμένουν στο όνομά του.
identity-problems = Διορθώστε τα πεδία που σημειώνονται.
identity-problem-required = Συμπληρώστε αυτό το πεδίο.
identity-problem-date = Γράψτε ημερομηνία, π.χ. 31/12/2026.
identity-problem-user = Το όνομα χρήστη δεν μπορεί να είναι κενό ούτε να έχει κενά.
identity-problem-user-taken = Υπάρχει άλλος λογαριασμός με αυτό το όνομα χρήστη.
identity-problem-code-taken = Αυτός ο κωδικός χρησιμοποιείται ήδη.
identity-problem-self = Δεν μπορείτε να κλειδώσετε ή να υποβιβάσετε τον δικό σας λογαριασμό.
identity-problem-last-administrator = Είναι ο τελευταίος διαχειριστής. Ορίστε πρώτα άλλον.
identity-problem-parent-closed = Η μονάδα δεν υπάρχει εκείνη την ημέρα. Διαλέξτε άλλη.
identity-problem-parent-below = Μια μονάδα δεν υπάγεται στον εαυτό της ούτε σε μονάδα που υπάγεται σε αυτήν.
identity-problem-before-last-change = Υπάρχει ήδη μεταγενέστερη μεταβολή. Γράψτε νεότερη ημερομηνία.
identity-problem-closed = Η μονάδα έχει καταργηθεί.
identity-problem-has-units = Υπάγονται ακόμη άλλες μονάδες σε αυτήν. Μετακινήστε ή κλείστε τες πρώτα.
identity-problem-has-people = Υπηρετούν ακόμη υπάλληλοι σε αυτήν. Μετακινήστε τους πρώτα.
identity-problem-position-taken = Έχει ήδη θέση σε αυτή τη μονάδα.
identity-problem-two-main = Έχει ήδη κύρια θέση. Ορίστε πρώτα τη λήξη της.
# Οργάνωση
identity-organisation = Οργανόγραμμα
identity-organisation-none = Δεν υπάρχει μονάδα εκείνη την ημέρα.
identity-on-day = Όπως ίσχυε στις
identity-show = Προβολή
identity-as-it-was = Βλέπετε την οργάνωση όπως ίσχυε στις { $day }.
identity-as-list = Ως κατάλογος
identity-as-chart = Ως διάγραμμα
identity-leaders = Προϊστάμενοι
identity-headcount = Υπάλληλοι
identity-kind = Είδος
identity-kind-political = Αιρετά όργανα
identity-kind-directorate = Διεύθυνση
identity-kind-department = Τμήμα
identity-kind-office = Γραφείο
identity-kind-citizen_service_centre = ΚΕΠ
identity-kind-local_office = Τοπική κοινότητα
identity-parent = Υπάγεται σε
identity-unit-new = Νέα μονάδα
identity-unit-name = Ονομασία
identity-unit-code = Κωδικός
identity-unit-code-hint = Σύντομη λέξη που δεν αλλάζει ποτέ, π.χ. protocol.
identity-units-below = Υπαγόμενες μονάδες
identity-unit-empty = Δεν υπηρετεί κανείς.
identity-unit-history = Ιστορικό
identity-unit-not-then = Η μονάδα δεν υπήρχε στις { $day }.
identity-unit-change = Μετονομασία ή αλλαγή υπαγωγής
identity-change-from = Ισχύει από
identity-change-hint = Πριν από αυτή την ημέρα μένει ό,τι ίσχυε.
identity-unit-close = Κατάργηση μονάδας
identity-close-from = Καταργείται από
# Εισαγωγή και εξαγωγή
identity-exchange = Εισαγωγή και εξαγωγή οργάνωσης
identity-export = Εξαγωγή
identity-export-text = Όλες οι μονάδες και οι υπάλληλοι, με το ιστορικό τους. Το XLSX έχει δύο φύλλα.
identity-export-units = Μονάδες (CSV)
identity-export-people = Υπάλληλοι (CSV)
identity-import = Εισαγωγή
identity-import-text = Διορθώστε το αρχείο της εξαγωγής και φέρτε το πίσω. Οι γραμμές προστίθενται ή αλλάζουν· καμία δεν διαγράφεται. Πρώτα βλέπετε τι θα γίνει.
identity-import-file = Αρχεία
identity-import-file-hint = Ένα XLSX, ή ένα ή δύο CSV, έως 3 MB συνολικά.
identity-import-try = Δοκιμή
identity-import-really = Εισαγωγή τώρα
identity-import-dry = Δοκιμή χωρίς λάθη. Τίποτα δεν άλλαξε ακόμη.
identity-import-done = Η εισαγωγή έγινε.
identity-import-unreadable = Το αρχείο δεν είναι CSV ούτε XLSX. Αποθηκεύστε το ξανά και δοκιμάστε.
identity-import-problems = Τίποτα δεν άλλαξε. Διορθώστε αυτές τις γραμμές και δοκιμάστε ξανά.
identity-import-more = και άλλα { $count } λάθη
identity-import-table = Πίνακας
identity-import-row = Γραμμή
identity-import-what = Τι διορθώνεται
identity-import-units = μονάδες
identity-import-people = υπάλληλοι
identity-import-units-added = Νέες μονάδες
identity-import-units-changed = Μεταβολές μονάδων
identity-import-people-added = Νέοι υπάλληλοι
identity-import-people-changed = Μεταβολές υπαλλήλων
identity-import-unchanged = Γραμμές χωρίς μεταβολή
identity-import-no-table = Δεν βρέθηκε πίνακας. Η πρώτη γραμμή έχει τους τίτλους των στηλών. Μονάδες: κωδικός, υπάγεται, είδος, ονομασία, email, τηλέφωνο, από, έως. Υπάλληλοι: μητρώο, ονοματεπώνυμο, email, τηλέφωνο, χρήστης, ρόλοι, μονάδα, θέση, κύρια, προϊστάμενος, αναπληρωτής, από, έως.
identity-import-date = «{ $value }»: δεν είναι ημερομηνία, π.χ. 31/12/2026.
identity-import-period = Η λήξη ({ $value }) είναι πριν από την έναρξη.
identity-import-kind = «{ $value }»: δεν είναι είδος μονάδας.
identity-import-role = «{ $value }»: δεν είναι ρόλος.
identity-import-unit = «{ $value }»: δεν υπάρχει μονάδα με αυτόν τον κωδικό εκείνη την ημέρα.
identity-import-employee = «{ $value }»: δεν υπάρχει υπάλληλος με αυτό το κλειδί. Για νέο υπάλληλο γράψτε αριθμό μητρώου.
identity-import-user = «{ $value }»: το όνομα χρήστη δεν αλλάζει με εισαγωγή.
identity-import-overlap = «{ $value }»: τα διαστήματα επικαλύπτονται.
identity-on-day-hint = Κάθε μεταβολή ισχύει από μια ημερομηνία. Γράψτε παλαιότερη για να δείτε μονάδες και υπαλλήλους όπως ήταν τότε, ή μελλοντική για όσα έχουν ήδη οριστεί.
identity-close-hint = Πρώτη ημέρα χωρίς τη μονάδα. Τα έγγραφα που έχει διατηρούν το όνομά της.
identity-serves-from = Υπηρετεί από
identity-agent = { $browser } σε { $system }
identity-scope-register-read = ανάγνωση του πρωτοκόλλου
identity-scope-register-write = καταχώριση στο πρωτόκολλο
identity-scope-register-confidential = εγγραφές με περιορισμένη πρόσβαση
identity-scope-organisation-read = ανάγνωση της οργάνωσης
identity-scope-organisation-write = μεταβολές της οργάνωσης και των λογαριασμών
identity-scope-audit-read = ανάγνωση του ιστορικού ενεργειών
identity-scope-system-read = κατάσταση του συστήματος
identity-scope-account-own = τα στοιχεία του λογαριασμού
identity-person-done-invited = Η πρόσκληση στέλνεται στο { $email }. Ισχύει επτά ημέρες.
identity-person-done-stays = Η αποχώρηση ανακλήθηκε.
identity-person-done-left = Η αποχώρηση καταχωρίστηκε.
identity-person-done-locked = Ο λογαριασμός κλειδώθηκε και οι συνδέσεις του τερματίστηκαν.
identity-person-done-unlocked = Ο λογαριασμός ξεκλειδώθηκε.
identity-person-done-sessions = Οι συνδέσεις του τερματίστηκαν.
identity-person-done-token = Το κλειδί API ανακλήθηκε και δεν ισχύει πια.
identity-person-done-roles = Οι ρόλοι αποθηκεύτηκαν.
identity-leaves = Αποχωρεί στις { $day }
identity-left-on = Αποχώρησε στις { $day }
identity-position-leaves = Αποχωρεί στις { $day }: η νέα θέση δεν αλλάζει την αποχώρηση.
identity-position-save = Αποθήκευση θέσης
identity-details-save = Αποθήκευση στοιχείων
identity-unit-choose = Επιλέξτε μονάδα
identity-required-note = Το ονοματεπώνυμο και η ημερομηνία είναι υποχρεωτικά.
identity-lock-ask = { $name }: δεν θα μπορεί να συνδεθεί και οι συνδέσεις του τερματίζονται αμέσως.
identity-lock-do = Κλείδωμα λογαριασμού
identity-invite-again-ask = Η προηγούμενη πρόσκληση παύει να ισχύει και στέλνεται νέα στο { $email }.
identity-token-revoke-ask = { $name }: τα προγράμματα που χρησιμοποιούν το κλειδί σταματούν αμέσως. Η ανάκληση δεν αναιρείται.
identity-invitations-send-ask =
    { $count ->
        [one] Θα σταλεί ένα e-mail.
       *[other] Θα σταλούν { $count } e-mail.
    }
identity-invitations-send-do = Αποστολή προσκλήσεων
identity-invitations-no-mail = Οι προσκλήσεις περιμένουν: δεν έχει οριστεί διακομιστής e-mail (mail.server).
identity-problem-no-role = Ένας λογαριασμός χρειάζεται τουλάχιστον έναν ρόλο.
identity-problem-own-roles = Κανείς δεν αλλάζει τους δικούς του ρόλους. Ζητήστε το από άλλον διαχειριστή.
identity-problem-auditor = Ο ελεγκτής δεν πρέπει να έχει και άλλον ρόλο.
identity-problem-leaves-not = Δεν υπάρχει αποχώρηση που να μπορεί να ανακληθεί.
identity-problem-leaves = Η αποχώρησή του έχει ήδη καταχωριστεί.
identity-problem-gone = Έχει αποχωρήσει έως τότε. Γράψτε νωρίτερη ημερομηνία.
identity-problem-head-deputy = Κανείς δεν αναπληρώνει τον εαυτό του: διαλέξτε προϊστάμενος ή αναπληρωτής.
identity-people-show = Εμφάνιση
identity-people-show-all = όλοι
identity-people-show-locked = κλειδωμένοι
identity-people-show-without-code = χωρίς κωδικό μιας χρήσης
identity-people-show-left = όσοι αποχώρησαν
identity-people-count =
    { $count ->
        [one] Ένας υπάλληλος
       *[other] { $count } υπάλληλοι
    }
identity-import-missing-employee = Λείπει ο αριθμός μητρώου.
identity-import-missing-name = Λείπει το όνομα.
identity-import-missing-kind = Λείπει το είδος της μονάδας.
identity-import-missing-code = Λείπει ο κωδικός της μονάδας.
identity-import-email = «{ $value }»: δεν είναι διεύθυνση e-mail.
identity-import-nothing = Τίποτα δεν αλλάζει: όλα είναι ήδη έτσι.
identity-term-from = Από { $day }
identity-term-to = έως { $day }
identity-term-under = υπάγεται σε: { $unit }
identity-change-withdraw = Ανάκληση της μελλοντικής μεταβολής
identity-change-withdraw-ask = Η μεταβολή που θα ίσχυε από { $day } δεν θα γίνει. Μένει ό,τι ισχύει σήμερα.
identity-change-withdraw-do = Ανάκληση της μεταβολής
identity-problem-nothing-ahead = Δεν υπάρχει μελλοντική μεταβολή.
identity-scope-circulation-write = διακίνηση εγγράφων
identity-absence = Απουσία και αναπλήρωση
identity-absence-of = Απουσίες: { $name }
identity-absence-lead = Όσο λείπετε, ο αναπληρωτής βλέπει όσα έχετε χρεωθεί, τα κινεί και ασκεί τα καθήκοντά σας ως προϊσταμένου, όπου έχετε. Σε κάθε κίνηση γράφεται «με αναπλήρωση».
identity-absence-you-stand-in = Αναπληρώνετε:
identity-absence-until = έως { $day }
identity-absence-whose = Απουσίες
identity-absence-mine = οι δικές μου
identity-absence-show = Εμφάνιση
identity-absence-substitute = Αναπληρωτής
identity-absence-choose = Διαλέξτε
identity-absence-made-by = Ορίστηκε από
identity-absence-now = σε ισχύ
identity-absence-ended-at = έληξε { $at }
identity-absence-end = Λήξη τώρα
identity-absence-end-ask = Αναπληρωτής: { $name }. Η αναπλήρωση παύει αμέσως.
identity-absence-none = Καμία απουσία.
identity-absence-new = Νέα απουσία
identity-absence-first = Από
identity-absence-last = Έως και
identity-absence-unit = Για τη θέση
identity-absence-everything = όλες οι θέσεις
identity-absence-restricted = Και τα έγγραφα περιορισμένης πρόσβασης που με αφορούν
identity-absence-restricted-short = και περιορισμένης πρόσβασης
identity-absence-restricted-question = Τι σημαίνει;
identity-absence-restricted-answer = Χωρίς αυτό ο αναπληρωτής βλέπει μόνο τον αριθμό και την ημερομηνία των περιορισμένων και εμπιστευτικών εγγράφων. Με αυτό τα διαβάζει, και κάθε ανάγνωση καταγράφεται.
identity-absence-save = Ορισμός αναπληρωτή
identity-absence-done-set = Η απουσία ορίστηκε.
identity-absence-done-ended = Η αναπλήρωση έπαυσε.
identity-problem-day = Γράψτε ημερομηνία: 23/11/2026.
identity-problem-absence-order = Η τελευταία ημέρα είναι πριν από την πρώτη.
identity-problem-absence-past = Η περίοδος έχει περάσει.
identity-problem-absence-long = Έως δύο έτη.
identity-problem-absence-self = Διαλέξτε κάποιον άλλο.
identity-problem-absence-substitute = Διαλέξτε αναπληρωτή που υπηρετεί έως το τέλος της περιόδου.
identity-problem-absence-away = Απουσιάζει και ο ίδιος εκείνες τις ημέρες.
identity-problem-absence-unit = Δεν υπάρχει τέτοια θέση.
identity-problem-absence-overlap = Υπάρχει ήδη απουσία εκείνες τις ημέρες.
identity-notices = Ειδοποιήσεις με e-mail
identity-notices-lead = Στέλνονται στη διεύθυνση που έχει ο διαχειριστής για εσάς. Ό,τι δεν σημειώνετε το βλέπετε μόνο μέσα στο πρόγραμμα.
identity-notice-assigned = Όταν μου χρεώνεται έγγραφο για ενέργεια
identity-notice-information = Όταν μου κοινοποιείται έγγραφο για ενημέρωση
identity-notice-returned = Όταν επιστρέφεται έγγραφο που χρέωσα
identity-notice-comment = Όταν κάποιος με αναφέρει σε σχόλιο
identity-notice-due = Την παραμονή της προθεσμίας
identity-notice-digest = Το ημερήσιο δελτίο των μονάδων που προΐσταμαι
identity-notices-save = Αποθήκευση
identity-done-notices = Αποθηκεύτηκε.
identity-scope-statistics-read = ανάγνωση των στατιστικών
