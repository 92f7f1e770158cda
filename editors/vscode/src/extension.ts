import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import {
  DocumentDiagnosticReportKind,
  LanguageClient,
  WorkspaceDiagnosticRequest,
  type LanguageClientOptions,
  type Range,
  type ServerOptions,
} from "vscode-languageclient/node";
import { filled, located, options, status, withReason, wordsFor, type Counts, type Severity, type Words } from "./pure";

/** What the server tells of a document it has checked. */
interface Checked {
  uri: string;
  counts: Counts;
  first: { range: Range; message: string; rule: string; severity: Severity }[];
}

const run = promisify(execFile);
const SOURCE = "regcheck";
const LANGUAGES = ["markdown", "plaintext", "xml"];
const ICONS: Record<Severity, string> = { error: "error", warning: "warning", info: "info" };
const MOST = 256 * 1024 * 1024;

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel;
let bar: vscode.StatusBarItem;
let folderFindings: vscode.DiagnosticCollection;
let reports: string | undefined;
let neutral: string;
const checked = new Map<string, Checked>();
const explained = new Map<string, string>();
const changed = new vscode.EventEmitter<void>();

const setting = <T>(name: string): T | undefined => {
  const told = vscode.workspace.getConfiguration(SOURCE).inspect<T>(name);
  return told?.workspaceFolderValue ?? told?.workspaceValue ?? told?.globalValue;
};
const command = (): string => {
  const named = vscode.workspace.getConfiguration(SOURCE).get("path", SOURCE);
  return process.platform === "win32" ? located(named, process.env.PATH ?? "", existsSync) : named;
};
const said = (): Words => wordsFor(setting<string>("locale"));
/** Where regcheck is started: its own folder, when nothing in the one that is open may be gone by. */
const folder = (): string =>
  (vscode.workspace.isTrusted ? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath : undefined) ?? neutral;
const chosen = (): string[] => options({ locale: setting("locale"), nlp: setting("nlp"), rank: setting("rank") });
const withFirst = (): string[] => [...chosen(), ...options({ first: setting("first") })];
const law = (): string[] => options({ law: setting<string>("law") || undefined });

function create(): LanguageClient {
  const server: ServerOptions = { command: command(), args: ["lsp", ...withFirst(), ...law()], options: { cwd: neutral } };
  const documents = LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]);
  const made: LanguageClientOptions = {
    documentSelector: documents,
    outputChannel: output,
    initializationOptions: { tellsChecked: true, besideHover: true, trusted: vscode.workspace.isTrusted },
    middleware: {
      // The folder is checked when the user asks for it, not every other second.
      provideWorkspaceDiagnostics: () => ({ items: [] }),
      executeCommand: async (name, args, next) => {
        if (name !== "regcheck.answer" || args[3]) return next(name, args);
        const reason = await vscode.window.showInputBox({ prompt: said().why });
        return reason?.trim() ? next(name, [...args.slice(0, 3), reason]) : undefined;
      },
    },
  };
  const one = new LanguageClient(SOURCE, SOURCE, server, made);
  one.onNotification("regcheck/checked", (told: Checked) => {
    checked.set(vscode.Uri.parse(told.uri).toString(), told);
    refresh();
  });
  return one;
}

/** The client shows a message of its own when the server cannot be started: ask first, so that the user is told
 * once, and what to do. */
async function start(): Promise<void> {
  try {
    const { stdout } = await run(command(), ["--version"], { cwd: neutral, timeout: 20_000 });
    output.info(stdout.trim());
  } catch (error) {
    await notFound(error);
    return;
  }
  client = create();
  await client.start().catch((error) => output.error(String(error)));
}

async function notFound(error: unknown): Promise<void> {
  output.error(String(error));
  const words = said();
  if (await vscode.window.showErrorMessage(words.notFound, words.openSettings)) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "regcheck.path");
  }
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  checked.clear();
  if (old?.needsStop()) await old.stop();
  await old?.dispose().catch(() => undefined);
}

async function restart(): Promise<void> {
  await stop();
  await start();
  refresh();
}

function shown(): Checked | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  return uri ? checked.get(uri) : undefined;
}

function refresh(): void {
  const told = shown();
  bar.text = status(told?.counts, said());
  const language = vscode.window.activeTextEditor?.document.languageId ?? "";
  if (LANGUAGES.includes(language)) bar.show();
  else bar.hide();
  changed.fire();
}

const firstView: vscode.TreeDataProvider<Checked["first"][number]> = {
  onDidChangeTreeData: changed.event,
  getChildren: (above) => (above ? [] : (shown()?.first ?? [])),
  getTreeItem: (one) => {
    const item = new vscode.TreeItem(one.message);
    item.tooltip = `${one.message}\n${one.rule}`;
    item.iconPath = new vscode.ThemeIcon(ICONS[one.severity]);
    const { start, end } = one.range;
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    const uri = vscode.window.activeTextEditor?.document.uri;
    item.command = { command: "vscode.open", title: "", arguments: [uri, { selection }] };
    return item;
  },
};

