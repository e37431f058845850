# Building. Sourced by ./dev.

# Builds server and site: `dev_build` (debug) or `dev_build --release`.
dev_build() {
  local profile=debug
  [ "${1:-}" = --release ] && profile=release
  say "building server and site ($profile): the first time takes about 10 minutes on two cores, then seconds"
  # Split: pages that a first visit does not need come as files of their own.
  cargo leptos build --split ${1:+"$1"}
  precompress
}

# Compresses what is served, once per content: brotli and gzip beside each file.
precompress() {
  node scripts/precompress.mjs target/site
}

dev_check() {
  need_rust
  cargo check --workspace --exclude frontend
  cargo check -p frontend --target wasm32-unknown-unknown
}
