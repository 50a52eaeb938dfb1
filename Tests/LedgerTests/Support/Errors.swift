import Ledger

func isNewerVersion(_ error: any Error) -> Bool {
  if case .newerVersion = error as? LedgerError { true } else { false }
}

func isDamaged(_ error: any Error) -> Bool {
  if case .damaged = error as? LedgerError { true } else { false }
}

func isRefused(_ error: any Error) -> Bool {
  if case .refused = error as? LedgerError { true } else { false }
}

func isBusy(_ error: any Error) -> Bool {
  if case .busy = error as? LedgerError { true } else { false }
}

func isDiskFull(_ error: any Error) -> Bool {
  if case .diskFull = error as? LedgerError { true } else { false }
}

func isReadOnly(_ error: any Error) -> Bool {
  if case .readOnly = error as? LedgerError { true } else { false }
}
