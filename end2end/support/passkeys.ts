// Devices with passkeys, in software: Chromium's virtual authenticators.
import type { CDPSession, Page } from "@playwright/test";

export type Device = { id: string; verified: (yes: boolean) => Promise<void>; at_hand: (yes: boolean) => Promise<void> };

/** What a page's browser can be given: devices that keep passkeys and ask for the finger. */
export async function devices(page: Page): Promise<(transport: "internal" | "usb") => Promise<Device>> {
  const browser: CDPSession = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable", { enableUI: false });
  return async (transport) => {
    const { authenticatorId } = await browser.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2", transport, hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return {
      id: authenticatorId,
      verified: (yes) => browser.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: yes }).then(() => {}),
      at_hand: (yes) => browser.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: yes }).then(() => {}),
    };
  };
}
