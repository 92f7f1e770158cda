/** What needs no editor: command lines, words, places. */
import words from "./words.json";

export type Locale = keyof typeof words;
export type Words = (typeof words)["nb"];
export type Severity = "error" | "warning" | "info";

export interface Settings {
  locale?: string;
  nlp?: string;
  first?: number;
  rank?: string;
  law?: string;
}

export interface Counts {
  error: number;
  warning: number;
  info: number;
}

/** The options of regcheck for what the user has chosen; what was not chosen is left to regcheck.yaml. */
export function options(settings: Settings): string[] {
  const chosen = Object.entries(settings).filter(([, value]) => value !== undefined);
  return chosen.flatMap(([name, value]) => [`--${name}`, String(value)]);
}

export function wordsFor(locale: string | undefined): Words {
  return words[(locale ?? "nb") as Locale] ?? words.nb;
}

export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The line in the status bar. */
export function status(counts: Counts | undefined, said: Words): string {
  if (!counts) return "regcheck";
  if (!counts.error && !counts.warning) return `regcheck: ${said.none}`;
  return `regcheck: $(error) ${counts.error} $(warning) ${counts.warning}`;
}

/** A suppression with the reason in place of what stands for it. */
export function withReason(line: string, reason: string): string {
  const clean = reason.replace(/--+>|\]/g, "").replace(/\s+/g, " ").trim();
  return line.replace(/(reason: ).*?( -->|\])/, (_, before: string, after: string) => before + clean + after);
}

/** Where a command lies on the search path of Windows, which would look first in the folder that is checked: what a
 * stranger put there must not run. */
export function located(command: string, path: string, exists: (file: string) => boolean): string {
  if (/[\\/]/.test(command)) return command;
  const name = /\.exe$/i.test(command) ? command : `${command}.exe`;
  const places = path.split(";").filter((place) => /^([a-z]:)?[\\/]/i.test(place));
  return places.map((place) => `${place}\\${name}`).find(exists) ?? "";
}
