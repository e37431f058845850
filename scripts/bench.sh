# Measuring. Sourced by ./dev. Prints figures and judges nothing.

dev_bench() {
  need_build_tools
  need_browser
  need_postgres
  command -v wrk >/dev/null || need_package wrk
  command -v sqlite3 >/dev/null || need_package sqlite3
  command -v xz >/dev/null || need_package xz-utils
  dev_build --release
  say "building the reference: an axum route that answers a constant"
  cargo build --quiet --release --manifest-path end2end/bench/constant/Cargo.toml --target-dir target/constant
  say "words that call for help, on phrases that their lists were not made from"
  cargo run --quiet -p domain --example crisis
  say "adverse effects that are told, the same way"
  cargo run --quiet -p domain --example vigilance
  trap postgres_stop EXIT
  # The disk counts here: PostgreSQL makes its commits last, beside the sources.
  POSTGRES_FSYNC=on POSTGRES_PLACE="$PWD/target" postgres_start
  say "measuring (about 20 minutes)"
  node end2end/bench/bench.mjs "$@"
  postgres_stop
}
