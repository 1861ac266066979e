system-title = System status
system-health = Health
system-database = Database
system-storage = File storage
system-mailbox = Mailbox
system-mailbox-trouble = It cannot be read since { $since } (last try { $at }):
system-version = Version
system-memory = Memory in use
system-good = working
system-bad = does not answer
system-files = Files
system-files-named = Files of documents
system-files-stored = Stored
system-saved = Space saved
system-saved-help = The same file is stored once, however many documents carry it.
system-sweep-help = Every day the files that broken uploads left behind and that belong to no document are removed.
system-log-key = Public key of the log
system-log-key-text = With it anyone checks the proofs and the public log of the municipality. Give it to the auditors on paper.
system-log-key-change = When and how is the key changed?
system-log-key-change-text = When a third party may have learnt it, or when the administrator changes: asty log rotate, a restart of the program, and a new backup. Old proofs stay valid, because the old key signs the new one.
system-jobs = Jobs
system-jobs-lead = What is done after something was saved: e-mail, checkpoints, tidying. What fails is tried again for a day and then waits here.
system-jobs-waiting = Waiting
system-jobs-done = Done
system-jobs-failed = Failed
system-jobs-filter = Which jobs
system-jobs-state = State
system-jobs-kind = Job
system-jobs-kind-all = all
system-jobs-show = Show
system-jobs-error = What stands in the way
system-jobs-next = Next attempt
system-jobs-last = Tried last
system-jobs-came-back = Came back undelivered.
system-jobs-ended = Done at
system-jobs-action = Action
system-jobs-attempts =
    { $count ->
        [one] one attempt
       *[other] { $count } attempts
    }
system-jobs-again = Again
system-jobs-again-of = Again: { $kind }, { $at }
system-jobs-again-all = Try all failed ones again
system-jobs-again-done =
    { $count ->
        [0] No job had failed.
        [one] The job is tried again.
       *[other] { $count } jobs are tried again.
    }
system-jobs-none = No jobs.
system-jobs-older = Older
system-job-kind-mail = Sending e-mail
system-job-kind-checkpoint = Daily checkpoint
system-job-kind-tidy = Daily tidying
system-job-why-server = No mail server is set (mail.server in the configuration).
system-job-why-address = The e-mail address is wrong. Mend it and send again.
system-job-why-certificate = The server's certificate is not trusted (mail.authority in the configuration).
system-job-why-connection = The server does not answer.
system-job-why-other = It was not completed.
system-tidied = Last tidying
system-tidied-never = not yet
system-job-kind-notice = Notice of a movement
system-job-kind-digest = Daily digest of a unit
system-job-kind-search = New results of a saved search
system-job-why-refused = The recipient's mail server does not take the message. Check the address.
system-job-kind-sender-letter = Answer to the sender of an e-mail
