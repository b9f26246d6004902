import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { repositoryRoot } from '../../scripts/command.ts';

/** Milliseconds for what has to come; only a failing test waits so long, also where the machine is slow. */
const patience = 120_000;
/** Milliseconds after which a user tries once more, since VS Code may have dropped the first try. */
const secondTry = 15_000;

/** VS Code's window, driven by keyboard and mouse as a user drives it. Every wait is for something that the user would see. */
export class Editor {
  /** Marks in the code that is shown. */
  readonly errors: Locator;
  readonly warnings: Locator;
  readonly problems: Locator;
  private readonly fixes: Locator;
  private readonly page: Page;
  readonly project: string;

  constructor(page: Page, project: string) {
    page.setDefaultTimeout(patience);
    this.page = page;
    this.project = project;
    this.errors = page.locator('.editor-instance .squiggly-error');
    this.warnings = page.locator('.editor-instance .squiggly-warning');
    this.problems = page.locator('.markers-panel .monaco-list-row');
    this.fixes = page.locator('.action-widget .monaco-list-row');
  }

  async ready(): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Opens a file and puts the cursor at the start of the first line that has this code. */
  async openAt(name: string, code: string): Promise<void> {
    await this.openFile(name);
    const line =
      this.textOnDisk(name)
        .split('\n')
        .findIndex((text) => text.includes(code)) + 1;
    await this.goToLine(line);
  }

  private async goToLine(line: number): Promise<void> {
    await this.press('Control+G');
    await this.type(String(line));
    await this.page.locator('.quick-input-list', { hasText: `line ${line}` }).waitFor();
    await this.press('Enter');
    await this.statusItem(`Ln ${line},`).waitFor();
    await this.press('Home');
  }

  /** Puts the cursor at code that occurs once in the file that is shown, by the editor's search. */
  async goTo(code: string): Promise<void> {
    const search = this.page.locator('.find-widget.visible');
    await this.focusCode();
    await untilSeen(search, () => this.press('Control+F'));
    await search.locator('textarea').first().fill(code);
    await search.locator('.matchesCount', { hasText: /^1 of 1/ }).waitFor();
    await untilSeen(this.page.locator('.find-widget:not(.visible)'), () => this.press('Escape'));
  }

  /** Waits for the ghost text, types the line's end once more where there came none, and takes it by Tab, again if that was too early. */
  async acceptSuggestion(outcome: Locator): Promise<void> {
    const ghost = this.page.locator('.ghost-text, .ghost-text-decoration').first();
    if (!(await isSeen(ghost))) {
      await untilSeen(ghost, async () => {
        await this.press('Backspace');
        await this.press('Enter');
      });
    }
    await untilSeen(outcome, () => this.press('Tab'));
  }

  /** Waits for what stands in the muted colour behind a line of a suggestion; VS Code writes it into its style sheets alone. */
  async endOfLine(text: string): Promise<void> {
    await this.page.waitForFunction((wanted) => {
      const pieces = [...document.querySelectorAll('.editor-instance .view-line span')];
      return pieces.some((piece) => getComputedStyle(piece, '::after').content.includes(wanted));
    }, text);
  }

