import Synchronization

@testable import TendCommands

/// Someone at a terminal who types these answers, one to each question or key press, and then ends the input.
final class Typist: TerminalInput {
  private let answers: Mutex<[String]>

  init(_ answers: [String]) { self.answers = Mutex(answers) }

  func line(_: String) -> String? { next() }
  func key(_: String) -> Character? { next()?.first }

  /// A second passes with every look; `stop 20` as the next answer stops it after twenty.
  func play(_ screen: SessionScreen) -> (seconds: Int64, isWhole: Bool) {
    let stop = answers.withLock { answers -> Int64? in
      guard let first = answers.first, first.hasPrefix("stop ") else { return nil }
      answers.removeFirst()
      return Int64(first.dropFirst(5))
    }
    return screen.run(on: StandInStage(stopAfter: stop))
  }

  private func next() -> String? {
    answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}

extension Terminal {
  /// A person types these answers at a terminal of that many columns, without colour.
  static func typing(_ answers: String..., width: Int = 80) -> Terminal {
    Terminal(canAsk: true, width: width, hasColour: false, input: Typist(answers))
  }

  /// A terminal that shows, with nobody at the keyboard.
  static func showing(_ width: Int) -> Terminal { Terminal(canAsk: false, width: width, hasColour: false) }
}
