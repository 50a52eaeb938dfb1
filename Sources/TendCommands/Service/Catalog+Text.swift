// Held equal to systemd/tend.catalog by a test, which writes this file anew with RECORD_SNAPSHOTS=1.

extension Catalog {
  static let text = #"""
    # What `journalctl -x` adds below each of tend's lines, for the carer who reads them.
    # One entry for each kind of event (TEND_EVENT); Tests hold these ids and those in the code equal.
    # To install, as root: copy to /usr/lib/systemd/catalog, then `journalctl --update-catalog`.

    # reminder
    -- d290ba1ac837468c883e79f2bcdd9579
    Subject: @TEND_ENTRY@ is due
    Defined-By: tend

    It is time for @TEND_ENTRY@, planned for @TEND_NOMINAL@.
    This is attempt @TEND_ATTEMPT@ to tell you. Tend asks again until someone
    answers.

    Given or done:     tend take @TEND_OCCURRENCE@
    Not this time:     tend skip @TEND_OCCURRENCE@ --reason "..."
    Ask me later:      tend snooze @TEND_OCCURRENCE@ 20m

    # reminder-ahead
    -- e444e8fd527042e682b54bb7d774f711
    Subject: @TEND_ENTRY@ is coming up
    Defined-By: tend

    @TEND_ENTRY@ is planned for @TEND_NOMINAL@.
    You asked to be told ahead of time. Nothing needs an answer yet; what to
    prepare and where to go is in the plan: tend show @TEND_ENTRY@

    # late
    -- 0d0fd45b68934dcc8cca824937e00baf
    Subject: @TEND_ENTRY@ is late
    Defined-By: tend

    @TEND_ENTRY@ was planned for @TEND_NOMINAL@, and nobody has answered yet.

    If it was given and only not recorded, say when:
        tend take @TEND_OCCURRENCE@ --at HH:MM
    If it was not given, follow what the care team wrote down for this case
    (tend show @TEND_ENTRY@), or ask them. Tend does not advise.

    # missed
    -- 1b225e20bb154bb0ab133e179e2ed46d
    Subject: @TEND_ENTRY@ was missed
    Defined-By: tend

    Nobody answered for @TEND_ENTRY@, planned for
    @TEND_NOMINAL@, before its time ran out.

    Missed is what tend found, not what anybody said. It stays under
    `tend missed` and can still be put right:
        tend take @TEND_OCCURRENCE@ --at HH:MM
        tend skip @TEND_OCCURRENCE@ --reason "..."
    What to do about a missed dose is what the care team wrote down:
    tend show @TEND_ENTRY@

    # answered
    -- 2a42f54b7d8f4b90b6db788c7bd5ffeb
    Subject: @TEND_ENTRY@ was answered
    Defined-By: tend

    Someone answered for @TEND_ENTRY@, planned for
    @TEND_NOMINAL@. Nobody is reminded of it again.

    Who answered, what and when: tend history
    Answered by mistake:         tend undo @TEND_OCCURRENCE@

    # snoozed
    -- 5637cdd8514f43e29b31fdffd6a3dda9
    Subject: @TEND_ENTRY@ will be asked for again later
    Defined-By: tend

    Someone put off the next reminder of @TEND_ENTRY@. The time it was planned
    for, @TEND_NOMINAL@, stays as it is, and so does the
    time after which it counts as missed.

    # undone
    -- 05bc8c8b7959496eb86cc1adcb23a771
    Subject: An answer for @TEND_ENTRY@ was taken back
    Defined-By: tend

    The last answer for @TEND_ENTRY@, planned for
    @TEND_NOMINAL@, no longer counts. Both stay in the
    record. If its time has not run out, tend reminds of it again.

    # reviewed
    -- fceb6ecf1e9049a6a7a7a5011cda8cf3
    Subject: @TEND_ENTRY@ stays missed
    Defined-By: tend

    Someone looked at the missed occurrence @TEND_OCCURRENCE@ of @TEND_ENTRY@
    and let it stand. It leaves the list of what is to be reviewed, and stays in
    the record. If it happened after all, it can still be recorded:

        tend take @TEND_OCCURRENCE@ --at HH:MM

    # withdrawn
    -- 3703b8c43970478daaebbaa5417b7a12
    Subject: @TEND_ENTRY@ is no longer in the plan
    Defined-By: tend

    @TEND_ENTRY@ was taken out of the plan, so what was planned for
    @TEND_NOMINAL@ is closed without an answer. What was
    recorded before stays: tend history

