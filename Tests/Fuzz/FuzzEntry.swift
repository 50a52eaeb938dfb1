import Glibc

/// The same case in the same code without the fuzzer's instruments, which make it ten times slower (PlainEntry.swift).
@_silgen_name("plainCase")
private func plainCase(_ start: UnsafePointer<UInt8>, _ count: Int)

/// Called by libFuzzer with each case.
///
/// One that takes more than 50 ms ends the process, which the fuzzer reports. It is the thread's own processor time
/// that counts, so that a busy machine does not lie, and only the plain code's. It is given three tries, as a cold
/// cache is none of its doing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  _ = report
  // What is quick with the instruments is quick without them.
  var time = milliseconds { fuzz(UnsafeBufferPointer(start: start, count: count)) }
  if time > 10 {
    time = (0..<3).map { _ in milliseconds { plainCase(start, count) } }.min() ?? time
  }
  must(time <= 50, "this case takes \(time) ms")
  slowest = max(slowest, time)
  return 0
}

/// One thread runs all cases.
nonisolated(unsafe) private var slowest = 0.0
private let report: Void = {
  _ = atexit { print("slowest case: \(Int(slowest.rounded(.up))) ms") }
}()

private func milliseconds(_ body: () -> Void) -> Double {
  let start = processorTime()
  body()
  return processorTime() - start
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}
