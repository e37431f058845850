# What the house is built with, installed when missing. Sourced by ./dev.

TOOLS="${VECU_TOOLS:-$HOME/.cache/vecu/tools}"
export PATH="$TOOLS/bin:$PWD/end2end/node_modules/.bin:$PATH"
CARGO_LEPTOS=0.3.10
STARTED=$(date +%s)

# Says what is being done, with the seconds since the start.
say() { printf '\033[1m[%4ss]\033[0m %s\n' "$(($(date +%s) - STARTED))" "$*" >&2; }

die() { say "$*"; exit 1; }

# Runs as root: directly, or through sudo where that is how it is done.
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else die "please install: $*"; fi; }

apt_updated=
need_package() {
  command -v apt-get >/dev/null || die "please install $* with your package manager"
  if [ -z "$apt_updated" ]; then
    say "asking Debian's package list (about 10 s)"
    as_root apt-get update -q >/dev/null
    apt_updated=1
  fi
  say "installing $* from Debian's packages"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

need_rust() {
  command -v cargo >/dev/null || die "Rust is needed: https://rustup.rs"
  command -v cc >/dev/null || need_package gcc libc6-dev
  if ! rustup target list --installed 2>/dev/null | grep -q wasm32-unknown-unknown; then
    say "adding Rust's wasm32 target (about 10 s)"
    rustup target add wasm32-unknown-unknown >/dev/null
  fi
}

need_node() {
  command -v npm >/dev/null || need_package nodejs npm
  if [ ! -d end2end/node_modules ] || [ end2end/package-lock.json -nt end2end/node_modules/.package-lock.json ]; then
    say "installing npm packages: sass, wasm-opt, Playwright, axe (about 30 s)"
    (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >/dev/null)
    touch end2end/node_modules/.package-lock.json
  fi
}

need_build_tools() {
  need_rust
  need_node
  mkdir -p "$TOOLS"
  if ! cargo-leptos --version 2>/dev/null | grep -q "$CARGO_LEPTOS"; then
    say "building cargo-leptos $CARGO_LEPTOS, once (about 6 minutes on two cores)"
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=64 \
      cargo install cargo-leptos --locked --version "$CARGO_LEPTOS" --root "$TOOLS" --force --quiet
  fi
  local bindgen
  bindgen=$(grep -A1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')
  if ! wasm-bindgen --version 2>/dev/null | grep -q "$bindgen"; then
    say "building wasm-bindgen $bindgen, once (about 3 minutes)"
    CARGO_PROFILE_RELEASE_LTO=off cargo install wasm-bindgen-cli --version "$bindgen" --root "$TOOLS" --force --quiet
  fi
}

need_browser() {
  CHROMIUM="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"
  if [ -z "$CHROMIUM" ]; then
    need_package chromium fonts-noto-core
    CHROMIUM=$(command -v chromium)
  fi
  export CHROMIUM
}

# The folder of PostgreSQL's own programs, newest version.
postgres_bin() { find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1; }

need_postgres() {
  if [ ! -x "$(postgres_bin)/initdb" ]; then
    need_package postgresql
  fi
}

# Starts a throw-away cluster on a free port, as a user that PostgreSQL accepts, and sets
# VECU_TEST_POSTGRES. It is stopped and removed when the script ends.
postgres_start() {
  local bin folder port who=()
  bin=$(postgres_bin)
  folder=$(mktemp -d "${POSTGRES_PLACE:-/tmp}/vecu-postgres.XXXXXX")
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    who=(runuser -u postgres --)
  fi
  say "starting a throw-away PostgreSQL on port $port"
  (cd / && "${who[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null)
  # Tests make and drop hundreds of databases; what they hold may go with the machine.
  (cd / && exec "${who[@]}" "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -c listen_addresses=127.0.0.1 \
    -c max_connections=400 -c fsync="${POSTGRES_FSYNC:-off}" -c shared_buffers=256MB >"$folder/log" 2>&1) &
  POSTGRES_PID=$!
  POSTGRES_FOLDER=$folder
  export VECU_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port"
  for _ in $(seq 100); do
    if "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; then return; fi
    sleep 0.1
  done
  die "PostgreSQL did not start: $(tail -3 "$folder/log")"
}

postgres_stop() {
  if [ -n "${POSTGRES_PID:-}" ]; then
    pkill -INT -P "$POSTGRES_PID" 2>/dev/null || true
    kill "$POSTGRES_PID" 2>/dev/null || true
    wait "$POSTGRES_PID" 2>/dev/null || true
    rm -rf "$POSTGRES_FOLDER"
    POSTGRES_PID=
  fi
}
