# Vécu in a container: docker build -t vecu .
# Built in two stages; what runs is the program, its site and PostgreSQL's client programs (for `vecu backup`).

FROM docker.io/library/rust:1.95-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends nodejs npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The tools first: they change seldom, and take longest.
COPY dev rust-toolchain.toml Cargo.lock ./
COPY scripts scripts
COPY end2end/package.json end2end/package-lock.json end2end/
# The image's own compiler, not one fetched for `rust-toolchain.toml`.
ENV VECU_TOOLS=/tools RUSTUP_TOOLCHAIN=$RUST_VERSION
RUN ./dev tools
COPY . .
RUN ./dev build --release

FROM docker.io/library/debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/vecu --create-home vecu
# hash.txt, beside the program, tells which files of the site belong to it.
COPY --from=build /src/target/release/vecu /src/target/release/hash.txt /opt/vecu/
COPY --from=build /src/target/site /opt/vecu/site
ENV PATH=/opt/vecu:$PATH \
    VECU_SITE_ROOT=/opt/vecu/site \
    VECU_DATA_DIR=/var/lib/vecu \
    VECU_DATABASE_URL=sqlite:/var/lib/vecu/vecu.db \
    VECU_LISTEN=0.0.0.0:3000 \
    VECU_LOG_FORMAT=json
USER 10001
WORKDIR /var/lib/vecu
# The one place that is written to; everything else may be read-only (docker run --read-only).
VOLUME /var/lib/vecu
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s CMD ["vecu", "healthcheck"]
ENTRYPOINT ["vecu"]
CMD ["serve"]