/** Runs regcheck; gives what it wrote, also when it found something. */
async function regcheck(args: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run(command(), args, { cwd: folder(), maxBuffer: MOST });
    return stdout;
  } catch (error) {
    const done = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof done.code === "number" && done.code !== 2) return done.stdout;
    if (typeof done.code === "number") void vscode.window.showErrorMessage(done.stderr?.trim() ?? "");
    else await notFound(error);
    return undefined;
  }
}

const busy = <T>(work: () => Promise<T>): Thenable<T> =>
  vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: said().checking }, work);

const notInfo = (one: vscode.Diagnostic): boolean => one.severity <= vscode.DiagnosticSeverity.Warning;

/** Shows the findings of all documents in the folder, also those that are not open. Cancelling ends the check. */
async function checkFolder(): Promise<void> {
  const asked = client;
  if (!asked || !vscode.workspace.isTrusted) return;
  const place = { location: vscode.ProgressLocation.Notification, title: said().checking, cancellable: true };
  const report = await vscode.window.withProgress(place, (_, token) =>
    asked.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] }, token).catch(() => undefined),
  );
  if (!report) return;
  folderFindings.clear();
  let n = 0;
  let documents = 0;
  for (const one of report.items) {
    if (one.kind !== DocumentDiagnosticReportKind.Full) continue;
    const found = (await asked.protocol2CodeConverter.asDiagnostics(one.items)).filter(notInfo);
    if (!found.length) continue;
    folderFindings.set(asked.protocol2CodeConverter.asUri(one.uri), found);
    n += found.length;
    documents += 1;
  }
  void vscode.window.showInformationMessage(filled(said().folderChecked, { n, documents }));
}

/** The rules that found something where the cursor is. */
function rulesHere(): string[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return [];
  const here = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter((one) => one.source === SOURCE && one.range.intersection(editor.selection));
  const codes = here.map((one) => (typeof one.code === "object" ? one.code.value : one.code));
  return [...new Set(codes.map(String))];
}

async function ruleHere(): Promise<string | undefined> {
  const here = rulesHere();
  return here.length > 1 ? vscode.window.showQuickPick(here) : here[0];
}

async function explain(): Promise<void> {
  const rule = (await ruleHere()) ?? (await vscode.window.showInputBox({ prompt: said().whichRule }));
  if (!rule) return;
  const locale = setting<string>("locale");
  const told = await regcheck(["explain", rule, ...options({ locale })]);
  if (told === undefined) return;
  const uri = vscode.Uri.from({ scheme: SOURCE, path: rule });
  explained.set(uri.path, told);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

/** Asks for the reason, and carries out the server's own quick fix with it. */
async function suppress(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const rule = await ruleHere();
  if (!editor || !rule) {
    void vscode.window.showInformationMessage(said().nothingHere);
    return;
  }
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    editor.document.uri,
    editor.selection,
    vscode.CodeActionKind.QuickFix.value,
  );
  const edits = actions.flatMap((one) => one.edit?.entries() ?? []).flatMap(([, some]) => some);
  const edit = edits.find((one) => one.newText.includes(`regcheck: ignore ${rule} `));
  if (!edit) return;
  const reason = await vscode.window.showInputBox({ prompt: filled(said().whyLeave, { rule }) });
  if (!reason?.trim()) return;
  await editor.edit((change) => change.replace(edit.range, withReason(edit.newText, reason)));
}

/** Checks the document as it is saved, and opens the report in the browser. */
async function openReport(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || document.isUntitled) return;
  await document.save();
  reports ??= await mkdtemp(join(tmpdir(), "regcheck-"));
  const file = join(reports, `${Date.now()}.html`);
  const args = ["check", document.uri.fsPath, "--format", "html", "--output", file, "--fail-on", "never", ...withFirst()];
  if (!vscode.workspace.isTrusted) args.push("--no-config", "--no-baseline");
  if ((await busy(() => regcheck(args))) !== undefined) await vscode.env.openExternal(vscode.Uri.file(file));
}

export function activate(context: vscode.ExtensionContext): void {
  neutral = context.extensionPath;
  output = vscode.window.createOutputChannel(SOURCE, { log: true });
  folderFindings = vscode.languages.createDiagnosticCollection(`${SOURCE}-folder`);
  bar = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  bar.command = "workbench.actions.view.problems";
  const commands = {
    checkFolder,
    explain,
    suppress,
    openReport,
    restart,
    showOutput: () => output.show(),
    fixAll: () =>
      vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.regcheck", apply: "first" }),
  };
  context.subscriptions.push(
    output,
    folderFindings,
    bar,
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SOURCE, {
      provideTextDocumentContent: (uri) => explained.get(uri.path),
    }),
    vscode.window.registerTreeDataProvider("regcheck.first", firstView),
    ...Object.entries(commands).map(([name, done]) => vscode.commands.registerCommand(`regcheck.${name}`, done)),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidOpenTextDocument((one) => folderFindings.delete(one.uri)),
    vscode.workspace.onDidCloseTextDocument((one) => void checked.delete(one.uri.toString())),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration(SOURCE)) await restart();
    }),
  );
  refresh();
  void start();
}

export async function deactivate(): Promise<void> {
  await stop();
  if (reports) await rm(reports, { recursive: true, force: true });
}
