// The main path of consent in Firefox, where the machine has one.
import { expect, test } from "@playwright/test";
import { startFirefox } from "../firefox.mjs";

const path = process.env.FORTHRIGHT_FIREFOX ?? "";
const url = process.env.FORTHRIGHT_URL ?? "";

/** A button in one of our shadow roots. @param {string} name */
const press = (name) =>
  `[...document.querySelectorAll("[data-forthright]")].flatMap((host) => [...(host.shadowRoot?.querySelectorAll("button") ?? [])])
     .find((button) => button.textContent === ${JSON.stringify(name)}).click()`;
const consent = "forthright.ready.then(() => forthright.consent.get())";

test("in Firefox a visitor accepts, chooses and takes back, and is not asked again", async () => {
  test.skip(!path, "there is no Firefox on this machine");
  const page = await startFirefox(path);
  try {
    await page.goto(`${url}/demo/main/`);
    expect(await page.evaluate(consent)).toBeNull();
    expect(await page.evaluate("document.cookie + localStorage.length")).toBe("0");
    await page.evaluate(press("Accept"));
    expect(await page.evaluate(consent)).toMatchObject({ source: "accept-all", refused: [] });
    await expect.poll(() => page.evaluate('document.getElementById("sign-statistics").textContent')).toBe("Analytics: on");
    await expect.poll(() => page.evaluate('document.querySelector("iframe").src')).toContain("/demo/services/video.html");

    await page.reload();
    await page.evaluate("forthright.ready");
    expect(await page.evaluate('document.querySelectorAll("[data-forthright=banner]").length')).toBe(0);
    await page.evaluate('document.querySelector("[data-forthright=preferences]").click()');
    const dialog = 'document.querySelector("[data-forthright=centre]")?.shadowRoot.querySelector("dialog")?.open ?? false';
    await expect.poll(() => page.evaluate(dialog)).toBe(true);
    await page.evaluate("window.before = true");
    await page.evaluate(press("Refuse all"));
    // An advertising service had run: the page loads again.
    const again = '!window.before && document.readyState === "complete" && "forthright" in window';
    await expect.poll(() => page.evaluate(again).catch(() => false)).toBe(true);
    expect(await page.evaluate('document.getElementById("sign-statistics").textContent')).toBe("Analytics: off");
    expect(await page.evaluate(consent)).toMatchObject({ source: "withdrawal", granted: [] });
    expect(await page.evaluate('document.cookie.split("; ").map((cookie) => cookie.split("=")[0])')).toEqual(["forthright_consent"]);
    await expect.poll(() => page.evaluate("localStorage.length")).toBe(0);
  } finally {
    await page.stop();
  }
});
