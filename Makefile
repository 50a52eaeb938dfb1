# make start      everything from nothing: libraries, release build, install, service
# make test      every test: Swift, faults, judges, fuzz and, as root with systemd-container, acceptance
# make lint       format, import directions, unit file, catalog, scripts
# make faults     every file call that can fail, fails: the long form; make storm: 500 kills on a booted host
# make simulate   lives from seeds: SEEDS=50000 of them, or SEED=17 line by line; make mutations breaks the engine on purpose
# make bench      beside its peers; writes Documentation/performance.md
# make build      debug build; also: release, install, uninstall, clean

PREFIX  ?= $(HOME)/.local
DESTDIR ?=

# The debug and the release build each keep a folder of their own, so that both stay warm.
DEBUG_BUILD   := swift build --explicit-target-dependency-import-check error
RELEASE_BUILD := swift build -c release --product tend --static-swift-stdlib --scratch-path .build-release \
  -Xlinker -L$(CURDIR)/.build-release/static -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
BINARY        := .build-release/release/tend
SOURCES       := Package.swift $(shell find Sources -type f)

BINDIR   := $(DESTDIR)$(PREFIX)/bin
DATADIR  := $(DESTDIR)$(PREFIX)/share/tend
UNIT     := $(or $(XDG_CONFIG_HOME),$(HOME)/.config)/systemd/user/tend.service

# Other projects' test data, where it lies beside this tree.
CORPORA := $(realpath ../shared/corpora)
ifneq ($(CORPORA),)
export TEND_CORPORA ?= $(CORPORA)
endif

.PHONY: start test faults storm simulate simulator mutations lint build release install uninstall clean libraries bench
.DELETE_ON_ERROR:

start: libraries release install
	@if [ -d /run/systemd/system ] && systemctl --user show-environment >/dev/null 2>&1; then \
	  "$(BINDIR)/tend" service install; \
	else \
	  .ci/foreground "$(BINDIR)"; \
	fi

test: libraries
	@DEBUG_BUILD="$(DEBUG_BUILD)" .ci/test

faults: release
	Tests/Faults/run --tend $(BINARY)

storm: release
	KILLS=$(or $(KILLS),500) Tests/Host/run -k storm

# In the folder of the release, so that what both are made of is compiled once.
simulator: .build-release/static/libstdc++.a
	$(subst --product tend,--product simulate,$(RELEASE_BUILD))

simulate: simulator
	Tests/Simulation/run $(if $(SEED),--seed $(SEED) $(if $(STEPS),--steps $(STEPS)),$(or $(SEEDS),10000) $(or $(FROM),1))

mutations:
	Tests/Simulation/mutations/run

# Wants a machine that does nothing else, and of Debian libical-dev, remind, calcurse and time.
bench: libraries release
	Benchmarks/run

lint:
	swift format lint --strict --recursive Package.swift Sources Tests
	.ci/check-imports
	.ci/check-systemd
	.ci/check-scripts
	.ci/check-promises

build: libraries
	$(DEBUG_BUILD)

release: $(BINARY)

# Of the C++ library, which the Swift runtime uses, the linker is shown only the static form: it goes into the binary as
# the runtime does, which spares every start of `tend` thousands of look-ups by name.
# Touched, because the build leaves a binary alone that would come out the same.
$(BINARY): $(SOURCES) | .build-release/static/libstdc++.a
	$(RELEASE_BUILD)
	@touch $@

.build-release/static/libstdc++.a:
	@mkdir -p $(@D)
	@ln -sf "$$($(CC) -print-file-name=libstdc++.a)" $@

install: $(BINARY)
	install -D -s -m 755 $(BINARY) "$(BINDIR)/tend"
	ln -sf tend "$(BINDIR)/tendd"
	install -D -m 644 -t "$(DATADIR)" systemd/tend.service.in systemd/tend-failure.service.in \
	  systemd/tend.catalog systemd/org.tend.Tend1.xml
	install -D -m 755 -t "$(DATADIR)/channels" Config/channels/*
	install -D -m 755 -t "$(DATADIR)/panels" Config/panels/panel
	install -D -m 644 -t "$(DATADIR)/panels" Config/panels/waybar.jsonc

# The plan and the ledger are the family's: no target touches them.
uninstall:
	@if grep -qsxF "ExecStart=$(BINDIR)/tendd" "$(UNIT)"; then "$(BINDIR)/tend" service uninstall; fi
	rm -f "$(BINDIR)/tend" "$(BINDIR)/tendd" "$(DATADIR)/tend.service.in" "$(DATADIR)/tend.catalog" \
	  "$(DATADIR)/tend-failure.service.in" "$(DATADIR)/org.tend.Tend1.xml"
	rm -f $(patsubst Config/%,"$(DATADIR)/%",$(wildcard Config/channels/* Config/panels/*))
	@rmdir "$(DATADIR)/channels" "$(DATADIR)/panels" 2>/dev/null || true
	@rmdir "$(DATADIR)" 2>/dev/null || true

clean:
	rm -rf .build .build-release

libraries:
	@if [ ! -e /usr/include/systemd/sd-event.h ] || [ ! -e /usr/include/sqlite3.h ]; then \
	  if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
	  $$as_root apt-get update -q && $$as_root apt-get install -y -q libsystemd-dev libsqlite3-dev; \
	fi
