// Asks a passkey to sign what the server drew, puts the answer into the form and sends it.
// Pages that always have such a button bring this along, so that no press is too early; on others device.js fetches
// it when the button is first pressed.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  buffer
    ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
    : null;

const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

/** What signed, as the server reads it (WebAuthn, 5.1.7 `toJSON`). */
function written({ rawId, type, response }) {
  const parts = ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"];
  const said = parts.filter((part) => part in response).map((part) => [part, text(response[part])]);
  const id = text(rawId);
  return JSON.stringify({ id, rawId: id, type, response: Object.fromEntries(said), clientExtensionResults: {} });
}

async function sign(ceremony, options) {
  const { publicKey } = JSON.parse(options);
  publicKey.challenge = bytes(publicKey.challenge);
  if (ceremony !== "register") {
    publicKey.allowCredentials = known(publicKey.allowCredentials);
    return navigator.credentials.get({ publicKey });
  }
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = known(publicKey.excludeCredentials);
  return navigator.credentials.create({ publicKey });
}

document.addEventListener("click", ({ target }) => {
  const place = target.closest?.("[data-passkey] button")?.parentElement;
  if (place) press(place);
});

/** The button in this place was pressed; once at a time, whoever says so. */
export async function press(place) {
  const [challenge, answer] = place.querySelectorAll("input");
  const trouble = place.querySelector("[role=alert]");
  const ceremony = place.dataset.passkey;
  if (place.ariaBusy === "true") return;
  place.ariaBusy = "true";
  trouble.hidden = true;
  try {
    const asked = await fetch("/api/passkeys/ask", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ceremony }),
    });
    // Too long ago that it was proved who asks: the form itself says so, and what to do.
    if (asked.status === 403) return place.closest("form").requestSubmit();
    if (!asked.ok) throw new Error(String(asked.status));
    const { token, options } = await asked.json();
    answer.value = written(await sign(ceremony, options));
    challenge.value = token;
    place.closest("form").requestSubmit();
  } catch {
    trouble.hidden = false;
  } finally {
    // Signed once: it is not sent again.
    challenge.value = answer.value = "";
    place.ariaBusy = null;
  }
}
