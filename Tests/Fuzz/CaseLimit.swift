import Glibc

/// Runs one case of a fuzz target; one that takes more than 50 ms ends the process, which the fuzzer reports.
///
/// It is the thread's own processor time that counts, so a busy machine does not lie. A case is given three tries, as
/// a cold cache or a page not yet there is none of its doing.
func limited(_ body: () -> Void) {
  _ = report
  var shortest = Double.infinity
  for _ in 0..<3 {
    let start = processorMilliseconds()
    body()
    shortest = min(shortest, processorMilliseconds() - start)
    if shortest <= 50 {
      slowest = max(slowest, shortest)
      return
    }
  }
  fatalError("this case takes \(shortest) ms")
}

/// One thread runs all cases.
nonisolated(unsafe) private var slowest = 0.0
private let report: Void = {
  _ = atexit { print("slowest case: \(Int(slowest.rounded(.up))) ms") }
}()

private func processorMilliseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}
