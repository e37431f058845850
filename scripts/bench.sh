# Measuring. Sourced by ./dev.

dev_bench() {
  need_build_tools
  need_postgres
  dev_build --release
  trap postgres_stop EXIT
  POSTGRES_FSYNC=on postgres_start
  node end2end/bench/bench.mjs "$@"
}
