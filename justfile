# Shortcuts; each is one command that also works without `just`.

# Builds the demo site into public/
build:
    cargo run --release -- build

# Runs all tests
test:
    cargo test

# Tests in a real browser (needs npm and Chromium); one file: just browser print.test.mjs
browser *FILES:
    cargo build --release
    npm ci --prefix tests/browser --silent
    cd tests/browser && npm test --silent -- {{FILES}}

# Draws the README's pictures of the demo site anew (needs npm and Chromium)
screenshots:
    cargo build --release
    npm ci --prefix tests/browser --silent
    cd tests/browser && node screenshots.mjs

# All that must pass before a change lands
ci:
    bash .ci/run

# Rewrites golden sites and expected messages; read the diff before you commit it
golden:
    UPDATE=1 cargo test --test it

# Benches of each stage
bench:
    cargo bench

# Builds 1,000 and 10,000 generated articles beside Hugo (needs hugo and the generator's path)
compare GENERATOR:
    bash benches/compare.sh {{GENERATOR}}

# Time from saving an article to the page that shows it (needs the generator's path)
reload GENERATOR:
    python3 benches/reload.py {{GENERATOR}}
