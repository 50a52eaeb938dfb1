import Glibc

/// Says on standard error when each phase of a listing was over, where `TEND_TRACE=phases` asks for it.
///
/// For the benchmark, and for whoever finds Tend slow. `trace: plan 5021.138207114` is a time of the monotonic clock,
/// which whoever started the process can read as well.
struct PhaseTrace {
  enum Phase: String, CaseIterable {
    /// Up to the first line of ours.
    case loader
    case arguments
    /// Reading the files and resolving every timing.
    case plan
    case ledger
    /// Finding the occurrences.
    case expansion
    case output
  }

  private let isOn: Bool
  private let printer: Printer

  init(environment: [String: String], printer: Printer) {
    isOn = environment["TEND_TRACE"] == "phases"
    self.printer = printer
  }

  func ended(_ phase: Phase) {
    guard isOn else { return }
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let fraction = String(now.tv_nsec)
    let zeros = String(repeating: "0", count: 9 - fraction.utf8.count)
    printer.problem("trace: \(phase.rawValue) \(now.tv_sec).\(zeros)\(fraction)")
  }
}
