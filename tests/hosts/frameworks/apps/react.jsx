// One app with everything that the package has for React. What it shows is said from outside, through `window.say`.
import { StrictMode, useEffect, useState } from "react";
import { Choices, ConsentProvider, Embed, Frame, Gated, Withdraw, useAllowed, useConsent } from "@forthright/consent/react";

const film = (id) => ({ id, consent: "media", src: `https://video.example/${id}`, title: `Film ${id}`, width: 400, height: 200 });
const FIRST = { lang: "en", films: [film("one")], frame: { kind: "form", form: "subject-access" }, shown: true, turn: 0 };

const Allowed = () => <p id="allowed">{String(useAllowed("media"))}</p>;

const Decided = () => {
  const snapshot = useConsent();
  useEffect(() => { (window.snapshots ??= new Set()).add(snapshot); });
  return <p id="decided">{snapshot.decision?.source ?? "nothing"} {String(snapshot.has("media"))}</p>;
};

const Sent = ({ frame }) => {
  const [reference, setReference] = useState("nothing");
  // A new function each time: the newest is called.
  return (
    <>
      <p id="sent">{reference}</p>
      <Frame id="frame" {...frame} onDone={(done) => setReference(done.reference + frame.form)}>
        <a href="https://privacy.dmu.ac.uk/forms/subject-access">Ask for your information</a>
      </Frame>
    </>
  );
};

const Page = ({ state }) => (
  <ConsentProvider origin="https://privacy.dmu.ac.uk" site="main" lang={state.lang}>
    <h1>An app</h1>
    <p id="turn">{state.turn}</p>
    <Allowed />
    <Decided />
    <Gated name="media" fallback={<p id="gated">off</p>}><p id="gated">on</p></Gated>
    {state.shown && <section id="films">{state.films.map((one) => <Embed key={one.id} className="film" {...one} />)}</section>}
    {state.frame && <Sent frame={state.frame} />}
    <Choices id="choices" />
    <Withdraw id="withdraw">Take everything back</Withdraw>
  </ConsentProvider>
);

const Stateful = () => {
  const [state, setState] = useState(FIRST);
  useEffect(() => {
    window.say = (more) => setState((old) => ({ ...old, ...more, turn: old.turn + 1 }));
    window.film = film;
  }, []);
  return <Page state={state} />;
};

export const App = ({ strict }) => (strict ? <StrictMode><Stateful /></StrictMode> : <Stateful />);

export const Whole = ({ strict }) => (
  <html lang="en">
    <head><meta charSet="utf-8" /><title>A whole document</title></head>
    <body><div id="root"><App strict={strict} /></div></body>
  </html>
);
