// Only compiled: what the types allow, and what they do not.
import { consent, load, onChange, whenAllowed, type Decision } from "@forthright/consent";
import { define, ForthrightEmbed } from "@forthright/consent/element";
import { Choices, ConsentProvider, Embed, Frame, Gated, Withdraw, useAllowed, useConsent } from "@forthright/consent/react";

export const Good = () => {
  const { decision, has, set, open, withdraw, setLanguage } = useConsent();
  const id: string | undefined = decision?.id;
  const allowed: boolean = useAllowed("media") && has("youtube");
  return (
    <ConsentProvider origin="https://x.example" site="x" lang="cy" theme="dark" position="top" nonce="n" banner="off" links="label">
      <Gated name="media" fallback={id}>{allowed}</Gated>
      <Embed consent="media and statistics" src="/" title="" width={1} height="2" allowFullScreen style={{ minHeight: 2 }} className="a" />
      <Frame kind="form" form="complaint" onDone={({ reference }) => reference.length} id="a"><a href="/">A form</a></Frame>
      <Frame kind="notices" audience="study" title="What we hold" />
      <Choices className="b" onClick={open} />
      <Withdraw onClick={withdraw} disabled>Take back</Withdraw>
      <button onClick={() => { set({ granted: ["media"] }); setLanguage("cy"); }} />
    </ConsentProvider>
  );
};

export const Bad = () => (
  <>
    {/* @ts-expect-error: it needs an address */}
    <Embed consent="media" title="A film" />
    {/* @ts-expect-error: there is no such page */}
    <Frame kind="forms" />
    {/* @ts-expect-error: where is it loaded from? */}
    <ConsentProvider site="main" />
  </>
);

define();
load({ origin: "", site: "" }).then((api) => api.withdraw());
whenAllowed("media", { signal: AbortSignal.timeout(1) });
const stop: () => void = onChange((decision: Decision | null) => consent().has(decision?.source ?? ""));
stop();
const embed: ForthrightEmbed = document.createElement("forthright-embed");
document.createElement("forthright-frame").addEventListener("forthright:done", (event) => event.detail.reference);
embed.remove();
