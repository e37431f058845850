# Running. Sourced by ./dev.

dev_run() {
  need_build_tools
  dev_build "$@"
  local binary=target/debug/vecu
  [ "${1:-}" = --release ] && binary=target/release/vecu
  say "creating the database where there is none, and filling the demo where it is empty"
  "$binary" demo
  say "serving: http://localhost:3000 (Ctrl-C stops)"
  exec "$binary" serve
}
