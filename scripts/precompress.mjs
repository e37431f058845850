// Writes `.br` and `.gz` beside every file that compresses, when they are missing or older.
import { readdirSync, readFileSync, statSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const worth = /\.(js|wasm|css|svg|webmanifest|txt|json)$/;
const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );

for (const file of walk(process.argv[2])) {
  if (!worth.test(file)) continue;
  const written = statSync(file).mtimeMs;
  const fresh = (made) => existsSync(made) && statSync(made).mtimeMs >= written;
  if (fresh(`${file}.br`) && fresh(`${file}.gz`)) continue;
  const bytes = readFileSync(file);
  // A debug build's wasm is tens of megabytes: quality 5 there, the best for what is shipped.
  const quality = bytes.length > 4_000_000 ? 4 : 11;
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: quality > 9 ? 9 : 5 }));
}
