statistics-title = Statistics
statistics-pages = Pages of statistics
statistics-volumes = Volumes
statistics-times = Times
statistics-savings = Savings
statistics-times-title = Where time is lost
statistics-savings-title = What is saved
statistics-filter = Period and unit
statistics-unit = Unit
statistics-all-units = All units
statistics-own-units = All my units
statistics-alone = without the units under it
statistics-from = From
statistics-to = To
statistics-show = Show
statistics-when = from { $from } to { $to }
statistics-this-month = This month
statistics-last-month = Last month
statistics-this-quarter = This quarter
statistics-last-quarter = Last quarter
statistics-this-year = This year
statistics-last-year = Last year
statistics-problem-period = Write the period as 22/11/2026. The first day comes before the last, and at most ten years lie between.
statistics-problem-day = Write the date as 22/11/2026.
statistics-problem-value = Write an amount as 1.20 or, for sheets, minutes and papers, a whole number.
statistics-problem-source = Write where the value comes from, in at most 300 letters.
statistics-problems = Mend the following
statistics-nothing = You lead no unit, so there are no figures to see.
statistics-none = No document was registered in this period for which one of these units is competent. What was assigned to them stands above.
statistics-none-readable = There are no papers that you may read.
statistics-no-papers = You see the figures, not the papers: those are for who reads the register.
statistics-restricted = Restricted entries are counted in the totals; lists show them only to those who may read them.
statistics-counted = Figures up to { $at }.
statistics-not-counted = The figures are being counted.
statistics-total = Total
statistics-against-before = against the period before
statistics-by-time = By day or month
statistics-by-month = By month
statistics-by-unit = By unit
statistics-by-unit-text = Each document counts for the unit that is to deal with it.
statistics-by-kind = By kind
statistics-nobody = Without a competent unit
statistics-day = Day
statistics-month = Month
statistics-table = The table of the picture
statistics-chart-volumes = Documents { $when }. The table has the same figures.
statistics-chart-savings = Savings { $when }. The table has the same figures.
statistics-heat = Busiest hours
statistics-heat-text = How many documents were registered by day of the week and hour. The darker, the more.
statistics-weekday-1 = Monday
statistics-weekday-2 = Tuesday
statistics-weekday-3 = Wednesday
statistics-weekday-4 = Thursday
statistics-weekday-5 = Friday
statistics-weekday-6 = Saturday
statistics-weekday-7 = Sunday
statistics-export = Export
statistics-export-all = XLSX with all tables
statistics-entries = Documents behind the figure
statistics-back = Back to the statistics
statistics-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
statistics-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
statistics-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
statistics-median = Median
statistics-ninth = 9 of 10
statistics-accept = Until taken up
statistics-stops = Left
statistics-due = With a deadline
statistics-late = Late
statistics-open = Open
statistics-open-late = Open and late
statistics-accept-minutes = Median until taken up (working minutes)
statistics-median-minutes = Median of staying (working minutes)
statistics-ninth-minutes = 9 of 10 (working minutes)
statistics-median-text = half of the documents stayed at a unit for no longer
statistics-ninth-text = 9 of 10 stayed for no longer
statistics-late-text = of those with a deadline left late
statistics-open-late-text =
    { $count ->
        [one] late now, of { $count } that is open
       *[other] late now, of { $count } that are open
    }
statistics-of-them-late = { $count } late
statistics-times-text = Working time: only the office hours of working days count, without holidays and local holidays. A day has { $day }. Time begins when a document is assigned to the unit and ends when nobody there has to act: it was completed, returned or passed on elsewhere. What left within the period counts; what is open is open today.
statistics-times-picture = The median, and how far 9 of 10 reach
statistics-arrived = Came
statistics-stay = Stayed
statistics-assigned = Assignments for action
statistics-which-arrived = Those assigned for action
statistics-which-left = Those that stayed longest
statistics-which-late = Those that left late
statistics-which-open = Those that are open
statistics-which-open_late = Those that are open and late
statistics-saved = not spent
statistics-sheets-text = sheets of paper
statistics-letters-text = envelopes and postage
statistics-walking-text = of working time in walks
statistics-sheets = Sheets
statistics-envelopes = Envelopes
statistics-walking = Walks
statistics-walking-minutes = Walks (minutes)
statistics-carried = Movements
statistics-copied = Files that would be copied
statistics-printed = Files that would be printed
statistics-letters = Sent without paper
statistics-paper-money = Paper and printing
statistics-post-money = Envelopes and post
statistics-work-money = Hours of work
statistics-money = Total
statistics-reckoning = How it is reckoned
statistics-reckoning-text = Events that the program recorded are counted and multiplied by the cost in force on the first day of each month. The values here are today's.
statistics-reckoning-sheets = Sheets = (files that would be copied { $copied } + files that would be printed { $printed } + files that would be posted { $posted }) × { $sheets } sheets per file. A copy: when a document goes to several units at once, one gets the original and the others a copy. A print: one of each document that came without paper. The number of files of each document is the real one.
statistics-reckoning-paper = Paper and printing = sheets × ({ $paper } for paper + { $printing } for printing) per 100 sheets.
statistics-reckoning-post = Envelopes and post = { $letters } recipients of outgoing documents that left by e-mail, portal or exchange × ({ $envelope } per 100 envelopes + { $postage } postage).
statistics-reckoning-walking = Hours of work = { $carried } movements from unit to unit × { $minutes } minutes per walk ÷ { $papers } papers per walk × { $hour } an hour.
statistics-reckoning-not = Time spent on searching, room for the archive, and what happened at units before they joined are not counted: there the paper was printed.
statistics-costs = Unit costs
statistics-costs-text = What the municipality has not stated is an assumption of the program, and is shown as one. A new value counts from its day on; earlier months are reckoned with the old one.
statistics-cost = Cost
statistics-value = Value
statistics-source = Source
statistics-source-hint = E.g. supply contract 12/2026, measured by the Directorate of Administration
statistics-assumption = assumption
statistics-always = always
statistics-cost-sheets_per_file = Sheets per file
statistics-cost-paper = Paper, per 100 sheets
statistics-cost-printing = Printing or copying, per 100 sheets
statistics-cost-envelope = Envelopes, per 100
statistics-cost-postage = Postage per letter
statistics-cost-walk_minutes = Minutes per walk
statistics-cost-papers_per_walk = Papers per walk
statistics-cost-hour = An hour of work
statistics-cost-new = New value
statistics-cost-do = Save the value
statistics-done-cost = The value is saved.
statistics-done-recount = The figures are counted anew.
statistics-hours-title = Office hours
statistics-hours-text = Working time is measured by the office hours and local holidays of the law page. When they change for days that have passed, count the figures anew.
statistics-recount = Count anew
statistics-recount-ask = All figures are counted again from the register and its movements. That is needed when a local holiday or the joining day of a unit was added afterwards. Until it is done, pages show what is counted so far.
statistics-recount-do = Count
statistics-log = Event log
statistics-log-text = All documents of the period and their movements as OCEL 2.0 (JSON), for programs of process mining such as PM4Py. People have pseudonyms, others in each export. The export is written into the trail.
statistics-log-do = Export OCEL
statistics-log-named = With people's names
