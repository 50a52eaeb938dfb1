import ArgumentParser
import Care

/// The root of the command tree.
///
/// One verb a file, in `Verbs`.
struct Tend: ParsableCommand {
  // Names are written out: deriving them by reflection costs more than starting the program.
  static let configuration = CommandConfiguration(
    commandName: "tend",
    abstract:
      "Keeps a carer's promises: reminds, asks until someone answers, and never forgets what happened.",
    discussion: """
      Add a first reminder:   tend add medication "Cetirizine" --dose "10 mg" --at 08:00
      See the day:            tend today
      Answer:                 tend take cetirizine
      What was missed:        tend missed
      """,
    version: "tend \(Release.version)",
    groupedSubcommands: [
      CommandGroup(
        name: "Plan",
        subcommands: [
          Add.self, ListEntries.self, Show.self, SetKeys.self, Move.self, EditPlan.self, Rename.self,
          Remove.self,
          Approve.self, Withdraw.self, PauseEntry.self, Resume.self,
          HoldEntry.self, ReleaseEntry.self, Changes.self, Admit.self, DischargeVerb.self, Check.self,
          Reload.self, StockVerb.self,
        ]),
      CommandGroup(
        name: "Answer",
        subcommands: [
          Take.self, Done.self, Skip.self, Cancel.self, Snooze.self, StartSession.self, CheckInVerb.self,
          Flags.self,
          Undo.self,
          ReviewVerb.self,
        ]),
      CommandGroup(
        name: "See",
        subcommands: [
          Today.self, Agenda.self, Next.self, Due.self, Missed.self, History.self, Why.self,
          Handover.self, Contacts.self, Status.self,
        ]),
      CommandGroup(
        name: "Diary",
        subcommands: [
          NoteVerb.self, Ask.self, TriggerVerb.self, DiaryVerb.self, ContextVerb.self, TriggersVerb.self,
        ]),
      CommandGroup(
        name: "Service",
        subcommands: [
          Service.self, Doctor.self, TestChannels.self, Explain.self, SelfCheck.self, BackupVerb.self,
          RestoreVerb.self,
        ]),
      CommandGroup(name: "Checking", subcommands: [Expand.self]),
    ])
}
