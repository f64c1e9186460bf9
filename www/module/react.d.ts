import type { ComponentPropsWithoutRef, ReactElement, ReactNode } from "react";
import type { Decision, Name, Options } from "./index.js";

export interface ProviderProps extends Options {
  children?: ReactNode;
}

/**
 * Loads the banner once, however often it is mounted. A changed `lang` changes the language; everything else counts only the
 * first time, and where the page has the script tag already, what the tag says counts.
 */
export function ConsentProvider(props: ProviderProps): ReactElement;

export interface Snapshot {
  readonly decision: Decision | null;
  /** A new function whenever something may be different: good as a dependency of an effect. */
  has(name: Name): boolean;
  /** Records a choice: what is not granted is refused. */
  set(choice: { granted: Name[] }): void;
  withdraw(): void;
  /** Opens the preference centre. */
  open(): void;
  setLanguage(tag: string): void;
}

/** The choice as it is, the same object until it changes. On the server and until the script is there, everything is denied. */
export function useConsent(): Snapshot;

/** Whether a category or a service is allowed. False on the server and until the script is there. */
export function useAllowed(name: Name): boolean;

export interface GatedProps {
  name: Name;
  /** What is there while it is not allowed, and on the server. */
  fallback?: ReactNode;
  children?: ReactNode;
}

/** Renders its children only while a category or a service is allowed. */
export function Gated(props: GatedProps): ReactElement;

type Box = Omit<ComponentPropsWithoutRef<"div">, "children" | "dangerouslySetInnerHTML" | "title">;

export interface EmbedProps extends Box {
  /** A category or a service, or several with `and`, `or` and `not`. */
  consent: Name;
  src: string;
  /** What the frame is called; the placeholder and the link say it too. */
  title: string;
  width?: number | string;
  height?: number | string;
  /** Whose it is, if the register does not say. */
  provider?: string;
  /** Where it can be opened at its provider, if that is not `src`. */
  link?: string;
  allow?: string;
  allowFullScreen?: boolean;
  loading?: "eager" | "lazy";
  referrerPolicy?: ReferrerPolicy;
  sandbox?: string;
}

/**
 * A frame that waits for consent behind a placeholder, in a `div` that takes all other props. On the server, and without the
 * script, it is a link.
 */
export function Embed(props: EmbedProps): ReactElement;

export type FrameKind = "form" | "check" | "notices" | "deadlines" | "track" | "rights";

export interface FrameProps extends Omit<ComponentPropsWithoutRef<"div">, "title"> {
  kind: FrameKind;
  /** With `kind="form"`: its id, for example `subject-access`. */
  form?: string;
  /** With `kind="notices"`. */
  audience?: string;
  /** What the frame is called, if not as the page in it. */
  title?: string;
  /** Called when something was sent. */
  onDone?: (done: { reference: string }) => void;
  /** What is there on the server, without the script, and where no frame is allowed: a link. Without it, one with the title. */
  children?: ReactNode;
}

/** A form or a page of the privacy desk, in a frame that grows with its content. */
export function Frame(props: FrameProps): ReactElement;

export type ButtonProps = ComponentPropsWithoutRef<"button">;

/** Opens the preference centre. */
export function Choices(props: ButtonProps): ReactElement;

/** Takes everything back in one press. */
export function Withdraw(props: ButtonProps): ReactElement;
