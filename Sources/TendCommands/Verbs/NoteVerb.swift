import Almanac
import ArgumentParser
import Care

/// `tend note`: a line of the diary.
struct NoteVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Write a line of the diary: what was seen, symptoms, exposures.",
    discussion: """
      tend note "flushing after the shower" --symptom flush=6 --trigger heat
      tend note --symptom headache --at "20m ago"
      Words for symptoms are free; usual are flush, itch, hives, abdominal-pain, diarrhoea, faintness, headache, bone-pain.
      See tend diary, tend context and tend triggers.
      """)

  @Argument(help: "What was seen, in a few words.")
  var text: String?

  @Option(name: .long, help: "A symptom, with how bad it was from 0 to 10: flush=6; may be given again.")
  var symptom: [String] = []

  @Option(name: .long, help: "What went before: heat, stress, sesame; may be given again.")
  var trigger: [String] = []

  @OptionGroup var options: DiaryOptions

  func run(_ context: CommandContext) throws {
    try options.record(context, channel: "note", text: text, symptoms: symptom, triggers: trigger)
  }
}

/// `tend trigger`: an exposure, written down whether or not anything follows.
struct TriggerVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "trigger", abstract: "Write down an exposure: heat, stress, a food.",
    discussion: """
      tend trigger heat
      tend trigger sesame --note "salad at Ana's" --at 12:30
      Written down every time, also when nothing follows, it can be counted: tend triggers.
      """)

  @Argument(help: "What the person was exposed to.")
  var triggers: [String]

  @Option(name: .long, help: "A word on it.")
  var note: String?

  @OptionGroup var options: DiaryOptions

  func run(_ context: CommandContext) throws {
    try options.record(context, channel: "trigger", text: note, symptoms: [], triggers: triggers)
  }
}
