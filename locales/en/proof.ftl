proof-verify-title = Verify
proof-verify-lead = Check a proof of entry: that the document got this number, at this time, and that nothing was changed since.
proof-verify-file = Proof (PDF or .tlog-proof)
proof-verify-do = Check
proof-ok = The proof holds
proof-said-registered = Entry { $number }/{ $year } was registered in the municipality's signed public log, and its details are the ones that were filed.
proof-said-corrected = Entry { $number }/{ $year } was corrected. The correction is in the municipality's signed public log, and the details below stand since then.
proof-said-cancelled = Entry { $number }/{ $year } was cancelled. The cancellation is in the municipality's signed public log; the details below stood until then.
proof-reason = Reason
proof-at = Time of the act
proof-not-shown = It is not proven that what the document itself says is true, nor that no correction or cancellation followed.
proof-bad = The proof does not hold
proof-problem-not-a-proof = This file is not a proof of entry.
proof-problem-not-in-log = The entry is not in the signed public log of this municipality.
proof-problem-altered = The details were changed: they are not the ones that were filed.
proof-place = Place in the public log
proof-verify-hint = The file that the municipality gave you
proof-act = Act
proof-act-registered = Registration
proof-act-corrected = Correction
proof-act-cancelled = Cancellation
proof-subject = Subject
proof-correspondent = Correspondent
proof-files = Files that were filed
proof-same = the same as yours
proof-compare = Do you have the document itself?
proof-compare-hint = See whether it is exactly the one that was filed
proof-other = One of the documents that you chose is not among those that were filed.
proof-local = The check was made on your computer. No file was sent.
proof-checkpoint-mail-subject = { $municipality }: checkpoint of the register of { $day }
proof-checkpoint-mail-text =
    The attached file is the signed checkpoint of the register of { $day }. The public log had { $size } lines then.

    Keep it. With it you can show anyone later whether something was backdated, removed or altered afterwards:

    asty verify --key "{ $key }" --log { $url }/log --since { $file }
proof-help-paper = I have only the paper. What do I do?
proof-help-paper-text = The check needs the PDF file itself, because the proof is inside it. Ask the register desk for it again, with your number.
proof-help-what = How is it checked?
proof-help-what-text = Every registration is one line of a public log that the municipality signs electronically and cannot change without it being seen. The page checks the signature, and that the line of your proof is in that log. Your file is not kept.
proof-log-title = Public log
proof-log-lead = Every act of the register is one line here. With what follows anyone checks it, and asks the municipality for nothing.
proof-log-key = Public key
proof-log-key-hint = Keep it, or compare it with the one that the municipality gave you on paper.
proof-log-earlier = Earlier keys
proof-log-handovers = Handovers from key to key
proof-log-address = Address
proof-log-size = Lines
proof-log-checkpoint = Present checkpoint
proof-log-checkpoint-lead = The signed state of the log now. Whoever keeps it can show later whether something was changed since.
proof-log-download = Download the checkpoint
proof-log-daily = Daily checkpoints
proof-log-commands = Checking with Asty
proof-log-commands-lead = The commands run on any computer, with nothing but the public key.
proof-log-command-receipt = One receipt, without the network
proof-log-command-since = That nothing was changed since a checkpoint
proof-log-command-whole = The whole log
proof-log-command-export = A copy of the log, to be checked without the network
