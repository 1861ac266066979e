identity-login-title = Είσοδος υπαλλήλων
identity-user = Όνομα χρήστη
identity-password = Κωδικός πρόσβασης
identity-login = Είσοδος
identity-problem-credentials = Το όνομα χρήστη ή ο κωδικός δεν είναι σωστά.
identity-problem-locked = Ο λογαριασμός κλειδώθηκε μετά από πολλές αποτυχίες. Δοκιμάστε ξανά μετά τις { $until }.