    If that was not intended, put the entry back into the plan.

    # paused
    -- fd41d30f74b14f089b97a2aa77ecf296
    Subject: @TEND_ENTRY@ is paused
    Defined-By: tend

    Someone in the household paused @TEND_ENTRY@. While it is paused nobody is
    reminded of it, and each time that passes is recorded as skipped.

    To go on: tend resume @TEND_ENTRY@

    # resumed
    -- fcaba3fe14b3480a8be1f3b4f332c106
    Subject: @TEND_ENTRY@ goes on
    Defined-By: tend

    The pause of @TEND_ENTRY@ is over. Tend reminds of it again from its next
    planned time: tend next

    # held
    -- c81cb7ba1d1949a28df326552f7bd2de
    Subject: @TEND_ENTRY@ is on hold
    Defined-By: tend

    The care team stopped @TEND_ENTRY@ for now. Nobody is reminded of it; it stays
    in sight in every listing, and what falls into the hold is recorded as held.

    When they let it go on: tend release @TEND_ENTRY@ --by WHO

    # released
    -- 6cac70784d294ef880b8279043368334
    Subject: @TEND_ENTRY@ goes on
    Defined-By: tend

    The care team let @TEND_ENTRY@ go on. Tend reminds of it again from its next
    planned time, unless the household has paused it: tend next

    # admitted
    -- 9eff2ffee210468fbf196d877fa2a5d2
    Subject: Somebody is in hospital
    Defined-By: tend

    Medicines, activities and check-ins at home rest for them, and are recorded as
    held. Appointments go on. Going home: tend discharge

    # discharged
    -- 3fcf6a81b0d644bcb33999bcb224226b
    Subject: Somebody is coming home from hospital
    Defined-By: tend

    The list was gone through, or a part of it. What was not gone through stays
    silent until it is: tend status

    # stock
    -- 6f0d2b7c1e594a83b5c8d94e07a3f261
    Subject: The stock of @TEND_ENTRY@ was counted
    Defined-By: tend

    Someone counted what is left of @TEND_ENTRY@, recorded that more came, or
    changed the number in the plan. Doses that are taken from then on are
    subtracted from it.

    What is left, and until when: tend stock
    Counted wrong:                tend stock @TEND_ENTRY@ set N

    # plan-accepted
    -- 650ffd9a2a704a7cb03e190357ac90f4
    Subject: The plan was read and is in force
    Defined-By: tend

    Tend has read the plan, found nothing wrong with it, and reminds by it from
    now on. What it asks for today: tend today

    # plan-rejected
    -- a209127f689040899ca39c7c7eba1791
    Subject: The plan has a mistake; the last good one stays in force
    Defined-By: tend

    @MESSAGE@

    Tend keeps reminding by the last plan that was good. What was changed since
    is NOT in force: a new or changed dose is not reminded of.

    To see every mistake with its file and line: tend check
    Once it is mended tend reads it by itself.

    # started
    -- 931da14950ce4944b11efcb19769910f
    Subject: Tend is running
    Defined-By: tend

    The reminder daemon has started. What came due while it was not running is
    told now, marked late or missed as it is; see `tend missed`.

    # stopped
    -- 2263267366694af38ec659d0fce531c9
    Subject: Tend was stopped
    Defined-By: tend

    The reminder daemon was stopped in order. Until it runs again NOBODY IS
    REMINDED of anything; answers can still be recorded.

    To start it: systemctl --user start tend.service

    # zone-changed
    -- 4df2c04bda2946889accaf34fb800bd7
    Subject: This computer is in another time zone now
    Defined-By: tend

    @MESSAGE@

    Entries without a zone of their own follow the computer: breakfast is now
    breakfast here. Entries and people with a zone keep theirs.

    See whether the day is as it should be: tend today

    # clock-suspect
    -- 92c1f856b6c549e1a39c8376cccbdbce
    Subject: The clock of this computer is probably wrong
    Defined-By: tend

    @MESSAGE@

    Tend does not count anything as missed while the clock is in doubt. Compare
    it with a watch before giving anything by these reminders, and set it:
        timedatectl

    # unrecorded
    -- 1c4c3c21a64b4c0181a004bdb6cb6034
    Subject: Tend cannot write its record
    Defined-By: tend

    @MESSAGE@

    Tend goes on reminding from memory, but nothing is being recorded: WRITE
    DOWN ON PAPER what is given and when. Usual causes are a full disk or one
    that has become read-only:
        tend status
        df -h ~

