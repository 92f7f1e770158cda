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
}

export interface Place {
  line: number;
  column: number;
  end_line?: number;
  end_column?: number;
}

/** A finding in the report of a folder. */
export interface Found extends Place {
  rule: string;
  severity: Severity;
  message: string;
  advice?: string;
  path: string;
  status: string;
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

/** The findings of a report in JSON that are open, by path. */
export function byPath(report: string): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  for (const one of JSON.parse(report).findings as Found[]) {
    if (one.status !== "new" || one.severity === "info" || !one.line) continue;
    found.set(one.path, [...(found.get(one.path) ?? []), one]);
  }
  return found;
}

/** A place as the editor counts, from 0. */
export function range(place: Place): [number, number, number, number] {
  const line = place.line - 1;
  const column = place.column - 1;
  const endLine = (place.end_line || place.line) - 1;
  return [line, column, endLine, (place.end_column || place.column + 1) - 1];
}

/** Where a command lies on the search path of Windows, which would look first in the folder that is checked: what a
 * stranger put there must not run. */
export function located(command: string, path: string, exists: (file: string) => boolean): string {
  if (/[\\/]/.test(command)) return command;
  const name = /\.exe$/i.test(command) ? command : `${command}.exe`;
  const places = path.split(";").filter((place) => /^([a-z]:)?[\\/]/i.test(place));
  return places.map((place) => `${place}\\${name}`).find(exists) ?? "";
}
