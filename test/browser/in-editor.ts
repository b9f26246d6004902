import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../scripts/command.ts';
import { temporaryFolder } from '../../scripts/lifetime.ts';
import { startCodeServer, type CodeServer } from '../../scripts/workbench/code-server.ts';
import { installWorkbench } from '../../scripts/workbench/installation.ts';
import { openWorkbench } from '../../scripts/workbench/page.ts';
import { createSampleProject } from '../sample-project.ts';
import { Editor } from './editor.ts';

export interface EditorOptions {
  readonly project: 'sample' | 'example';
  /** Whether VS Code asks before it trusts the folder, as it does on the desktop. */
  readonly workspaceTrust?: boolean;
  /** Which package of Temper is installed: the universal one, unless one for a platform is named. */
  readonly target?: string | undefined;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Packaged ones that are installed beside Temper. */
  readonly extensions?: readonly string[];
  /** Text of files that the project has besides its own. */
  readonly files?: Readonly<Record<string, string>>;
}

type Scenario = (editor: Editor) => Promise<void>;

const failures = path.join(repositoryRoot, 'out/test/browser');

const settings: Readonly<Record<string, unknown>> = {
  'workbench.colorTheme': process.env['TEMPER_THEME'] ?? 'Dark 2026',
  // The default of browsers saves while one types.
  'files.autoSave': 'off',
  // Suggestions may change what is typed, and cover the code.
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
};

/** Plays a scenario in a workbench that has the packaged extension installed and a copy of a project open. */
export async function inEditor(options: EditorOptions, scenario: Scenario): Promise<void> {
  const { workspaceTrust = false, extensions = [], target } = options;
  const vsix = path.join(repositoryRoot, `temper-hardening${target === undefined ? '' : `-${target}`}.vsix`);
  const server = await startCodeServer(await installWorkbench(), {
    workspaceTrust,
    settings: { ...settings, ...options.settings },
    extensions: [vsix, ...extensions],
  });
  try {
    await play(server, createProject(options), scenario);
  } finally {
    await server.stop();
  }
}

async function play(server: CodeServer, project: string, scenario: Scenario): Promise<void> {
  const workbench = await openWorkbench(server, { folder: project });
  try {
    const editor = new Editor(workbench.page, project);
    await editor.ready();
    await scenario(editor);
  } catch (error) {
    mkdirSync(failures, { recursive: true });
    const picture = path.join(failures, `failure-${server.port}.png`);
    await workbench.page.screenshot({ path: picture });
    console.error(`What the editor showed: ${path.relative(repositoryRoot, picture)}`);
    throw error;
  } finally {
    await workbench.close();
  }
}

function createProject({ project: kind, files = {} }: EditorOptions): string {
  const parent = temporaryFolder('browser');
  const project = kind === 'sample' ? createSampleProject(parent) : path.join(parent, 'shop');
  if (kind === 'example') cpSync(path.join(repositoryRoot, 'examples/shop'), project, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
    writeFileSync(path.join(project, name), text);
  }
  return project;
}