    # record-lost
    -- a3d9339a69024ec68150038d15a3967d
    Subject: The record of what was given is lost
    Defined-By: tend

    @MESSAGE@

    Tend goes on reminding from the plan, with a new record. What may have been
    given already says “record lost — check before giving”: ASK, LOOK, COUNT
    before you give it, then answer as usual (tend take, tend skip). What was
    there before is kept whole and never deleted.

    # loss-acknowledged
    -- f11717a012e3434c8973e866a602b6c0
    Subject: Someone knows of the lost record
    Defined-By: tend

    @MESSAGE@

    Doses whose record is lost keep their warning until they are answered.

    # record-saved
    -- 018763ade5564c50897edc60cd109b78
    Subject: A deleted record was written back
    Defined-By: tend

    @MESSAGE@

    The file of the record was deleted or moved away while tendd had it open.
    Nothing is lost: tendd wrote it back, and starts again to use it. Find out who
    deleted it: a clean-up program, a synchronised folder, a hand.

    # backup
    -- 9d55332dcfcd445989e947e105978c05
    Subject: A copy of the record was made
    Defined-By: tend

    @MESSAGE@

    Every day Tend writes a copy of its record and checks it.

    # backup-failed
    -- a125411fab0743d9a4874df9b6bfcba3
    Subject: No copy of the record could be made
    Defined-By: tend

    @MESSAGE@

    The record itself goes on; only today's copy is missing. Tend tries again in
    an hour. Usual causes are a full disk, or a folder that was closed to you:
        df -h ~

    # flagged
    -- da863edae0034281b9038936b7e16f1f
    Subject: A check-in raised a flag
    Defined-By: tend

    @MESSAGE@

    The answers of @TEND_ENTRY@ meet a rule that stands in the plan, with what the
    care team wrote for that case. Tend repeats it and does not advise. The flag
    stays open, and stays listed, until someone says what was done:
        tend flags
        tend flags close @TEND_NUMBER@ "what was done"

    # flag-closed
    -- b9aeec9730ea41059a69ce0ef47568fb
    Subject: A flag is closed
    Defined-By: tend

    @MESSAGE@

    What was raised and what was done about it: tend flags --all
    Closed by mistake: tend undo

    # escalated
    -- 01dce8fa4de14c4fa63f350133184f89
    Subject: Nobody answered @TEND_ENTRY@, someone else is asked
    Defined-By: tend

    @MESSAGE@

    The escalation of the settings or of the entry brought in the next one. It
    stops with the first answer, and whoever was asked is then told so:
        tend take @TEND_OCCURRENCE@      (or: tend done, tend skip)
    What was tried, and through what:
        tend history @TEND_OCCURRENCE@

    # suppressed
    -- 1e8a072a23ff4cfd945fcb242252ac18
    Subject: A rule kept back @TEND_ENTRY@
    Defined-By: tend

    @MESSAGE@

    A rule of the plan or of the settings (@TEND_RULE@) says that nobody is to be
    disturbed by it now. It is listed all the same, and can be answered:
        tend due

    # digest
    -- 92c356185ac44870a6b627641af47f22
    Subject: @TEND_OPEN@ still open and @TEND_MISSED@ missed, told together
    Defined-By: tend

    @MESSAGE@

    One line in place of many: quiet hours held them back, or they came due while
    Tend was away (@TEND_RULE@). Every one is in the record:
        tend due
        tend missed

    # silence
    -- 419dcf4fffa74c8e9820f29a452167af
    Subject: Nobody answers anything
    Defined-By: tend

    @MESSAGE@

    Reminders were told, and for longer than [silence] in settings.toml allows
    nobody answered any of them. Someone should call or look in. It is told once,
    until somebody answers something.

    # test
    -- ee924d7363b84869a4d34888019adc9d
    Subject: Somebody tried whether messages arrive
    Defined-By: tend

    Nothing is due. `tend test-channels` sends this through every channel, and
    says what each of them answered.

    # daemon-failed
    -- 64d6d63e01444ee8971d2bdf1d80c7ab
    Subject: Tend cannot stay up: nobody is reminded
    Defined-By: tend

    tendd ended again and again. It is started anew a minute after this line, and
    as often as it takes. Until it stays up, nobody is told of anything: see what
    is due with `tend due`, and look for the reason with
        tend service logs -n 20
        tend doctor

    """#
}