  private async openFile(name: string): Promise<void> {
    const baseName = path.basename(name);
    await this.press('Control+P');
    await this.type(name);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: baseName }).waitFor();
    await this.press('Enter');
    await this.page.locator('.tab.active', { hasText: baseName }).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Puts a text into the clipboard, as copying it from a web page does, and pastes it. */
  async paste(text: string): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.evaluate(async (copied) => navigator.clipboard.writeText(copied), text);
    await this.press('Control+V');
  }

  /** Rests the pointer on code until the hover says what is expected. A hover that marks changed under closes: the pointer comes again. */
  async hoverOver(code: string, saying: RegExp): Promise<void> {
    const hover = this.page.locator('.monaco-hover', { hasText: saying }).first();
    const word = this.line(code).locator('span span', { hasText: /\w/ }).first();
    await untilSeen(hover, async () => {
      await this.page.mouse.move(0, 0);
      await word.hover();
    });
  }

  async showProblems(): Promise<void> {
    await this.press('Control+Shift+M');
    await this.problems.first().waitFor();
  }

  async focusCode(): Promise<void> {
    await this.press('Control+1');
  }

  statusItem(text: string): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  async trustFolder(): Promise<void> {
    await this.statusItem('Restricted Mode').click();
    await this.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await this.statusItem('Restricted Mode').waitFor({ state: 'detached' });
  }

  /** VS Code drops the wish when marks change while it is being answered: a user presses again, and so does this. */
  async showFixes(): Promise<void> {
    await untilSeen(this.fixes.first(), () => this.press('Control+.'));
  }

  /** Takes a fix until what it does is seen: a menu that is just being shown anew loses the click. */
  async takeFix(title: RegExp, outcome: Locator): Promise<void> {
    const fix = this.fixes.filter({ hasText: title });
    await untilSeen(outcome, async () => {
      if (!(await fix.isVisible())) await this.press('Control+.');
      await isSeen(fix.or(outcome).first());
      if (await fix.isVisible()) await fix.click({ timeout: secondTry }).catch(() => undefined);
    });
  }

  inputBox(question: RegExp): Locator {
    return this.page.locator('.quick-input-widget', { hasText: question });
  }

  /** Answers the input box that asks for this. */
  async answer(question: RegExp, text: string): Promise<void> {
    await this.inputBox(question).waitFor();
    await this.type(text);
    await this.press('Enter');
  }

  /** Waits for code to be shown, and for none that is marked. */
  async unmarkedCode(code: string): Promise<void> {
    await this.line(code).waitFor();
    await this.errors.or(this.warnings).first().waitFor({ state: 'detached' });
  }

  /** Waits until VS Code counts this many problems of the file that is shown. */
  async problemsInFile(count: number): Promise<void> {
    const words = count === 1 ? '1 problem in this file' : `${count} problems in this file`;
    await this.page.locator(`.tab.active .tab-label[aria-label*="${words}"]`).waitFor();
  }

  /** Opens a view of Temper and puts the keyboard into it, again once it has rows: an empty one does not take it. */
  async showView(name: string, row: string): Promise<void> {
    await this.run(`Temper: Focus on ${name} View`);
    await this.page.locator('.pane-body .monaco-list-row', { hasText: row }).first().waitFor();
    await this.run(`Temper: Focus on ${name} View`);
  }

  /** A row of a view that the keyboard has reached. */
  focusedRow(text: string | RegExp): Locator {
    return this.page.locator('.pane-body .monaco-list-row.focused', { hasText: text });
  }

  /** Presses a key until a row has the focus: what is loaded meanwhile comes in between. */
  async reach(key: string, row: Locator): Promise<void> {
    await untilSeen(row, () => this.press(key), 2_000);
  }

  activeTab(name: string): Locator {
    return this.page.locator('.tab.active', { hasText: name });
  }

  /** Waits until a page that Temper shows beside the code says this; VS Code keeps it in a frame of its own within a frame. */
  async pageSays(text: string): Promise<void> {
    const page = this.page.frameLocator('iframe.webview').frameLocator('#active-frame');
    await page.locator('body', { hasText: text }).waitFor();
  }

  /** Waits until the review stands at this finding and asks about it. */
  async reviewAt(count: string, question: RegExp): Promise<void> {
    const review = this.page.locator('.quick-input-widget', { hasText: `Review of AI-written code, ${count}` });
    await review.waitFor();
    await review.getByText(question).waitFor();
  }

  /** Waits until the code after a fix is shown beside the code of now. */
  async comparison(code: string): Promise<void> {
    await this.page.locator('.monaco-diff-editor .view-line', { hasText: code }).first().waitFor();
  }

  line(code: string): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: code });
  }

  async save(): Promise<void> {
    await this.page.locator('.tab.active.dirty').waitFor();
    await this.press('Control+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** What is shown anew meanwhile takes the list of commands away: it is opened again. */
  async run(command: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await untilSeen(this.page.locator('.quick-input-list .monaco-list-row', { hasText: command }).first(), async () => {
      await this.press('F1');
      await input.fill(`>${command}`, { timeout: secondTry }).catch(() => undefined);
    });
    await this.press('Enter');
  }

  /** Saves every file, once these are shown as changed: VS Code opens what a fix wrote a moment later, and saves only what is open. */
  async saveAll(...changed: readonly string[]): Promise<void> {
    for (const name of changed) await this.page.locator(`.tab.dirty[data-resource-name="${name}"]`).waitFor();
    await this.run('File: Save All');
    await this.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  }

  /** Waits until VS Code has told this; what hid meanwhile is looked up behind the bell. */
  async notified(text: RegExp): Promise<void> {
    const item = this.page.locator('.notification-list-item', { hasText: text }).first();
    if (await isSeen(item)) return;
    await this.page.locator('#status\\.notifications').click();
    await item.waitFor();
  }

  /** Chooses one of the answers that VS Code shows with a message. */
  async answerMessage(text: RegExp, answer: string): Promise<void> {
    await this.notified(text);
    const message = this.page.locator('.notification-list-item', { hasText: text }).first();
    await message.getByRole('button', { name: answer, exact: true }).click();
  }

  async goneFromExplorer(name: string): Promise<void> {
    const row = this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    await row.first().waitFor({ state: 'detached' });
  }

  hasOnDisk(name: string): boolean {
    return existsSync(path.join(this.project, name));
  }

  textOnDisk(name: string): string {
    return readFileSync(path.join(this.project, name), 'utf8');
  }

  /** Into the folder that TEMPER_PICTURES names (README's are in docs/images): every picture is of something that a test has just seen work. */
  async takePicture(name: string): Promise<void> {
    const folder = process.env['TEMPER_PICTURES'];
    if (folder === undefined) return;
    const images = path.resolve(repositoryRoot, folder);
    mkdirSync(images, { recursive: true });
    await this.page.screenshot({ path: path.join(images, `${name}.png`), animations: 'disabled', caret: 'initial' });
  }
}

/** Tries until the outcome is seen, or patience ends. */
async function untilSeen(outcome: Locator, attempt: () => Promise<void>, timeout = secondTry): Promise<void> {
  for (let left = patience / timeout; left > 0; left -= 1) {
    await attempt();
    if (await isSeen(outcome, timeout)) return;
  }
  throw new Error(`Not seen after ${patience / timeout} tries: ${outcome.toString()}`);
}

function isSeen(outcome: Locator, timeout = secondTry): Promise<boolean> {
  return outcome.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}
