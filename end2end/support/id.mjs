const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A fresh id as the application makes them: a UUIDv7 in 22 base62 digits. */
export function freshId() {
  const random = crypto.getRandomValues(new Uint8Array(10));
  let value = BigInt(Date.now());
  random.forEach((byte, place) => {
    const bits = place === 0 ? 0x70 | (byte & 0x0f) : place === 2 ? 0x80 | (byte & 0x3f) : byte;
    value = (value << 8n) | BigInt(bits);
  });
  let digits = "";
  for (let place = 0; place < 22; place += 1) {
    digits = ALPHABET[Number(value % 62n)] + digits;
    value /= 62n;
  }
  return digits;
}
